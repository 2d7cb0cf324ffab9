"""``required: true`` on a property."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.flag_values import meaning
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0252",
    "required-flag",
    Severity.WARNING,
    "A property says itself that it is required",
    why="`required: true` inside a property was the form of JSON Schema draft 3. Today the object lists its required "
    "properties. A flag on a schema that is no property says nothing and is dropped when false, kept as x-required when true.",
    broken="definitions: {A: {type: object, properties: {n: {type: string, required: true}}}}\n",
    fixed="definitions: {A: {type: object, properties: {n: {type: string}}, required: [n]}}\n",
    help="List the names of required properties under required of the object.",
)


def _apply(sites: Sites) -> None:
    for owner in sites.nodes("Schema"):
        properties = owner.get("properties")
        for name, inner in properties.items() if isinstance(properties, dict) else ():
            if isinstance(inner, dict) and _flag(inner) is not None and isinstance(owner.get("required", []), list):
                _lift(sites, owner, name, inner)
    for node in sites.nodes("Schema"):
        flag = _flag(node)
        if flag is not None and not isinstance(node.get("properties"), dict):
            fix = "kept as 'x-required'" if flag else "removed"
            sites.document.report(CODE, "'required' is a flag, but no property", node, "required", fix=fix)
            if flag:
                sites.document.rename(node, "required", "x-required", CODE.id)
            else:
                del node["required"]
        elif flag is not None:
            names = list(node["properties"]) if flag else []
            sites.document.report(CODE, "'required' is a flag", node, "required", fix=f"required is {quote(names)} now")
            if names:
                node["required"] = names
            else:
                del node["required"]
        elif node.get("required") == [] and sites.dialect.value in ("swagger-2.0", "openapi-3.0"):
            sites.document.report(CODE, "'required' is an empty list", node, "required", fix="removed")
            del node["required"]


def _flag(node: dict[str, Any]) -> bool | None:
    stated = node.get("required")
    return None if isinstance(stated, list | dict) or stated is None else meaning(stated)


def _lift(sites: Sites, owner: dict[str, Any], name: str, inner: dict[str, Any]) -> None:
    flag = _flag(inner)
    listed = owner.get("required")
    fix = "the object lists it now" if flag else "removed"
    sites.document.report(
        CODE, f"the property {name!r} says that it is {'' if flag else 'not '}required", inner, "required", fix=fix
    )
    del inner["required"]
    if flag:
        if not isinstance(listed, list):
            listed = []
            sites.document.put(owner, "required", listed, owner, rule=CODE.id)
        if name not in listed:
            listed.append(name)


RULE = RepairRule(CODE, _apply)
