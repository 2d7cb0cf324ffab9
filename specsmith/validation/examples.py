"""Examples and enums that do not fit their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.conformance import violations
from specsmith.passes.repair.sites import Sites
from specsmith.passes.repair.values import has_type
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0516",
    "example-mismatch",
    Severity.WARNING,
    "An example or an enum does not fit its schema",
    why="Readers copy examples and tests send them; one that the schema forbids teaches the wrong thing. An enum "
    "whose values are of another type than the schema says allows nothing at all.",
    broken="definitions: {A: {type: integer, example: many}}\n",
    fixed="definitions: {A: {type: integer, example: 5}}\n",
    help="Correct the example or the schema.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    pairs: list[tuple[dict[str, Any], Any]] = []
    for node in sites.nodes("Schema"):
        if "example" in node:
            pairs.append((node, node["example"]))
        elif isinstance(node.get("examples"), list) and node["examples"] and sites.full_json_schema:
            pairs.append((node, node["examples"][0]))
    for node, why in violations(sites, pairs):
        key = "example" if "example" in node else "examples"
        yield Finding(f"the example does not fit: {why}", node, key)
    holders: list[tuple[dict[str, Any], Any]] = []
    owners: dict[int, dict[str, Any]] = {}
    for name in () if sites.swagger2 else ("Parameter", "MediaType", "Header"):
        for owner in sites.nodes(name):
            schema = owner.get("schema")
            if "example" in owner and isinstance(schema, dict) and id(schema) not in owners:
                owners[id(schema)] = owner
                holders.append((schema, owner["example"]))
    for schema, why in violations(sites, holders):
        yield Finding(f"the example does not fit: {why}", owners[id(schema)], "example")
    for name in ("Schema", *(("Parameter", "Items", "Header") if sites.swagger2 else ())):
        for node in sites.nodes(name):
            yield from _enum(node)


def _enum(node: dict[str, Any]) -> Iterator[Finding]:
    values, kind = node.get("enum"), node.get("type")
    kinds = kind if isinstance(kind, list) else [kind] if isinstance(kind, str) else []
    if not isinstance(values, list) or not kinds:
        return
    strange = [v for v in values if not any(has_type(v, str(k)) for k in kinds) and v is not None]
    if strange:
        said = f"of the enum, {quote(strange[0])} is not of the type {' or '.join(map(str, kinds))}"
        yield Finding(said, node, "enum")


RULE = ValidationRule(CODE, _check)
