"""Reading a tree that may hold anything anywhere: wrong types become diagnostics, references have a limit."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.model import Document
from specsmith.model.pointer import escape_token, from_fragment, resolve
from specsmith.views.api import SourceNote

WRONG_TYPE = Code(
    "SS0701",
    "view-wrong-type",
    Severity.WARNING,
    "A part of the document has the wrong type and was left out",
    why="Docs and clients are drawn from what can be understood; a part of the wrong type costs only itself.",
    broken="responses:\n  '200': OK\n",
    fixed="responses:\n  '200':\n    description: OK\n",
    help="Give this part the type that the OpenAPI Specification asks for.",
)
DANGLING = Code(
    "SS0702",
    "view-dangling-reference",
    Severity.WARNING,
    "A reference leads nowhere",
    why="What a reference should bring is unknown: the place is treated as if anything were allowed there.",
    broken="schema:\n  $ref: '#/components/schemas/Missing'\n",
    fixed="schema:\n  $ref: '#/components/schemas/Message'\n",
    help="Define the target, or bundle the file that holds it.",
)

_MAX_HOPS = 64


def dumps(value: Any) -> str:
    """Compact JSON text of a tree; what JSON can't say (NaN) becomes a string, key order is kept.

    >>> dumps({"a": [1, "é"]})
    '{"a": [1, "é"]}'
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(value), ensure_ascii=False)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def text(node: dict[str, Any], key: str) -> str:
    """A string entry; numbers and booleans are written out, anything else is empty."""
    value = node.get(key)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def flag(node: dict[str, Any], key: str, default: bool = False) -> bool:
    """A boolean entry; ``"true"`` counts, other types give the default."""
    value = node.get(key, default)
    if isinstance(value, str):
        return value.lower() == "true"
    return value if isinstance(value, bool) else default


def extensions(node: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The ``x-`` entries of an object as (name, JSON text)."""
    return tuple((key, dumps(value)) for key, value in node.items() if key[:2] == "x-")


@dataclass(frozen=True, slots=True)
class Found:
    """A node with the pointer where it really stands; ``name`` is the last token of the reference that led there."""

    node: dict[str, Any]
    pointer: str
    name: str = ""


class Context:
    """What every part of the view builder shares: the document, the diagnostics, following references."""

    __slots__ = ("_anchors", "_notes", "diagnostics", "document", "root")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root: dict[str, Any] = document.root if isinstance(document.root, dict) else {}
        self.diagnostics: list[Diagnostic] = []
        self._anchors: dict[str, tuple[Any, str]] | None = None
        self._notes: set[tuple[str, int, str]] = set()

    def report(self, code: Code, message: str, container: object = None, key: str | int | None = None) -> None:
        """Add a diagnostic about ``container`` (or its entry ``key``), once for each place and message."""
        origin = self.document.origin(container, key)
        seen = (code.id, id(container), message)
        if seen not in self._notes:
            self._notes.add(seen)
            self.diagnostics.append(Diagnostic.of(code, message, source=origin.source, pointer=origin.pointer))

    def mapping(self, node: dict[str, Any], key: str) -> dict[str, Any]:
        """A mapping entry; missing gives an empty one, another type is reported."""
        value = node.get(key)
        if isinstance(value, dict):
            return value
        if value is not None:
            self.report(WRONG_TYPE, f"'{key}' should be a mapping, not {_kind(value)}", node, key)
        return {}

    def sequence(self, node: dict[str, Any], key: str) -> list[Any]:
        """A list entry; missing gives an empty one, another type is reported."""
        value = node.get(key)
        if isinstance(value, list):
            return value
        if value is not None:
            self.report(WRONG_TYPE, f"'{key}' should be a list, not {_kind(value)}", node, key)
        return []

    def mappings(self, node: dict[str, Any], pointer: str) -> list[tuple[str, dict[str, Any], str]]:
        """The entries of a mapping that are mappings, with their pointers; others (but ``x-``) are reported."""
        found = []
        for key, value in node.items():
            if isinstance(value, dict):
                found.append((key, value, f"{pointer}/{escape_token(key)}"))
            elif key[:2] != "x-":
                self.report(WRONG_TYPE, f"'{key}' should be a mapping, not {_kind(value)}", node, key)
        return found

    def follow(self, node: Any, pointer: str) -> Found | None:
        """``node``, or what its ``$ref`` leads to, through chains; None (reported) when that is no mapping."""
        name = ""
        for _ in range(_MAX_HOPS):
            if not isinstance(node, dict):
                self.report(WRONG_TYPE, f"{pointer or 'The document'} should be a mapping, not {_kind(node)}", node)
                return None
            ref = node.get("$ref")
            if not isinstance(ref, str):
                return Found(node, pointer, name)
            target = self.target(ref)
            if target is None:
                self.report(DANGLING, f"Nothing stands at '{ref}'", node, "$ref")
                return None
            node, pointer = target
            name = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        self.report(DANGLING, f"The reference at {pointer} leads in a circle", node)
        return None

    def target(self, ref: str) -> tuple[Any, str] | None:
        """The node a reference within the document leads to, and its pointer; None when there is none."""
        if ref in {"#", ""}:
            return self.root, ""
        if ref.startswith("#/"):
            for pointer in (ref[1:], from_fragment(ref)):
                try:
                    return resolve(self.root, pointer), pointer
                except (KeyError, ValueError):
                    continue
            return None
        if ref.startswith("#"):
            if self._anchors is None:
                self._anchors = _anchors(self.root)
            return self._anchors.get(ref[1:])
        return None

    def notes(self, node: object) -> tuple[SourceNote, ...]:
        """The places a node came from, with their lines."""
        found = []
        for origin in self.document.provenance.of(node):
            span = origin.source.locate(origin.pointer)
            note = SourceNote(origin.source.path, span.line if span else 0, origin.pointer)
            if note not in found:
                found.append(note)
        return tuple(found)


def _kind(value: object) -> str:
    names = {dict: "a mapping", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")


def _anchors(root: Any) -> dict[str, tuple[Any, str]]:
    found: dict[str, tuple[Any, str]] = {}
    stack: list[tuple[Any, str]] = [(root, "")]
    while stack:
        node, pointer = stack.pop()
        if isinstance(node, dict):
            for keyword in ("$anchor", "$dynamicAnchor"):
                if isinstance(node.get(keyword), str):
                    found.setdefault(node[keyword], (node, pointer))
            stack.extend((value, f"{pointer}/{escape_token(key)}") for key, value in reversed(node.items()))
        elif isinstance(node, list):
            stack.extend((value, f"{pointer}/{index}") for index, value in enumerate(node))
    return found
