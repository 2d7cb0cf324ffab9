"""``allOf``, ``anyOf`` and ``oneOf`` without parts."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0268",
    "empty-composition",
    Severity.WARNING,
    "A composition has no parts",
    why="allOf, anyOf and oneOf need at least one part; an empty list says nothing and makes the document invalid. "
    "An empty list of items means items of any kind.",
    broken="definitions: {A: {type: object, allOf: []}, B: {type: array, items: []}}\n",
    fixed="definitions: {A: {type: object}, B: {type: array, items: {}}}\n",
    help="Remove the key, or list its parts.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for node in sites.nodes("Schema"):
        for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
            if key in node and node[key] == []:
                sites.document.report(CODE, f"{key!r} is empty", node, key, fix="removed")
                del node[key]
                changed = True
        if "items" in node and node["items"] == []:
            sites.document.report(CODE, "'items' is empty", node, "items", fix="items of any kind now")
            sites.document.put(node, "items", {}, node, rule=CODE.id)
            changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
