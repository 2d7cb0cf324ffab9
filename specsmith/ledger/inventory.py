"""What an input states: operations and what belongs to them, counted right after reading, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specsmith.model import Document
from specsmith.model.pointer import escape_token

_NO_METHODS = frozenset(["parameters", "servers", "summary", "description", "$ref", "additionalOperations"])
_EXAMPLES = frozenset(["example", "examples", "x-example", "x-examples"])
_FREE_NAMES = frozenset(
    ["properties", "patternProperties", "definitions", "schemas", "responses", "headers", "$defs", "paths"]
)
KINDS = ("operation", "parameter", "response", "schema", "example", "extension")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing stated: its kind, where it stands, what it is called; ``owner`` is the operation it belongs to."""

    kind: str
    pointer: str
    name: str
    owner: str = ""
    place: str = ""
    value: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that one input states. ``file`` and ``first_line`` tell inputs apart that stand in one file."""

    file: str
    first_line: int
    document: Document
    entries: tuple[Entry, ...]

    def count(self, kind: str) -> int:
        """How many entries of one kind there are."""
        return sum(1 for entry in self.entries if entry.kind == kind)


def take_inventory(document: Document) -> Inventory:
    """List what a freshly read document states; any mapping under a path counts as an operation, whatever its method.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> tree = {"paths": {"/a": {"get": {"responses": {"200": {"description": "OK"}}}, "": {}}}}
    >>> found = take_inventory(Document.read(tree, Dialect.SWAGGER_2_0, SourceFile("a", "")))
    >>> [(entry.kind, entry.pointer) for entry in found.entries]
    [('operation', '/paths/~1a/get'), ('response', '/paths/~1a/get/responses/200'), ('operation', '/paths/~1a/')]
    """
    entries = tuple(_entries(document))
    return Inventory(document.source.path, document.source.first_line, document, entries)


def _entries(document: Document) -> Iterator[Entry]:
    root = document.root
    for section in ("paths", "webhooks"):
        items = root.get(section)
        for path, item in items.items() if isinstance(items, dict) else ():
            if isinstance(item, dict) and not path.startswith("x-"):
                yield from _path_item(document, path, item)
    for holder, key in ((root, "definitions"), (root.get("components"), "schemas")):
        schemas = holder.get(key) if isinstance(holder, dict) else None
        for name, schema in schemas.items() if isinstance(schemas, dict) else ():
            pointer = _pointer(document, schemas, name)
            yield Entry("schema", pointer, name)
            yield from _inner(schema, pointer, "")
    for name, value in root.items():
        if name.startswith("x-"):
            yield Entry("extension", _pointer(document, root, name), name, value=value)


def _path_item(document: Document, path: str, item: dict[str, Any]) -> Iterator[Entry]:
    methods = [(name, item, op) for name, op in item.items() if name not in _NO_METHODS and not name.startswith("x-")]
    more = item.get("additionalOperations")
    if isinstance(more, dict):
        methods += [(name, more, op) for name, op in more.items()]
    for method, holder, operation in methods:
        if not isinstance(operation, dict):
            continue
        pointer = _pointer(document, holder, method)
        yield Entry("operation", pointer, f"{method.upper()} {path}".strip())
        parameters = operation.get("parameters")
        for index, parameter in enumerate(parameters if isinstance(parameters, list) else []):
            if isinstance(parameter, dict) and "$ref" not in parameter:
                at = _pointer(document, parameters, index)
                name, place = str(parameter.get("name", "")), str(parameter.get("in", ""))
                yield Entry("parameter", at, name, pointer, place)
        responses = operation.get("responses")
        for status in responses if isinstance(responses, dict) else ():
            if not status.startswith("x-"):
                yield Entry("response", _pointer(document, responses, status), status, pointer)
        yield from _inner(operation, pointer, pointer)


def _inner(node: Any, pointer: str, owner: str) -> Iterator[Entry]:
    """Examples and extensions at any depth."""
    stack: list[tuple[Any, str, bool]] = [(node, pointer, False)]
    while stack:
        current, at, names = stack.pop()
        entries = (
            current.items() if isinstance(current, dict) else enumerate(current) if isinstance(current, list) else ()
        )
        for key, value in entries:
            if not names and isinstance(key, str) and (key in _EXAMPLES or key[:2] == "x-"):
                kind = "example" if key in _EXAMPLES else "extension"
                yield Entry(kind, f"{at}/{escape_token(key)}", key, owner, value=value)
            elif isinstance(value, (dict, list)) and (names or key not in ("default", "enum", "const")):
                inside = f"{at}/{escape_token(str(key))}"
                stack.append((value, inside, isinstance(key, str) and not names and key in _FREE_NAMES))


def _pointer(document: Document, holder: Any, key: str | int) -> str:
    origins = document.provenance.of_key(holder, key)
    return origins[0].pointer if origins else ""
