"""JSON pointer → span of a YAML or JSON text, through PyYAML's compose: exact, and slow enough to be lazy about."""

from __future__ import annotations

import yaml

from specsmith.text.depth import nests_too_deeply
from specsmith.text.source import Span

_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Resolves no types: places and spellings need none, and guessing them takes a third of the time."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return ""


def compose(text: str) -> yaml.Node | None:
    """The node tree of the first document of ``text``; None when it can't be composed."""
    if nests_too_deeply(text):
        return None
    try:
        loader = _Loader(text)
        try:
            if not loader.check_node():
                return None
            node: yaml.Node | None = loader.get_node()
            return node
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def escape_token(token: str) -> str:
    """One reference token of a JSON Pointer (RFC 6901 §3)."""
    return token.replace("~", "~0").replace("/", "~1") if "~" in token or "/" in token else token


#: Where a key or an item stands, and its values.
_Place = tuple[yaml.Node, list[yaml.Node]]


class Positions:
    """Spans of the keys and items of the first document of a text, by JSON pointer; found when somebody asks.

    >>> Positions("a: [1, 2]\\n").nearest("/a/1")
    Span(line=1, column=8, end_line=1, end_column=9)
    """

    def __init__(self, text: str) -> None:
        root = compose(text)
        self._known: dict[str, _Place | None] = {"": None if root is None else (root, [root])}
        self._children: dict[int, dict[str, _Place]] = {}

    def nearest(self, pointer: str) -> Span | None:
        """Where the key or item that ``pointer`` names begins; its nearest parent when it is not there, None without a text."""
        found = self._at(pointer)
        while found is None and pointer:
            pointer = pointer.rpartition("/")[0]
            found = self._at(pointer)
        return None if found is None else _span(found[0])

    def _at(self, pointer: str) -> _Place | None:
        """The place of a pointer and the values there; what many pointers begin with is looked up once."""
        if pointer not in self._known:
            above, _, token = pointer.rpartition("/")
            parent = self._at(above)
            name = token.replace("~1", "/").replace("~0", "~") if "~" in token else token
            nodes = parent[1] if parent is not None else ()
            self._known[pointer] = next((child for node in nodes if (child := self._below(node).get(name))), None)
        return self._known[pointer]

    def _below(self, node: yaml.Node) -> dict[str, _Place]:
        """The members of a node: where each stands, and its values (a key that stands twice has two)."""
        children = self._children.get(id(node))
        if children is None:
            children = self._children[id(node)] = {}
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if isinstance(key, yaml.ScalarNode):
                        children.setdefault(key.value, (key, []))[1].append(value)
            elif isinstance(node, yaml.SequenceNode):
                children.update((str(index), (value, [value])) for index, value in enumerate(node.value))
        return children


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
