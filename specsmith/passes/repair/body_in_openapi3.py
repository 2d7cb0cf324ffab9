"""Swagger 2.0 body and form parameters in an OpenAPI 3 document."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import keep_beside, named
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0229",
    "body-in-openapi-3",
    Severity.WARNING,
    "An OpenAPI 3 operation describes its body as a parameter",
    why="OpenAPI 3 has requestBody in place of `in: body` and `in: formData`; a document that mixes both versions "
    "means the same. Where the operation has a request body already, the parameter is kept in x-parameters.",
    broken="""openapi: 3.0.3
paths:
  /a:
    post: {parameters: [{name: b, in: body, required: true, schema: {type: object}}]}
""",
    fixed="""openapi: 3.0.3
paths:
  /a:
    post: {requestBody: {content: {application/json: {schema: {type: object}}}, required: true}}
""",
    help="Use requestBody.",
)
_KEPT = frozenset(["name", "in", "required", "schema", "allowEmptyValue", "collectionFormat"])


def _apply(sites: Sites) -> None:
    if sites.swagger2:
        return
    changed = False
    for holder in sites.nodes("Operation"):
        listed = holder.get("parameters")
        if not isinstance(listed, list):
            continue
        found = [p for p in listed if isinstance(p, dict) and p.get("in") in ("body", "formData")]
        if not found:
            continue
        changed = True
        listed[:] = [p for p in listed if not any(p is moved for moved in found)]
        if not listed:
            del holder["parameters"]
        _move(sites, holder, found)
    if changed:
        sites.changed()


def _move(sites: Sites, operation: dict[str, Any], found: list[dict[str, Any]]) -> None:
    if "requestBody" in operation:
        for parameter in found:
            said = f"the {parameter['in']} parameter {named(parameter)} stands beside a requestBody"
            sites.document.report(CODE, said, parameter, fix="kept in 'x-parameters'")
            keep_beside(sites, operation, "parameters", parameter, CODE.id)
        return
    bodies = [p for p in found if p["in"] == "body"]
    fields = [p for p in found if p["in"] == "formData"]
    content: dict[str, Any] = {}
    if bodies:
        schema = bodies[0].get("schema")
        content["application/json"] = {"schema": schema if isinstance(schema, dict) else {}}
    if fields:
        files = any(p.get("type") == "file" for p in fields)
        content["multipart/form-data" if files else "application/x-www-form-urlencoded"] = {"schema": _form(fields)}
    body: dict[str, Any] = {"content": content}
    if any(p.get("required") is True for p in found):
        body["required"] = True
    for parameter in found:
        said = f"{named(parameter)} is a {parameter['in']} parameter"
        sites.document.report(CODE, said, parameter, fix="it is part of requestBody now")
    sites.document.put(operation, "requestBody", body, *found, rule=CODE.id)
    for parameter in bodies[1:]:
        keep_beside(sites, operation, "parameters", parameter, CODE.id)


def _form(fields: list[dict[str, Any]]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for parameter in fields:
        schema = {key: value for key, value in parameter.items() if key not in _KEPT}
        if isinstance(parameter.get("schema"), dict):
            schema = parameter["schema"]
        elif schema.get("type") == "file":
            schema.update(type="string", format="binary")
        properties[str(parameter.get("name"))] = schema
    form: dict[str, Any] = {"type": "object", "properties": properties}
    required = [str(p.get("name")) for p in fields if p.get("required") is True]
    return form | ({"required": required} if required else {})


RULE = RepairRule(CODE, _apply)
