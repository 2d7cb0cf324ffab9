"""Text → plain tree, by the rules of YAML 1.2 (the core schema) with every key a string.

The fast path is yaml-rs (msgspec for JSON). What a fast loader can't say exactly is read again from PyYAML's node tree:
a key that is not a string (``1.10:`` must stay ``1.10``), duplicate keys (found with their lines), and scalars
that the grammar wants as text (:class:`Lexemes`). Where yaml-rs has no wheel, PyYAML alone does the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import yaml

from specsmith.text.containers import levels
from specsmith.text.depth import nests_too_deeply
from specsmith.text.positions import compose, escape_token
from specsmith.text.source import Span

MAX_NODES = 4_000_000  # what aliases may expand to; the largest public descriptions have about one million nodes
MAX_DEPTH = 400

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_SPECIAL = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_QUOTED = ("'", '"', "|", ">")
_STR_TAG = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class LoadProblem:
    """Why a text (or a part of it) could not be taken as it stands; ``kind`` is syntax, alias, depth or duplicate-key."""

    kind: str
    message: str
    span: Span | None
    pointer: str = ""


@dataclass(slots=True)
class Loaded:
    """The documents of one text. ``roots`` is empty when ``problems`` holds a syntax error."""

    roots: list[Any] = field(default_factory=list)
    problems: list[LoadProblem] = field(default_factory=list)
    exact: bool = False


def load(text: str) -> Loaded:
    """Read YAML or JSON: all documents of the stream, fresh trees without shared subtrees, keys as strings.

    >>> load("on: yes\\n200: 2018-08-28\\n1.10: ~\\n").roots
    [{'on': 'yes', '200': '2018-08-28', '1.10': None}]
    >>> load("a: 1\\na: 2\\n").problems[0].span
    Span(line=2, column=1, end_line=2, end_column=2)
    """
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if head in ("{", "["):
        loaded = _load_json(text)
        if loaded is not None:
            return loaded
    if nests_too_deeply(text):
        return Loaded(problems=[LoadProblem("depth", f"nested more than {MAX_DEPTH} levels deep", None)])
    fast = _load_fast(text)
    return fast if fast is not None else load_exact(text)


def _load_json(text: str) -> Loaded | None:
    import msgspec

    try:
        root = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    kept = 0
    for depth, (mappings, _) in enumerate(levels(root), 1):
        if depth > MAX_DEPTH:
            return Loaded(problems=[LoadProblem("depth", f"nested more than {MAX_DEPTH} levels deep", None)])
        kept += sum(map(len, mappings))
    return None if _may_repeat_keys(text, kept) else Loaded([root])


def _may_repeat_keys(text: str, kept: int) -> bool:
    """JSON decoders keep the last of repeated keys in silence: compare the keys kept with the colons that follow a quote."""
    if text.count('":') - text.count('\\":') == kept and '" :' not in text:  # a quote inside a text is escaped
        return False
    return kept != len(_JSON_KEY.findall(text))


_JSON_KEY = re.compile(r'"(?:[^"\\]|\\.)*"(?=(\s*:)?)(?:\s*(:))')


def _load_fast(text: str) -> Loaded | None:
    """yaml-rs, when its answer is sure to be right; None sends the text to the exact path."""
    try:
        import yaml_rs
    except ImportError:
        return None
    if _inexact(text):
        return None  # tabs pass; tags, anchors, merge keys, document marks and 1_000 differ: rare in specs, exact there
    try:
        root = yaml_rs.loads(text, parse_datetime=False)
    except yaml_rs.YAMLDecodeError:
        return None
    except Exception:  # a panic in native code must not end the run; the exact path has the last word
        return None
    return Loaded([root]) if _plain(root) else None


def _inexact(text: str) -> bool:
    """Whether yaml-rs and YAML 1.2 might differ. Plain text is looked for first: the expression takes its time."""
    if "\0" in text:  # it ends there for yaml-rs, and the rest would be lost in silence
        return True
    if text.startswith(("---", "...")) or any(mark in text for first, mark in _MARKS if first in text):
        return _INEXACT.search(text) is not None
    return any(
        _NUMBER_BEFORE.search(text[text.rfind("\n", 0, found.start()) + 1 : found.start()])
        for found in _DIGIT_GROUPS.finditer(text)
    )


_MARKS = (("\n", "\n---"), ("\n", "\n..."), ("\t", "\t"), ("<", "<<"), ("!", " !"), ("&", " &"))
"""A character that is found sooner than the mark it belongs to, and the mark."""
_DIGIT_GROUPS = re.compile(r"_(?<=[0-9]_)[0-9_]*[ ]*(?:[,\]}#]|$)", re.MULTILINE)
_NUMBER_BEFORE = re.compile(r"[:\-\[,][ ]+[-+]?[0-9]+\Z")
_INEXACT = re.compile(
    r"(?m)^(?:---|\.\.\.)|^ *\t|<<\s*:|[:\-\[,][ ]+(?:[!&][\w!<]|[-+]?[0-9]+_[0-9_]*[ ]*(?:[,\]}#]|$))"
)


def _plain(root: Any) -> bool:
    """Make the keys of whole numbers strings; False when a key lost its spelling on the way, or the tree is too deep."""
    for depth, (mappings, _) in enumerate(levels(root), 1):
        if depth > MAX_DEPTH:
            return False
        if set(map(type, chain.from_iterable(mappings))) <= _TEXT:
            continue
        for node in mappings:
            if not _TEXT.issuperset(map(type, node)) and not _restring(node):
                return False
    return True


_TEXT = frozenset([str])


def _restring(node: dict[Any, Any]) -> bool:
    items = list(node.items())
    node.clear()
    for key, value in items:
        if type(key) is int and 100 <= key <= 599:  # a status code: no other spelling is likely
            key = str(key)
        elif type(key) is not str:
            return False
        node[key] = value
    return len(node) == len(items)


def load_exact(text: str) -> Loaded:
    """The slow path: PyYAML's node tree with YAML 1.2 scalars; reports duplicate keys (the last one is kept)."""
    loaded = Loaded(exact=True)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        reader = loader(text.removeprefix("\ufeff"))
        try:
            while reader.check_node():
                node: Any = reader.get_node()
                _check_expansion(node)
                loaded.roots.append(_Builder(loaded.problems).build(node))
        finally:
            reader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = Span(mark.line + 1, mark.column + 1) if mark else None
        loaded.problems.append(LoadProblem("syntax", str(error.problem or error.context or error), span))
    except _Refused as refused:
        loaded.problems.append(refused.problem)
    except yaml.YAMLError as error:
        loaded.problems.append(LoadProblem("syntax", _one_line(str(error)), _reader_span(text, error)))
    except (ValueError, RecursionError) as error:
        loaded.problems.append(LoadProblem("syntax", _one_line(str(error)) or type(error).__name__, None))
    return loaded


def _reader_span(text: str, error: yaml.YAMLError) -> Span | None:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return None
    before = text[:position]
    return Span(before.count("\n") + 1, position - before.rfind("\n"))


def _one_line(message: str) -> str:
    return " ".join(message.split())[:300]


class _Refused(Exception):
    def __init__(self, problem: LoadProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _check_expansion(root: yaml.Node) -> None:
    """Refuse what aliases would make too large before it is made: each node is looked at once."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node, depth: int) -> int:
        if isinstance(node, yaml.ScalarNode):
            return 1
        known = sizes.get(id(node))
        if known is not None or depth > MAX_DEPTH:
            return known or 1
        sizes[id(node)] = 1  # an anchor in itself is found when it is built
        inner = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        total = 1 + sum(size(part, depth + 1) for part in inner)
        if total > MAX_NODES:
            raise _Refused(LoadProblem("alias", "aliases expand to too many nodes", _at(node)))
        sizes[id(node)] = total
        return total

    size(root, 0)


class _Builder:
    """Node tree → plain tree; counts what aliases expand to."""

    def __init__(self, problems: list[LoadProblem]) -> None:
        self._problems = problems
        self._nodes = 0
        self._open: set[int] = set()

    def build(self, node: yaml.Node, pointer: str = "", depth: int = 0) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Refused(LoadProblem("alias", "aliases expand to too many nodes", _at(node)))
        if depth > MAX_DEPTH:
            raise _Refused(LoadProblem("depth", f"nested more than {MAX_DEPTH} levels deep", _at(node)))
        if isinstance(node, yaml.ScalarNode):
            return scalar(node)
        if id(node) in self._open:
            raise _Refused(LoadProblem("alias", "an anchor that contains itself", _at(node), pointer))
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.build(item, f"{pointer}/{i}", depth + 1) for i, item in enumerate(node.value)]
            return self._mapping(node, pointer, depth)
        finally:
            self._open.discard(id(node))

    def _mapping(self, node: yaml.Node, pointer: str, depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        merged: list[dict[str, Any]] = []
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else _one_line(yaml.serialize(key_node))
            if key == "<<" and key_node.style not in _QUOTED:
                value = self.build(value_node, pointer, depth + 1)
                merged.extend(v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict))
                continue
            at = f"{pointer}/{escape_token(key)}"
            if key in out:
                message = f"the key {key!r} stands twice in one mapping; the last one is kept"
                self._problems.append(LoadProblem("duplicate-key", message, _at(key_node), at))
            out[key] = self.build(value_node, at, depth + 1)
        for mapping in merged:
            for key, value in mapping.items():
                out.setdefault(key, value)
        return out


def _at(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def scalar(node: yaml.ScalarNode) -> Any:
    """The value of a scalar by the core schema of YAML 1.2 (§10.3.2); anything quoted or tagged as text is text."""
    text: str = node.value
    if node.style in _QUOTED or (node.tag == _STR_TAG and text == ""):
        return text
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first.isdigit() or first in "+-.":
        if _INT.match(text):
            return int(text) if len(text) < 4000 else text
        if text[:2] in ("0x", "0o"):
            return _based(text)
        if _FLOAT.match(text):
            return float(text)
        return _SPECIAL.get(text.lower(), text)
    return text


def _based(text: str) -> int | str:
    try:
        return int(text, 0)
    except ValueError:
        return text


class Lexemes:
    """The source spelling of scalars, for fields that the grammar wants as text (``version: 1.10`` is "1.10").

    >>> Lexemes("info: {version: 1.10}\\n").at("/info/version")
    '1.10'
    """

    def __init__(self, text: str) -> None:
        self._root = compose(text)

    def at(self, pointer: str) -> str | None:
        """The text of the scalar at ``pointer``; None when there is none."""
        node = self._root
        for token in pointer.split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~")
            if isinstance(node, yaml.MappingNode):
                found = [v for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == name]
                node = found[-1] if found else None
            elif isinstance(node, yaml.SequenceNode):
                node = node.value[int(name)] if name.isdigit() and int(name) < len(node.value) else None
            else:
                return None
        return node.value if isinstance(node, yaml.ScalarNode) else None
