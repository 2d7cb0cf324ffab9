"""Parameters of path, query and header, and response headers: type keywords → ``schema``, collectionFormat → style."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.upgrade.context import Conversion
from specsmith.passes.upgrade.extensions import (
    KEPT,
    WRONG_KIND,
    describe,
    keep,
    known_extensions,
    named_examples,
    tidy,
)
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.walk import move_key

TYPE_ASSUMED = Code(
    "SS0312",
    "parameter-type-assumed",
    Severity.INFO,
    "A parameter has no type",
    why="Swagger 2.0 demands a type; what is written into a URL or a header is text unless something else is stated.",
    broken="- {in: query, name: q}",
    fixed="- {in: query, name: q, schema: {type: string}}",
    help="State the type.",
)

#: collectionFormat → style and explode; None: 3.x has no such style at that location.
STYLES: dict[str, dict[str, tuple[str, bool] | None]] = {
    "query": {"csv": ("form", False), "ssv": ("spaceDelimited", False), "pipes": ("pipeDelimited", False),
              "multi": ("form", True), "tsv": None},
    "form": {"csv": ("form", False), "ssv": ("spaceDelimited", False), "pipes": ("pipeDelimited", False),
             "multi": ("form", True), "tsv": None},
    "path": {"csv": ("simple", False), "ssv": None, "pipes": None, "tsv": None, "multi": None},
    "header": {"csv": ("simple", False), "ssv": None, "pipes": None, "tsv": None, "multi": None},
}  # fmt: skip

#: Keywords of a parameter or header that belong to its schema in 3.x.
SCHEMA_KEYWORDS = (
    "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
    "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf", "x-nullable", "x-isnullable",
    "nullable", "title", "readOnly", "properties", "additionalProperties", "allOf", "oneOf", "anyOf",
)  # fmt: skip

_PARAMETER: dict[str, type | tuple[type, ...]] = {
    "name": str, "in": str, "description": str, "required": bool, "deprecated": bool, "allowEmptyValue": bool, "style": str,
    "explode": bool, "allowReserved": bool, "schema": (dict, bool), "content": dict, "example": object, "examples": dict,
}  # fmt: skip
_HEADER = {k: v for k, v in _PARAMETER.items() if k not in ("name", "in", "allowEmptyValue", "allowReserved")}

ROWS = (
    Row(
        "Parameter",
        "type, format, items, default, enum, minimum, …",
        "schema.*",
        "a missing type is string",
        TYPE_ASSUMED,
    ),
    *(
        Row(
            f"{'Form' if place == 'form' else place.capitalize()} parameter"
            if place != "header"
            else "Header, header parameter",
            f"collectionFormat: {word}",
            f"style: {style[0]}, explode: {str(style[1]).lower()}" if style else "x-swagger-collectionFormat",
            "also when none is stated"
            if word == "csv"
            else f"of the {'encoding' if style else 'property'}"
            if place == "form"
            else "",
            None if style else KEPT,
        )
        for place, styles in STYLES.items()
        for word, style in styles.items()
    ),
    Row("Query parameter", "allowEmptyValue", "allowEmptyValue"),
    Row("Path, header, form parameter", "allowEmptyValue", "x-swagger-allowEmptyValue", "", KEPT),
    Row("Parameter", "name, in, description, required", "unchanged"),
)


def take_schema(c: Conversion, node: dict[str, Any]) -> dict[str, Any] | bool:
    """Take the schema keywords of a parameter or header out of it, as a converted schema."""
    stated = node.pop("schema", None)
    schema: dict[str, Any] = stated if isinstance(stated, dict) else {}
    if schema is not stated:
        c.document.carry(schema, node)
        if stated is not None:
            node["x-swagger-schema"] = stated
            c.document.report(
                WRONG_KIND, f"a schema can't be {describe(stated)}", node, "schema", fix="kept as x-swagger-schema"
            )
    for key in [k for k in node if k in SCHEMA_KEYWORDS and k not in schema]:
        schema[key] = node.pop(key)
    if schema is not stated:
        _assume_type(c, node, schema)
    c.walk.run(schema)
    return schema


def _assume_type(c: Conversion, node: dict[str, Any], schema: dict[str, Any]) -> None:
    if "type" in schema or schema.keys() & {"properties", "allOf", "oneOf", "anyOf", "$ref"}:
        return
    kind = _implied_type(schema)
    if kind is None:
        kind = "string"
        c.document.report(
            TYPE_ASSUMED, f"{node.get('name', 'the header')!r} has no type", node, None, fix="taken for a string"
        )
    items = list(schema.items())
    schema.clear()
    schema.update([("type", kind), *items])


def _implied_type(schema: dict[str, Any]) -> str | None:
    if "items" in schema:
        return "array"
    choices = schema.get("enum")
    if isinstance(choices, list) and choices:
        kinds = {type(item) for item in choices}
        if kinds == {str}:
            return "string"
        if kinds == {int}:
            return "integer"
    return None


def style_of(c: Conversion, node: dict[str, Any], schema: Any, place: str) -> tuple[str, bool] | None:
    """Style and explode for an array's ``collectionFormat``; what 3.x can't say stays on ``node`` as an extension.

    None where no style is needed, since the value is no array.
    """
    word = node.get("collectionFormat")
    kind = schema.get("type") if isinstance(schema, dict) else None
    array = kind == "array" or (isinstance(kind, list) and "array" in kind)
    if word is None:
        node.pop("collectionFormat", None)
        return STYLES[place]["csv"] if array else None
    style = STYLES[place].get(word) if isinstance(word, str) else None
    if style is not None and array:
        del node["collectionFormat"]
        return style
    if style is not None:
        keep(c.document, node, "collectionFormat", f"collectionFormat {word} says nothing, for there is no array", KEPT)
        return None
    where = {"form": "a form"}.get(place, f"a {place}")
    keep(c.document, node, "collectionFormat", f"OpenAPI 3 has no style for collectionFormat {word} in {where}", KEPT)
    return STYLES[place]["csv"] if array else None


def convert_parameter(c: Conversion, parameter: dict[str, Any]) -> None:
    """A path, query, header (or, from other versions, cookie) parameter, in place."""
    place = parameter.get("in")
    _finish(c, parameter, "query" if place not in STYLES else str(place), _PARAMETER, "a parameter")
    if "allowEmptyValue" in parameter and place != "query":
        keep(c.document, parameter, "allowEmptyValue", "allowEmptyValue exists for query parameters only", KEPT)
    if place == "path" and parameter.get("required") is not True:
        parameter["required"] = True


def convert_header(c: Conversion, header: dict[str, Any]) -> None:
    """A header of a response (OAS 3.1 §4.8.21), in place."""
    _finish(c, header, "header", _HEADER, "a header")


def _finish(c: Conversion, node: dict[str, Any], place: str, fields: dict[str, Any], what: str) -> None:
    if "content" in node and isinstance(node["content"], dict):
        return
    schema = take_schema(c, node)
    style = style_of(c, node, schema, place)
    if style is not None and "style" not in node:
        node["style"], node["explode"] = style
    node["schema"] = schema
    known_extensions(c.document, node)
    if node.get("x-ms-skip-url-encoding") is True and place == "query":
        del node["x-ms-skip-url-encoding"]
        node["allowReserved"] = True
    _take_examples(c, node)
    tidy(c.document, node, fields, what)


def _take_examples(c: Conversion, node: dict[str, Any]) -> None:
    if "x-example" in node and "example" not in node:
        move_key(c.document, node, "x-example", "example")
    examples = named_examples(c.document, node, node.get("x-examples")) if "examples" not in node else None
    if examples is not None and "example" not in node:
        del node["x-examples"]
        node["examples"] = examples
