"""Defaults that their schemas forbid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.conformance import violations
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule
from specsmith.validation.visited import visited_schemas

CODE = Code(
    "SS0515",
    "default-mismatch",
    Severity.ERROR,
    "A default does not fit its schema",
    why="A default is the value that holds when none is sent, so the schema has to allow it. Validators reject a "
    "document for it where they look; elsewhere (request bodies) it is a warning.",
    broken="definitions: {}\npaths: {/a: {get: {parameters: [{name: q, in: query, type: integer, default: x}]}}}\n",
    fixed="definitions: {}\npaths: {/a: {get: {parameters: [{name: q, in: query, type: integer, default: 1}]}}}\n",
    help="Correct the default or the schema.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    looked_at: set[int] | None = None  # asked for by few documents
    holders: list[dict[str, Any]] = []
    for name in ("Schema", *(("Parameter", "Items", "Header") if sites.swagger2 else ())):
        holders.extend(node for node in sites.nodes(name) if "default" in node)
    for node, why in violations(sites, [(node, node["default"]) for node in holders]):
        if looked_at is None:
            looked_at = {id(schema) for schema, _ in visited_schemas(sites.root, sites.dialect)}
        strict = id(node) in looked_at or (sites.swagger2 and node.get("in") in ("query", "header", "path", "formData"))
        severity = Severity.ERROR if strict else Severity.WARNING
        yield Finding(f"the default {quote(node['default'])} does not fit: {why}", node, "default", severity=severity)


RULE = ValidationRule(CODE, _check)
