"""``type: null`` without quotes."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0209",
    "null-type",
    Severity.WARNING,
    "The type null is written without quotes",
    why="In YAML `type: [string, null]` holds the value null, not the name of the type. It means the type.",
    broken="definitions: {Name: {type: [string, null]}}\n",
    fixed="definitions: {Name: {type: [string, 'null']}}\n",
    help='Write "null" in quotes.',
)


def _apply(sites: Sites) -> None:
    changed = False
    for node in sites.nodes("Schema"):
        if "type" not in node:
            continue
        kind = node["type"]
        if isinstance(kind, list) and None in kind:
            sites.document.report(CODE, "a type is null, not 'null'", node, "type", fix="put in quotes")
            kind[:] = ["null" if name is None else name for name in kind]
            changed = True
        elif kind is None and sites.full_json_schema:
            sites.document.report(CODE, "the type is null, not 'null'", node, "type", fix="put in quotes")
            node["type"] = "null"
            changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
