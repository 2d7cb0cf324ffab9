"""References to a schema where something else is wanted."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.response_description import reason_phrase
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Place, Sites

CODE = Code(
    "SS0257",
    "reference-kind",
    Severity.WARNING,
    "A reference to a schema stands where something else is wanted",
    why="`200: {$ref: '#/definitions/User'}` means a response whose body is a User. The reference moves to where a "
    "schema stands in the object that is wanted.",
    broken="definitions: {User: {}}\npaths: {/a: {get: {responses: {'200': {$ref: '#/definitions/User'}}}}}\n",
    fixed="""definitions: {User: {}}
paths: {/a: {get: {responses: {'200': {description: OK, schema: {$ref: '#/definitions/User'}}}}}}
""",
    help="Put the reference under schema.",
)
_SCHEMA = re.compile(r"#/(?:definitions|components/schemas)/[^/]+")


def _apply(sites: Sites) -> None:
    changed = False
    for name, place in sites.reference_places():
        reference = place.node["$ref"]
        new = _object(sites, name, place, reference) if _SCHEMA.fullmatch(reference) else None
        if new is None:
            continue
        changed = True
        message = f"the reference {quote(reference)} stands where a {name} object is wanted"
        sites.document.report(CODE, message, place.node, "$ref", fix="moved under 'schema'")
        beside = {key: value for key, value in place.node.items() if key not in ("$ref", "schema", "content")}
        place.node.clear()
        place.node.update({**new, **beside})  # what stands beside the reference describes the object that is wanted
    if changed:
        sites.changed()


def _object(sites: Sites, name: str, place: Place, reference: str) -> dict[str, Any] | None:
    schema = {"$ref": reference}
    sites.document.carry(schema, place.node, rule=CODE.id)
    if name == "Response" and sites.swagger2:
        return {"description": reason_phrase(str(place.key)), "schema": schema}
    if name in ("Response", "RequestBody"):
        content = {"content": {"application/json": {"schema": schema}}}
        return {"description": reason_phrase(str(place.key)), **content} if name == "Response" else content
    if name == "MediaType" or (name == "Header" and not sites.swagger2):
        return {"schema": schema}
    if name == "Parameter" and sites.swagger2:
        return {"name": "body", "in": "body", "schema": schema}
    return None


RULE = RepairRule(CODE, _apply)
