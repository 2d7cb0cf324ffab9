"""Discriminators in the form of the other version."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0265",
    "discriminator-form",
    Severity.WARNING,
    "A discriminator is written in the form of the other version",
    why="Swagger 2.0 names the property, OpenAPI 3 has an object with propertyName. Either form says the same; a "
    "mapping that Swagger 2.0 has no place for is kept as an extension.",
    broken="definitions: {Pet: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: "
    "string}}}}\n",
    fixed="definitions: {Pet: {type: object, discriminator: kind, properties: {kind: {type: string}}}}\n",
    help="Use the form of the version that the document states.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for node in sites.nodes("Schema"):
        stated = node.get("discriminator")
        if sites.swagger2 and isinstance(stated, dict):
            name = stated.get("propertyName")
            changed = True
            if not isinstance(name, str):
                sites.document.report(
                    CODE, "the discriminator names no property", node, "discriminator", fix="kept as an extension"
                )
                set_aside(sites, node, "discriminator", CODE.id)
                continue
            sites.document.report(
                CODE, "the discriminator is an object", node, "discriminator", fix=f"it is {name!r} now"
            )
            node["discriminator"] = name
            if len(stated) > 1:
                sites.document.put(node, "x-discriminator", stated, node, rule=CODE.id)
        elif not sites.swagger2 and isinstance(stated, dict) and "propertyName" not in stated:
            sites.document.report(
                CODE, "the discriminator names no property", node, "discriminator", fix="kept as an extension"
            )
            set_aside(sites, node, "discriminator", CODE.id)
            changed = True
        elif not sites.swagger2 and isinstance(stated, str):
            sites.document.report(CODE, "the discriminator is a text", node, "discriminator", fix="it is an object now")
            sites.document.put(node, "discriminator", {"propertyName": stated}, node, rule=CODE.id)
            changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
