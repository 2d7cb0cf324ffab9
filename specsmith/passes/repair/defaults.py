"""Defaults that the schema itself forbids."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.conformance import violations
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites
from specsmith.passes.repair.values import as_type, key_of, violation

CODE = Code(
    "SS0254",
    "default-value",
    Severity.WARNING,
    "A default does not fit its schema",
    why="A default is the value a server takes when none is sent, so it has to be a possible one. `default: '10'` of "
    "an integer is the number 10, `default: 010` of a string the text 010, `Asc` the `asc` of the enum. What can't "
    "be read that way is kept in x-default.",
    broken="definitions: {A: {type: integer, default: '10'}, B: {type: boolean, default: maybe}}\n",
    fixed="definitions: {A: {type: integer, default: 10}, B: {type: boolean, x-default: maybe}}\n",
    help="Write a default that the schema allows.",
)


def _apply(sites: Sites) -> None:
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            if "default" in node and "$ref" not in node and not (name != "Schema" and "schema" in node):
                _default(sites, node)
    for node in [] if sites.full_json_schema else sites.nodes("Schema"):
        if "$ref" in node and "default" in node:
            _beside_reference(sites, node)
    composed = [node for node in sites.nodes("Schema") if "default" in node and node.keys() & _COMPOSED]
    for node, why in violations(sites, [(node, node["default"]) for node in composed]):
        _set_aside(sites, node, why)


def _beside_reference(sites: Sites, node: dict[str, Any]) -> None:
    """Keywords beside a reference, which say nothing yet, will count in OpenAPI 3.1."""
    why = violation(node["default"], {key: value for key, value in node.items() if key != "$ref"})
    if why and node["default"] is not None:
        _set_aside(sites, node, f"it {why}")


def _set_aside(sites: Sites, node: dict[str, Any], why: str) -> None:
    message = f"the default {quote(node['default'])} does not fit: {why}"
    sites.document.report(CODE, message, node, "default", fix="kept in 'x-default'")
    set_aside(sites, node, "default", CODE.id)


_COMPOSED = frozenset(["$ref", "allOf", "anyOf", "oneOf", "not", "properties", "additionalProperties", "items"])


def _default(sites: Sites, node: dict[str, Any]) -> None:
    value = node["default"]
    if value is None:
        nullable = node.get("nullable") is True or node.get("x-nullable") is True
        kinds = node.get("type")
        if nullable or kinds is None or "null" in (kinds if isinstance(kinds, list) else [kinds]):
            return
        sites.document.report(
            CODE, "the default is null, which the type does not allow", node, "default", fix="removed"
        )
        del node["default"]
        return
    why = violation(value, node)
    if not why:
        return
    kind = node.get("type")
    if node.get("format") == "date" and isinstance(value, str) and not violation(value[:10], node):
        value = value[:10]
    typed = as_type(sites, node, "default", kind) if isinstance(kind, str) and value == node["default"] else value
    new = _meant(node, typed)
    message = f"the default {quote(node['default'])} {why}"
    if not violation(new, node):
        sites.document.report(CODE, message, node, "default", fix=f"it is {quote(new)} now")
        node["default"] = new
        return
    sites.document.report(CODE, message, node, "default", fix="kept in 'x-default'")
    set_aside(sites, node, "default", CODE.id)


def _meant(node: dict[str, Any], value: Any) -> Any:
    if node.get("type") == "array" and not isinstance(value, list):
        parts = [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else [value]
        items = node.get("items")
        if isinstance(items, dict) and all(not violation(part, items) for part in parts):
            return parts
    allowed = node.get("enum")
    if isinstance(allowed, list) and isinstance(value, str):
        return next((a for a in allowed if isinstance(a, str) and a.lower() == value.strip().lower()), value)
    if isinstance(allowed, list):
        return next((a for a in allowed if str(a).lower() == str(value).lower() and key_of(a) != key_of(value)), value)
    return value


RULE = RepairRule(CODE, _apply)
