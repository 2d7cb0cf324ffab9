"""Arrays that do not say what they hold."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0251",
    "items-missing",
    Severity.WARNING,
    "An array has no items",
    why="Swagger 2.0 and OpenAPI 3.0 want `items` beside `type: array`. Items of a schema may be anything when "
    "nothing is said; items of a parameter or a header are strings, as everything in a URL is.",
    broken="definitions: {Names: {type: array}}\n",
    fixed="definitions: {Names: {type: array, items: {}}}\n",
    help="Add items.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for name in ("Schema", "Parameter", "Items", "Header"):
        if (name != "Schema" and not sites.swagger2) or (name == "Schema" and sites.full_json_schema):
            continue
        for node in sites.nodes(name):
            if node.get("type") == "array" and "items" not in node:
                changed = True
                items = {} if name == "Schema" else {"type": "string"}
                said = "anything" if name == "Schema" else "strings"
                sites.document.report(CODE, "the array has no items", node, "type", fix=f"it holds {said} now")
                sites.document.put(node, "items", items, node, rule=CODE.id)
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
