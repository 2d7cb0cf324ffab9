"""Body parameters: without schema, more than one, or beside form fields."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import named, set_aside
from specsmith.passes.repair.grammar import PARAMETER_SCHEMA_KEYS
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0228",
    "body-parameter",
    Severity.WARNING,
    "A body parameter can't be read as it stands",
    why="A request has one body, described by one schema. A body without a schema gets the one its type speaks of, "
    "or one that accepts anything. Of several bodies each becomes a property of one object, which is what their "
    "authors meant.",
    broken="""paths:
  /a:
    post:
      parameters: [{name: user, in: body, type: string, required: true}, {name: note, in: body, schema: {type: string}}]
""",
    fixed="""paths:
  /a:
    post:
      parameters:
      - name: body
        in: body
        required: true
        schema: {type: object, properties: {user: {type: string}, note: {type: string}}, required: [user]}
""",
    help="Describe the body with one parameter `in: body` and a schema.",
)
_MOVED = PARAMETER_SCHEMA_KEYS | {"properties", "additionalProperties", "allOf", "example"}


def _apply(sites: Sites) -> None:
    if not sites.swagger2:
        return
    changed = False
    for parameter in sites.nodes("Parameter"):
        if parameter.get("in") == "body":
            changed = _schema(sites, parameter) or changed
    for holder in [*sites.nodes("Operation"), *sites.nodes("PathItem")]:
        listed = holder.get("parameters")
        bodies = (
            [p for p in listed if isinstance(p, dict) and p.get("in") == "body"] if isinstance(listed, list) else []
        )
        if len(bodies) > 1:
            _join(sites, holder, bodies)
            changed = True
    if changed:
        sites.changed()


def _schema(sites: Sites, parameter: dict[str, Any]) -> bool:
    moved = {key: parameter[key] for key in parameter if key in _MOVED}
    if isinstance(parameter.get("schema"), dict) and (not moved or parameter["schema"]):
        for key in moved:
            said = f"{key!r} of the body parameter {named(parameter)} stands beside a schema"
            sites.document.report(CODE, said, parameter, key, fix="kept as an extension")
            set_aside(sites, parameter, key, CODE.id)
        return bool(moved)
    for key in moved:
        del parameter[key]
    fix = "its schema has what the parameter said" if moved else "its schema accepts anything"
    sites.document.report(CODE, f"the body parameter {named(parameter)} has no schema", parameter, fix=fix)
    if moved.get("type") == "file":
        moved = {"type": "string", "format": "binary"}
    sites.document.put(parameter, "schema", moved, parameter, rule=CODE.id)
    return True


def _join(sites: Sites, holder: dict[str, Any], bodies: list[dict[str, Any]]) -> None:
    names = [str(body.get("name")) for body in bodies]
    listed = holder["parameters"]
    properties: dict[str, Any] = {}
    for body, name in zip(bodies, names, strict=True):
        schema = body["schema"]
        if isinstance(body.get("description"), str) and "description" not in schema and "$ref" not in schema:
            schema["description"] = body["description"]
        key, number = name, 1
        while key in properties:
            number += 1
            key = f"{name}-{number}"
        properties[key] = schema
    required = [name for body, name in zip(bodies, properties, strict=True) if body.get("required") is True]
    schema = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    joined: dict[str, Any] = {"name": "body", "in": "body"}
    if required:
        joined["required"] = True
    joined["schema"] = schema
    for new in (joined, schema, properties):
        sites.document.carry(new, *bodies, rule=CODE.id)
    message = f"there are {len(bodies)} bodies: {', '.join(names)}"
    sites.document.report(CODE, message, bodies[1], fix="they are properties of one body now")
    at = next(index for index, parameter in enumerate(listed) if parameter is bodies[0])
    listed[at] = joined
    listed[:] = [p for p in listed if not any(p is body for body in bodies)]


RULE = RepairRule(CODE, _apply)
