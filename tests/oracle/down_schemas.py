"""Schemas of OpenAPI 3 as Swagger 2.0 schemas, where those can say it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from tests.oracle.equal import mapping
from tests.oracle.references import Tree

NULL: dict[str, Any] = {"type": "null"}
KINDS = ("string", "integer", "number", "boolean", "array", "object")
SCHEMAS = "#/components/schemas/"
PLAIN = frozenset(
    {
        "title", "description", "default", "multipleOf", "maxLength", "minLength", "pattern", "maxItems", "minItems",
        "uniqueItems", "maxProperties", "minProperties", "readOnly", "xml", "externalDocs", "format",
    }
)  # fmt: skip
OF_VALUE = frozenset(
    {
        "type", "format", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
        "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf", "x-nullable",
    }
)  # fmt: skip
MAPPED = frozenset(
    {
        "x-nullable", "x-example", "x-examples", "x-deprecated", "x-code-samples", "x-codeSamples", "x-body-name",
        "x-ms-skip-url-encoding", "x-ms-discriminator-value", "x-servers", "x-ms-enum", "x-ms-mutability", "x-ms-paths",
        "x-webhooks", "x-ms-parameterized-host", "x-patternProperties",
    }
)  # fmt: skip
"""Extensions with a meaning of their own: not carried along as if they said nothing."""


def kept_extensions(of: dict[str, Any]) -> dict[str, Any]:
    """The vendor extensions that mean nothing to any converter."""
    return {key: value for key, value in of.items() if key.startswith("x-") and key not in MAPPED and _foreign(key)}


def _foreign(key: str) -> bool:
    return not key.startswith(("x-swagger-", "x-openapi-", "x-specsmith-", "x-ms-", "x-oneOf", "x-anyOf"))


def schema_down(schema: Any) -> dict[str, Any]:
    """What Swagger 2.0 can say of a schema; what it can't is left out.

    >>> schema_down({"type": ["string", "null"], "examples": ["a"], "const": "a"})
    {'type': 'string', 'x-nullable': True, 'enum': ['a'], 'example': 'a'}
    >>> schema_down({"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]})
    {'$ref': '#/definitions/A', 'x-nullable': True}
    """
    if not isinstance(schema, dict):
        return {}
    schema, null = _unwrapped(schema)
    out: dict[str, Any] = {}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if not reference.startswith(SCHEMAS):
            return {}
        out["$ref"] = "#/definitions/" + unquote(reference[len(SCHEMAS) :])
    kinds = schema.get("type")
    if kinds in KINDS:
        out["type"] = kinds
    if "contentMediaType" in schema and "contentEncoding" not in schema and kinds in (None, "string"):
        out.update(type="string", format="binary")
    if null and (out or isinstance(schema.get("allOf"), list)):
        out["x-nullable"] = True
    out.update({key: schema[key] for key in PLAIN & schema.keys()})
    if schema.get("contentEncoding") == "base64" and out.get("type") == "string":
        out["format"] = "byte"
    _values(schema, out)
    _bounds(schema, out)
    _parts(schema, out)
    out.update(kept_extensions(schema))
    if schema.get("deprecated") is True:
        out["x-deprecated"] = True
    return out


def _unwrapped(schema: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The schema without null, and whether it accepts null."""
    null = schema.get("nullable") is True
    for key in ("anyOf", "oneOf"):
        members = schema.get(key)
        if isinstance(members, list) and NULL in members and len(members) == 2:
            inner = next(member for member in members if member != NULL)
            schema = {**mapping(inner), **{name: value for name, value in schema.items() if name != key}}
            null = True
    kinds = schema.get("type")
    if isinstance(kinds, list):
        rest = [kind for kind in kinds if kind != "null"]
        schema = {key: value for key, value in schema.items() if key != "type"}
        if len(rest) == 1:
            schema["type"] = rest[0]
            null = null or "null" in kinds
    return schema, null


def _values(schema: dict[str, Any], out: dict[str, Any]) -> None:
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if isinstance(values, list) and values:
        if out.get("x-nullable"):
            values = [value for value in values if value is not None]
        if values:
            out["enum"] = values
    examples = schema.get("examples")
    if "example" in schema:
        out["example"] = schema["example"]
    elif isinstance(examples, list) and examples:
        out["example"] = examples[0]


def _bounds(schema: dict[str, Any], out: dict[str, Any]) -> None:
    for plain, strict in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if plain in schema:
            out[plain] = schema[plain]
            if schema.get(strict) is True:
                out[strict] = True
        elif isinstance(schema.get(strict), int | float) and not isinstance(schema[strict], bool):
            out.update({plain: schema[strict], strict: True})


def _parts(schema: dict[str, Any], out: dict[str, Any]) -> None:
    if isinstance(schema.get("properties"), dict):
        out["properties"] = {name: schema_down(value) for name, value in schema["properties"].items()}
    required = schema.get("required")
    if isinstance(required, list) and required:
        out["required"] = list(dict.fromkeys(required))
    if isinstance(schema.get("prefixItems"), list):
        out["items"] = [schema_down(value) for value in schema["prefixItems"]]
    elif isinstance(schema.get("items"), dict):
        out["items"] = schema_down(schema["items"])
    elif out.get("type") == "array":
        out["items"] = {}
    if isinstance(schema.get("allOf"), list) and schema["allOf"]:
        out["allOf"] = [schema_down(value) for value in schema["allOf"]]
    more = schema.get("additionalProperties")
    if isinstance(more, bool):
        out["additionalProperties"] = more
    elif isinstance(more, dict):
        out["additionalProperties"] = schema_down(more)
    discriminator = schema.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
    if isinstance(name, str) and name in out.get("properties", {}) and "mapping" not in mapping(discriminator):
        out["discriminator"] = name


def value_down(tree: Tree, schema: Any, *, deep: bool = True) -> dict[str, Any] | None:
    """A schema as the value of a parameter, header or form field: primitives and arrays of them only, else None."""
    found = tree.follow(schema) if schema is not None else {}
    if not isinstance(found, dict):
        return None
    beside = {key: value for key, value in mapping(schema).items() if key != "$ref"}
    said = schema_down({**found, **beside})
    kind = said.get("type")
    if kind == "array" and deep:
        members = found.get("items")
        items = value_down(tree, members, deep=False) if members is not None else None
        if items is None:
            return None
        out = {key: value for key, value in said.items() if key in OF_VALUE}
        return {**out, "items": {key: value for key, value in items.items() if key != "x-nullable"}}
    if kind not in ("string", "integer", "number", "boolean"):
        return None
    return {key: value for key, value in said.items() if key in OF_VALUE}
