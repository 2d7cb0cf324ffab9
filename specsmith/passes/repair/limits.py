"""Exclusive limits in the form of another version of JSON Schema."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0258",
    "exclusive-limit",
    Severity.WARNING,
    "An exclusive limit is written in the form of another version",
    why="Until OpenAPI 3.0, `exclusiveMinimum: true` made the `minimum` beside it exclusive; since 3.1 it is a "
    "number of its own. Each form is rewritten to the one of the document's version; a flag without a limit beside "
    "it says nothing.",
    broken="definitions: {A: {type: integer, exclusiveMinimum: 0}, B: {type: integer, exclusiveMaximum: true}}\n",
    fixed="definitions: {A: {type: integer, minimum: 0, exclusiveMinimum: true}, B: {type: integer}}\n",
    help="Use the form of the version that the document states.",
)


def _apply(sites: Sites) -> None:
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
                if exclusive in node:
                    _limit(sites, node, limit, exclusive)


def _limit(sites: Sites, node: dict[str, Any], limit: str, exclusive: str) -> None:
    stated = node[exclusive]
    is_number = isinstance(stated, int | float) and not isinstance(stated, bool)
    if sites.full_json_schema:
        if isinstance(stated, bool):
            bound = node.get(limit)
            moved = stated and isinstance(bound, int | float) and not isinstance(bound, bool)
            fix = f"{exclusive} is {bound} now" if moved else "removed"
            sites.document.report(CODE, f"{exclusive!r} is a flag", node, exclusive, fix=fix)
            del node[exclusive]
            if moved:
                node[exclusive] = node.pop(limit)
    elif is_number:
        if limit in node:
            sites.document.report(
                CODE, f"{exclusive!r} is a number beside {limit!r}", node, exclusive, fix="kept as an extension"
            )
            set_aside(sites, node, exclusive, CODE.id)
            return
        sites.document.report(
            CODE, f"{exclusive!r} is a number", node, exclusive, fix=f"{limit} is {stated} now, exclusive"
        )
        del node[exclusive]
        node[limit] = stated
        node[exclusive] = True
    elif isinstance(stated, bool) and limit not in node:
        sites.document.report(CODE, f"{exclusive!r} stands without {limit!r}", node, exclusive, fix="removed")
        del node[exclusive]


RULE = RepairRule(CODE, _apply)
