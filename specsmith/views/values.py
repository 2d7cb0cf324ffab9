"""What stands beside the type in a schema: constraints, examples, defaults, enum values."""

from __future__ import annotations

from typing import Any

from specsmith.views.context import Context, dumps, text
from specsmith.views.types import Constraints, EnumValue, Example, Kind, Scalar

_KEYWORDS = (
    "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
    "maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties",
    "contentEncoding", "contentMediaType",
)  # fmt: skip
_KEYWORD_SET = frozenset(_KEYWORDS)
_FORMATS = {
    "date": Kind.DATE,
    "date-time": Kind.DATE_TIME,
    "time": Kind.TIME,
    "duration": Kind.DURATION,
    "uuid": Kind.UUID,
    "binary": Kind.BINARY,
    "byte": Kind.BASE64,
}


def constraints(schema: dict[str, Any]) -> Constraints:
    """The keywords that narrow a value, in the order of JSON Schema Validation §6; values of a wrong type are shown as they are.

    >>> constraints({"type": "string", "maxLength": 5, "pattern": "^a"}).pairs
    (('maxLength', '5'), ('pattern', '^a'))
    """
    if _KEYWORD_SET.isdisjoint(schema):
        return Constraints()
    pairs = []
    for keyword in _KEYWORDS:
        if keyword in schema and schema[keyword] is not None and schema[keyword] is not False:
            value = schema[keyword]
            pairs.append((keyword, value if isinstance(value, str) else dumps(value)))
    return Constraints(tuple(pairs))


def kind_of_string(schema: dict[str, Any]) -> Kind:
    """What a string schema holds, by ``format``, ``contentEncoding`` and ``contentMediaType`` (OAS 3.1 §4.8.14.1)."""
    encoding = schema.get("contentEncoding")
    if isinstance(encoding, str) and encoding.lower() in {"base64", "base64url"}:
        return Kind.BASE64
    if schema.get("contentMediaType") == "application/octet-stream" and not encoding:
        return Kind.BINARY
    form = schema.get("format")
    return _FORMATS.get(form, Kind.STRING) if isinstance(form, str) else Kind.STRING


def default_text(schema: dict[str, Any]) -> str | None:
    """The default as JSON text; None when the schema states none."""
    return dumps(schema["default"]) if "default" in schema else None


def schema_examples(schema: dict[str, Any]) -> tuple[Example, ...]:
    """``examples`` (a list in JSON Schema) and ``example`` of a schema."""
    found = []
    listed = schema.get("examples")
    if isinstance(listed, list):
        found = [Example("", dumps(value)) for value in listed]
    if "example" in schema:
        example = Example("", dumps(schema["example"]))
        if example not in found:
            found.insert(0, example)
    return tuple(found)


def named_examples(context: Context, holder: dict[str, Any], pointer: str) -> tuple[Example, ...]:
    """``example`` and ``examples`` of a parameter, header or media type (OAS 3.1 §4.8.19, 3.2 §4.19)."""
    found = [Example("", dumps(holder["example"]))] if "example" in holder else []
    examples = holder.get("examples")
    if isinstance(examples, list):  # a JSON Schema habit
        return (*found, *(Example("", dumps(value)) for value in examples))
    for name, entry, at in context.mappings(context.mapping(holder, "examples"), f"{pointer}/examples"):
        target = context.follow(entry, at)
        if target is None:
            continue
        node = target.node
        value = next((node[key] for key in ("value", "dataValue", "serializedValue") if key in node), None)
        known = any(key in node for key in ("value", "dataValue", "serializedValue"))
        found.append(
            Example(
                name,
                dumps(value) if known else "",
                text(node, "summary"),
                text(node, "description"),
                text(node, "externalValue"),
            )
        )
    return tuple(found)


def enum_values(schema: dict[str, Any], values: tuple[Scalar, ...]) -> tuple[EnumValue, ...]:
    """Enum values with the names and descriptions that extensions give them."""
    names = _aligned(schema, ("x-enum-varnames", "x-enumNames", "x-enum-names"), values)
    descriptions = _aligned(schema, ("x-enum-descriptions", "x-enumDescriptions"), values)
    return tuple(
        EnumValue(value, name, description)
        for value, name, description in zip(values, names, descriptions, strict=True)
    )


def _aligned(schema: dict[str, Any], keywords: tuple[str, ...], values: tuple[Scalar, ...]) -> list[str]:
    for keyword in keywords:
        stated = schema.get(keyword)
        if isinstance(stated, dict):
            return [str(stated.get(str(value), "")) for value in values]
        if isinstance(stated, list) and len(stated) >= len(values):
            return [item if isinstance(item, str) else "" for item in stated[: len(values)]]
    return [""] * len(values)
