"""Required properties beside ``allOf`` that nothing defines."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.properties import reachable_properties
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0259",
    "required-undefined",
    Severity.INFO,
    "A schema beside allOf requires a property that nothing defines",
    why="openapi-spec-validator rejects a document for it. The property is defined as one of any type, which means "
    "the same: it has to be there, whatever it is.",
    broken="definitions: {A: {allOf: [{type: object}], required: [id]}}\n",
    fixed="definitions: {A: {allOf: [{type: object}], required: [id], properties: {id: {}}}}\n",
    help="Define the property, or correct its name.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for node in sites.nodes("Schema"):
        required = node.get("required")
        if not isinstance(required, list) or not required or not isinstance(node.get("allOf"), list):
            continue
        missing = [n for n in required if isinstance(n, str) and n not in reachable_properties(sites, node)]
        for name in missing:
            changed = True
            sites.document.report(
                CODE, f"the required property {name!r} is not defined", node, "required", fix="defined"
            )
            if not isinstance(node.get("properties"), dict):
                sites.document.put(node, "properties", {}, node, rule=CODE.id)
            sites.document.put(node["properties"], name, {}, node, rule=CODE.id)
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
