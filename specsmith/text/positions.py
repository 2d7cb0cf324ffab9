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


def positions(text: str) -> dict[str, Span]:
    """Spans of all keys and items of the first document, by JSON pointer; of a text that does not parse, none.

    >>> positions("a: [1, 2]\\n")["/a/1"]
    Span(line=1, column=8, end_line=1, end_column=9)
    """
    root = compose(text)
    found: dict[str, Span] = {}
    if root is None:
        return found
    found[""] = _span(root)
    stack: list[tuple[str, yaml.Node]] = [("", root)]
    seen: set[int] = {id(root)}  # an aliased node is entered once: alias bombs stay linear
    while stack:
        pointer, node = stack.pop()
        children: list[tuple[str, yaml.Node, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    children.append((f"{pointer}/{escape_token(key.value)}", key, value))
        elif isinstance(node, yaml.SequenceNode):
            children = [(f"{pointer}/{index}", value, value) for index, value in enumerate(node.value)]
        for at, place, value in children:
            found.setdefault(at, _span(place))
            if not isinstance(value, yaml.ScalarNode) and id(value) not in seen:
                seen.add(id(value))
                stack.append((at, value))
    return found


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
