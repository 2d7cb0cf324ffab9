"""Keys that are not allowed where they stand."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import set_aside
from specsmith.passes.repair.grammar import KEPT_KEYWORDS, fields
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0208",
    "unknown-key",
    Severity.WARNING,
    "A key is not allowed at this place",
    why="Validators reject a document for one unknown key. It becomes an extension, so that nothing is lost; "
    "keywords of JSON Schema that only later versions know (`oneOf`, `nullable`, `const`, …) stay, because the "
    "upgrade understands them.",
    broken="info: {title: T, version: '1', owner: Team A}\n",
    fixed="info: {title: T, version: '1', x-owner: Team A}\n",
    help="Move it to the place where the specification allows it, or give it the prefix x-.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for container, key, name in sites.unknown():
        if key not in container:
            continue
        newer = fields("openapi-3.1")["Schema"].get(key)
        means_something = key in KEPT_KEYWORDS and (newer is None or newer.accepts(container[key]))
        if name == "Schema" and (sites.full_json_schema or means_something):
            continue
        if name in ("Parameter", "Items", "Header") and means_something and sites.swagger2:
            continue
        new = set_aside(sites, container, key, CODE.id)
        sites.document.report(
            CODE, f"{key!r} is not allowed in a {name} object", container, new, fix=f"kept as {new!r}"
        )
        changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
