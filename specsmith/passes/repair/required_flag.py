"""``required: true`` on a property."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import free_key
from specsmith.passes.repair.flag_values import meaning
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0252",
    "required-flag",
    Severity.WARNING,
    "A property says itself that it is required",
    why="`required: true` inside a property was the form of JSON Schema draft 3. Today the object lists its required "
    "properties. A flag on a schema that is no property says nothing and is dropped when false, kept as x-required "
    "when true.",
    broken="definitions: {A: {type: object, properties: {n: {type: string, required: true}}}}\n",
    fixed="definitions: {A: {type: object, properties: {n: {type: string}}, required: [n]}}\n",
    help="List the names of required properties under required of the object.",
)


def _apply(sites: Sites) -> None:
    said = len(sites.document.diagnostics)
    lifted: list[tuple[dict[str, Any], str]] = []
    for owner in sites.nodes("Schema"):
        properties = owner.get("properties")
        for name, inner in properties.items() if isinstance(properties, dict) else ():
            flag = _flag(inner) if isinstance(inner, dict) else None
            if flag is None:
                continue
            message = f"the property {name!r} says that it is {'' if flag else 'not '}required"
            fix = "the object lists it now" if flag else "removed"
            sites.document.report(CODE, message, inner, "required", fix=fix)
            del inner["required"]
            if flag:
                lifted.append((owner, name))
    for node in sites.nodes("Schema"):
        _other(sites, node)
    for owner, name in lifted:
        listed = owner.get("required")
        if not isinstance(listed, list):
            listed = []
            sites.document.put(owner, "required", listed, owner, rule=CODE.id)
        if name not in listed:
            listed.append(name)
    if len(sites.document.diagnostics) > said:
        sites.changed()


def _flag(node: dict[str, Any]) -> bool | None:
    stated = node.get("required")
    return None if isinstance(stated, list | dict) or stated is None else meaning(stated)


def _other(sites: Sites, node: dict[str, Any]) -> None:
    stated, flag = node.get("required"), _flag(node)
    if flag is not None:
        fix = "kept as 'x-required'" if flag else "removed"
        sites.document.report(CODE, "'required' is a flag, but this is no property", node, "required", fix=fix)
        if flag:
            sites.document.rename(node, "required", free_key(node, "x-required"), CODE.id)
        else:
            del node["required"]
    elif stated == [] and sites.dialect.value in ("swagger-2.0", "openapi-3.0"):
        sites.document.report(CODE, "'required' is an empty list", node, "required", fix="removed")
        del node["required"]
    elif isinstance(stated, list) and len(set(map(str, stated))) < len(stated):
        sites.document.report(CODE, "'required' lists a property twice", node, "required", fix="listed once now")
        stated[:] = list(dict.fromkeys(map(str, stated)))


RULE = RepairRule(CODE, _apply)
