"""Schemas: Swagger 2.0 (§Schema Object, JSON Schema draft 4) → OpenAPI 3.1 (JSON Schema 2020-12), keyword by keyword."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.upgrade.extensions import KEPT, describe
from specsmith.passes.upgrade.row import Row, handlers
from specsmith.passes.upgrade.walk import CONTRADICTION, SchemaWalk, move_key, named, one, reference, several

PROPERTY_REQUIRED = Code(
    "SS0306",
    "required-on-property",
    Severity.INFO,
    "A property says `required: true` about itself",
    why="In a schema, required is a list of names beside properties; a boolean on the property is a common slip.",
    broken="properties:\n  name: {type: string, required: true}",
    fixed="required: [name]\nproperties:\n  name: {type: string}",
    help="Move the name to the required list of the schema that has the property.",
)

VACUOUS = Code(
    "SS0307",
    "exclusive-without-limit",
    Severity.INFO,
    "exclusiveMinimum or exclusiveMaximum stands without its limit",
    why="In Swagger 2.0 and OpenAPI 3.0 it only says how minimum or maximum is meant; alone it says nothing.",
    broken="{type: number, exclusiveMinimum: true}",
    fixed="{type: number}",
    help="State the limit beside it.",
)


def _properties(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    properties = node[key]
    if type(properties) is not dict:
        walk.keep(node, key, f"'properties' must map names to schemas, not {describe(properties)}")
        return
    demanded: list[str] = []
    for name, schema in properties.items():
        if type(schema) is dict and type(schema.get("required")) is bool:
            walk.document.report(
                PROPERTY_REQUIRED,
                f"the property {name!r} says 'required' about itself",
                node,
                None,
                fix=f"{name!r} is listed in 'required'"
                if schema["required"]
                else "removed, since false is the default",
            )
            if schema.pop("required"):
                demanded.append(name)
        walk.child(properties, name)
    if demanded:
        listed = node.get("required")
        if not isinstance(listed, list):
            listed = node["required"] = []
            walk.document.carry(listed, properties)
        listed.extend(name for name in demanded if name not in listed)


def _required(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if node[key] is False:
        del node[key]
    elif not isinstance(node[key], list):
        walk.keep(node, key, f"'required' of a schema must be a list of names, not {describe(node[key])}")


def _items(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if type(node[key]) is not list:
        walk.child(node, key)
        return
    move_key(walk.document, node, key, "prefixItems")
    several(walk, node, "prefixItems")
    if "additionalItems" in node:
        move_key(walk.document, node, "additionalItems", "items")
        walk.child(node, "items")


def _additional_items(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if type(node.get("items")) is not list:
        walk.keep(node, key, "'additionalItems' says nothing beside 'items' that is no list", KEPT)


def _exclusive(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node[key]
    if type(value) is not bool:
        return
    limit = "minimum" if key == "exclusiveMinimum" else "maximum"
    del node[key]
    bound = node.get(limit)
    if value and isinstance(bound, int | float) and not isinstance(bound, bool):
        move_key(walk.document, node, limit, key)
    elif value:
        walk.document.report(VACUOUS, f"{key!r} stands without {limit!r}", node, key, fix="removed")


def _type(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    kind = node[key]
    if kind == "file":
        del node[key]
        node.setdefault("contentMediaType", "application/octet-stream")
    elif not isinstance(kind, str | list):
        walk.keep(node, key, f"'type' can't be {describe(kind)}")


def _format(_walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if node[key] == "byte":
        del node[key]
        node.setdefault("contentEncoding", "base64")
    elif node[key] == "binary":
        del node[key]
        node.setdefault("contentMediaType", "application/octet-stream")


def _nullable(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node[key]
    if type(value) is bool:
        del node[key]
        walk.nullable = walk.nullable or value
    elif key == "nullable":
        walk.keep(node, key, f"'nullable' can't be {describe(value)}")


def _example(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node.pop(key)
    examples = node.get("examples")
    if isinstance(examples, list):
        examples.insert(0, value)
        return
    if examples is not None:
        walk.keep(node, "examples", "'examples' of a schema must be a list")
    node["examples"] = [value]
    walk.document.carry(node["examples"], node)


def _discriminator(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if isinstance(node[key], str):
        node[key] = {"propertyName": node[key]}
        walk.document.carry(node[key], node)
    elif not isinstance(node[key], dict):
        walk.keep(node, key, f"'discriminator' names a property; it can't be {describe(node[key])}")


def _deprecated(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if isinstance(node[key], bool) and "deprecated" not in node:
        move_key(walk.document, node, key, "deprecated")


def _unprefixed(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    plain = key.removeprefix("x-")
    if plain in node or not isinstance(node[key], dict if plain in ("not", "patternProperties") else list):
        return
    move_key(walk.document, node, key, plain)
    if plain == "not":
        walk.child(node, plain)
    elif plain == "patternProperties":
        named(walk, node, plain)
    else:
        several(walk, node, plain)


def _definitions(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if "$defs" not in node and isinstance(node[key], dict):
        move_key(walk.document, node, key, "$defs")
        named(walk, node, "$defs")


def _dependencies(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node[key]
    if not isinstance(value, dict):
        walk.keep(node, key, f"'dependencies' can't be {describe(value)}")
        return
    names = {k: v for k, v in value.items() if isinstance(v, list)}
    schemas = {k: v for k, v in value.items() if not isinstance(v, list)}
    del node[key]
    for target, part in (("dependentRequired", names), ("dependentSchemas", schemas)):
        if part and target not in node:
            node[target] = part
            walk.document.carry(part, value)
    if "dependentSchemas" in node:
        named(walk, node, "dependentSchemas")


def _mutability(_walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node[key]
    if value == ["read"] and "readOnly" not in node:
        node["readOnly"] = True
    elif isinstance(value, list) and value and "read" not in value and "writeOnly" not in node:
        node["writeOnly"] = True


def _dialect(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    walk.keep(node, key, f"{key!r} would change how 3.1 reads this schema", KEPT)


def _kept(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    walk.keep(node, key, f"a schema of OpenAPI 3 can't say {key}: {node[key]}", KEPT)


def _row(keyword: str, becomes: str, apply: Any, note: str = "", code: Code | None = None) -> Row:
    return Row("Schema", keyword, becomes, note, code, apply)


#: Keywords that mean in Swagger 2.0 and OpenAPI 3.0 what they don't mean in 3.1.
COMMON_ROWS = (
    _row("exclusiveMinimum", "exclusiveMinimum (a number)", _exclusive, "takes the place of minimum", VACUOUS),
    _row("exclusiveMaximum", "exclusiveMaximum (a number)", _exclusive, "takes the place of maximum", VACUOUS),
    _row("format", "contentEncoding, contentMediaType", _format, "byte → base64, binary → application/octet-stream"),
    _row("nullable", 'type: [T, "null"], anyOf', _nullable, "also in enum; around $ref and combinations an anyOf"),
    _row("example", "examples", _example, "a list of one"),
    _row("additionalProperties", "additionalProperties", one),
    _row("properties", "properties", named),
    _row("items", "items", one),
    _row("allOf", "allOf", several),
    _row("anyOf", "anyOf", several),
    _row("oneOf", "oneOf", several),
    _row("not", "not", one),
)

ROWS = (
    *(row for row in COMMON_ROWS if row.keyword not in ("properties", "items")),
    _row("$ref", "$ref", reference, "rewritten; siblings stay, 3.1 reads them", CONTRADICTION),
    _row("type", "type", _type, "file → contentMediaType without type"),
    _row(
        "properties", "properties, required", _properties, "`required: true` of a property moves up", PROPERTY_REQUIRED
    ),
    _row("required", "required", _required),
    _row("items", "items, prefixItems", _items, "a list of schemas (a tuple) becomes prefixItems"),
    _row("additionalItems", "items", _additional_items, "beside prefixItems", KEPT),
    _row("patternProperties", "patternProperties", named),
    _row("definitions", "$defs", _definitions),
    _row("dependencies", "dependentRequired, dependentSchemas", _dependencies),
    _row("discriminator", "discriminator.propertyName", _discriminator, "mapping where names and values differ"),
    _row("x-nullable", 'type: [T, "null"], anyOf', _nullable),
    _row("x-isnullable", 'type: [T, "null"], anyOf', _nullable),
    _row("x-example", "examples", _example),
    _row("x-deprecated", "deprecated", _deprecated),
    _row("x-anyOf", "anyOf", _unprefixed),
    _row("x-oneOf", "oneOf", _unprefixed),
    _row("x-not", "not", _unprefixed),
    _row("x-patternProperties", "patternProperties", _unprefixed),
    _row("x-ms-mutability", "readOnly, writeOnly", _mutability, "the extension stays, it can say more"),
    _row("$schema", "x-swagger-$schema", _dialect, "", KEPT),
    _row("$id", "x-swagger-$id", _dialect, "", KEPT),
    _row("collectionFormat", "x-swagger-collectionFormat", _kept, "inside items", KEPT),
    _row("allowEmptyValue", "x-swagger-allowEmptyValue", _kept, "", KEPT),
)

TABLE = handlers(ROWS)
COMMON_TABLE = handlers(COMMON_ROWS)
