"""Closing the ledger: every statement of the inputs is in the result, lost a decision, or is named by a diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.ledger.inventory import KINDS, Entry, Inventory
from specsmith.merging import Decision
from specsmith.merging.identity import methods_of
from specsmith.merging.statements import sorted_key
from specsmith.model import Document, pointer

LOST_OPERATION = Code(
    "SS0900",
    "operation-lost",
    Severity.ERROR,
    "An operation of the input is neither in the result nor explained",
    why="The ledger compares what was read with what was written. A difference that no diagnostic explains is a fault of the tool.",
    broken="paths: {/a: {get: {}}}\n",
    fixed="# the result has GET /a, or a diagnostic points to /paths/~1a/get\n",
    help="Please report this with the input; the rest of the result is sound.",
)
LOST_DETAIL = Code(
    "SS0901",
    "statement-lost",
    Severity.ERROR,
    "A parameter, response, schema, example or extension is neither in the result nor explained",
    why="Nothing may be lost in silence: each statement is in the result, lost to a fuller one, or is named by a diagnostic.",
    broken="parameters: [{name: limit, in: query}]\n",
    fixed="# the result has the parameter, or a diagnostic points to it\n",
    help="Please report this with the input; the rest of the result is sound.",
)
_MAPPED = frozenset(
    ["x-nullable", "x-deprecated", "x-example", "x-examples", "x-code-samples", "x-codeSamples", "x-webhooks"]
)
"""Extensions that OpenAPI 3.1 has a field for."""
_BODY = frozenset(["body", "formData"])


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """Operations stated and written, statements without a counterpart, and for each kind (stated, found, explained)."""

    stated: int
    written: int
    unexplained: int
    diagnostics: tuple[Diagnostic, ...]
    kinds: dict[str, tuple[int, int, int]]


Place = tuple[str, int, str]


def close(
    inventories: Sequence[Inventory],
    result: Document,
    diagnostics: Iterable[Diagnostic],
    decisions: Sequence[Decision] | None = None,
) -> LedgerReport:
    """Prove that nothing was lost, by the origins that the result remembers.

    Operations are always checked. With the ``decisions`` of the merge, parameters, responses, schemas, examples and
    extensions are too. Every difference is an error in the report.
    """
    written = _Written(result, decisions or ())
    explained = _Explained(diagnostics)
    found: list[Diagnostic] = []
    tally = {kind: [0, 0, 0] for kind in KINDS}
    for inventory in inventories:
        for entry in inventory.entries:
            if decisions is None and entry.kind != "operation":
                continue
            counts = tally[entry.kind]
            counts[0] += 1
            if written.has(inventory, entry):
                counts[1] += 1
            elif explained.by(inventory, entry):
                counts[2] += 1
            else:
                found.append(_lost(inventory, entry))
    kinds = {kind: (c[0], c[1], c[2]) for kind, c in tally.items()}
    return LedgerReport(kinds["operation"][0], written.count, len(found), tuple(found), kinds)


def _lost(inventory: Inventory, entry: Entry) -> Diagnostic:
    code = LOST_OPERATION if entry.kind == "operation" else LOST_DETAIL
    message = f"the {entry.kind} `{entry.name}` is not in the result, and nothing says why"
    return Diagnostic.of(code, message, source=inventory.document.source, pointer=entry.pointer)


class _Explained:
    """Which places of the inputs some diagnostic speaks about."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._places: set[tuple[str, str]] = set()
        for diagnostic in diagnostics:
            self._places.add((diagnostic.file, diagnostic.pointer))

    def by(self, inventory: Inventory, entry: Entry) -> bool:
        """A diagnostic at the place itself, or, for what is part of something, at what it is part of (not the file)."""
        at = entry.pointer
        if entry.kind == "operation":
            return (inventory.file, at) in self._places
        if entry.kind == "parameter" and any((inventory.file, f"{at}/{key}") in self._places for key in ("in", "name")):
            return True  # what tells it apart was corrected
        while at.count("/") > 1:  # a diagnostic about the whole file explains nothing
            if (inventory.file, at) in self._places:
                return True
            at = at.rpartition("/")[0]
        return (inventory.file, entry.pointer) in self._places


class _Written:
    """What the result holds, by origin and by value."""

    def __init__(self, result: Document, decisions: Sequence[Decision]) -> None:
        self._result = result
        self._operations: dict[Place, tuple[dict[str, Any], dict[str, Any], str]] = {}
        self._schemas: set[Place] = set()
        self._examples: set[bytes] = set()
        self._extensions: set[tuple[str, bytes]] = set()
        self._losing: set[Place] = set()
        self.count = 0
        for key, item, method, operation in _operations(result.root):
            self.count += 1
            origins = result.provenance.of(operation) or result.provenance.of_key(item, method)
            for origin in origins:
                self._operations[origin.source.path, origin.source.first_line, origin.pointer] = (item, operation, key)
        components = result.root.get("components")
        schemas = components.get("schemas") if isinstance(components, dict) else None
        for name in schemas if isinstance(schemas, dict) else ():
            for origin in result.provenance.of_key(schemas, name):
                self._schemas.add((origin.source.path, origin.source.first_line, origin.pointer))
        self._collect(result.root)
        for decision in decisions:
            last = decision.pointer.rpartition("/")[2]
            for losing in decision.losing:
                origin = losing.origin
                self._losing.add((origin.source.path, origin.source.first_line, origin.pointer))
                self._collect({pointer.unescape_token(last): losing.value})

    def _collect(self, root: Any) -> None:
        stack: list[Any] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(node)
                continue
            if not isinstance(node, dict):
                continue
            for key, value in node.items():
                if key in ("example", "value", "x-example"):
                    self._examples.add(sorted_key(value))
                elif key in ("examples", "x-examples"):
                    self._examples.add(sorted_key(value))
                    entries = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
                    self._examples.update(sorted_key(entry) for entry in entries)
                if key.startswith("x-"):
                    self._extensions.add((key, sorted_key(value)))
                if isinstance(value, dict | list):
                    stack.append(value)

    def has(self, inventory: Inventory, entry: Entry) -> bool:
        """Whether the result (or a decision) accounts for an entry."""
        place = (inventory.file, inventory.first_line, entry.pointer)
        if entry.kind == "operation":
            return place in self._operations
        if self._lost_to_another(place):
            return True
        if entry.kind == "schema":
            return place in self._schemas
        if entry.kind == "example":
            return self._has_example(entry.value)
        if entry.kind == "extension":
            return entry.name in _MAPPED or (entry.name, sorted_key(entry.value)) in self._extensions
        known = self._operations.get((inventory.file, inventory.first_line, entry.owner))
        if known is None:
            return False
        item, operation, _ = known
        if entry.kind == "response":
            return entry.name in (operation.get("responses") or {})
        return self._has_parameter(entry, item, operation)

    def _lost_to_another(self, place: Place) -> bool:
        file, line, at = place
        while at:
            if (file, line, at) in self._losing:
                return True
            at = at.rpartition("/")[0]
        return False

    def _has_example(self, value: Any) -> bool:
        if sorted_key(value) in self._examples:
            return True
        entries = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        return bool(entries) and all(self._has_entry(entry) for entry in entries)

    def _has_entry(self, entry: Any) -> bool:
        """One of several examples; what a reference points to is a component and stands on its own."""
        if sorted_key(entry) in self._examples or (isinstance(entry, dict) and "$ref" in entry):
            return True
        return isinstance(entry, dict) and "value" in entry and sorted_key(entry["value"]) in self._examples

    def _has_parameter(self, entry: Entry, item: dict[str, Any], operation: dict[str, Any]) -> bool:
        if entry.place in _BODY:
            return "requestBody" in operation or bool(item.get("requestBody"))
        names: set[tuple[str, str]] = set()
        for parameter in [*(item.get("parameters") or []), *(operation.get("parameters") or [])]:
            meant = _meant(self._result.root, parameter)
            names.add((str(meant.get("in", "")), str(meant.get("name", "")).lower()))
        if (entry.place, entry.name.lower()) in names:
            return True
        return entry.place == "path" and any(place == "path" for place, _ in names)  # renamed by position


def _operations(root: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str, dict[str, Any]]]:
    for section in ("paths", "webhooks"):
        items = root.get(section)
        for key, item in items.items() if isinstance(items, dict) else ():
            if isinstance(item, dict) and not key.startswith("x-"):
                for method, operation in methods_of(item):
                    yield key, item, method, operation


def _meant(root: dict[str, Any], node: Any) -> dict[str, Any]:
    for _ in range(10):
        if not isinstance(node, dict) or "$ref" not in node:
            break
        node = pointer.find(root, pointer.from_fragment(str(node["$ref"])))
    return node if isinstance(node, dict) else {}
