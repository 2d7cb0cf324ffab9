"""Enums: no list, empty, the same value twice, values of another type."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites
from specsmith.passes.repair.values import as_type, key_of

CODE = Code(
    "SS0253",
    "enum-values",
    Severity.WARNING,
    "An enum can't be met as it stands",
    why="An enum without values allows nothing, and one whose values are of another type than the schema says allows "
    "nothing either: with `type: string`, the number 10 means the text '10' as it is spelled in the source. A value "
    "listed twice is listed once.",
    broken="definitions: {A: {type: string, enum: [on, 010, 010]}, B: {type: integer, enum: ['1', '2']}, C: {enum: "
    "[]}}\n",
    fixed="definitions: {A: {type: string, enum: [on, '010']}, B: {type: integer, enum: [1, 2]}, C: {}}\n",
    help="List the values in the type of the schema.",
)


def _apply(sites: Sites) -> None:
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            values = node.get("enum")
            if isinstance(values, list):
                _enum(sites, node, values)


def _enum(sites: Sites, node: dict[str, Any], values: list[Any]) -> None:
    if not values:
        sites.document.report(CODE, "the enum is empty", node, "enum", fix="removed")
        del node["enum"]
        return
    kind = node.get("type")
    if kind in (None, "string") and all(type(value) is str for value in values) and len(set(values)) == len(values):
        return
    new = [as_type(sites, values, i, kind) if isinstance(kind, str) else v for i, v in enumerate(values)]
    if sites.dialect.value in ("swagger-2.0", "openapi-3.0"):
        new = list({key_of(value): value for value in new}.values())
    if [key_of(value) for value in new] != [key_of(value) for value in values]:
        sites.document.report(CODE, f"the enum is {quote(values)}", node, "enum", fix=f"it is {quote(new)} now")
        values[:] = new


RULE = RepairRule(CODE, _apply)
