"""Type names as people write them → JSON Schema (`List of strings`, `Integer (in minutes)`, `string[]`, `?bool`)."""

from __future__ import annotations

import re
from typing import Any

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"}, "str": {"type": "string"}, "text": {"type": "string"}, "char": {"type": "string"},
    "varchar": {"type": "string"}, "alphanumeric": {"type": "string"}, "snowflake": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid"}, "guid": {"type": "string", "format": "uuid"},
    "url": {"type": "string", "format": "uri"}, "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"}, "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"}, "date-time": {"type": "string", "format": "date-time"},
    "timestamp": {"type": "string", "format": "date-time"}, "iso8601": {"type": "string", "format": "date-time"},
    "base64": {"type": "string", "contentEncoding": "base64"}, "file": {"type": "string", "format": "binary"},
    "binary": {"type": "string", "format": "binary"}, "password": {"type": "string", "format": "password"},
    "enum": {"type": "string"}, "integer": {"type": "integer"}, "int": {"type": "integer"},
    "int32": {"type": "integer", "format": "int32"}, "int64": {"type": "integer", "format": "int64"},
    "long": {"type": "integer", "format": "int64"}, "short": {"type": "integer"}, "number": {"type": "number"},
    "numeric": {"type": "number"}, "float": {"type": "number", "format": "float"},
    "double": {"type": "number", "format": "double"}, "decimal": {"type": "number"}, "boolean": {"type": "boolean"},
    "bool": {"type": "boolean"}, "object": {"type": "object"}, "hash": {"type": "object"}, "map": {"type": "object"},
    "dict": {"type": "object"}, "dictionary": {"type": "object"}, "json": {"type": "object"}, "array": {"type": "array"},
    "list": {"type": "array"}, "strings": {"type": "string"}, "null": {"type": "null"}, "any": {}, "mixed": {},
}  # fmt: skip
_TRAITS = re.compile(r"^(?:unix|utc|unsigned|positive|optional|required|json|iso ?8601)\s+", re.IGNORECASE)


def read_type(text: str) -> dict[str, Any] | None:
    """The schema that a type name stands for; None when it is no known type.

    >>> read_type("List of strings")
    {'type': 'array', 'items': {'type': 'string'}}
    >>> read_type("Integer (in minutes)"), read_type("?bool"), read_type("Moon")
    ({'type': 'integer'}, {'type': ['boolean', 'null']}, None)
    """
    name = " ".join(re.sub(r"[`*]", "", text).split()).strip(" .,;:")
    nullable = False
    stripped = re.sub(
        r"^\?|\?$|(?:,|\s+or|\s*\|)\s*null$|^null\s*(?:or|\|)\s*|^nullable\s+|,?\s*nullable$",
        "",
        name,
        flags=re.IGNORECASE,
    )
    if stripped != name and stripped:
        name, nullable = stripped.strip(), True
    schema = _base_type(name)
    if schema is not None and nullable and isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
    return schema


def _base_type(name: str) -> dict[str, Any] | None:
    known = _TYPES.get(name.lower())
    if known is not None:
        return {**known, "items": {}} if known == {"type": "array"} else dict(known)
    for pattern in (
        r"^(?:array|list|set|collection)(?:\s+of\s+|\s*\(\s*|\s*<\s*|\s*\[\s*)(.+?)[)>\]]?$",
        r"^\[\s*(.+?)\s*\]$", r"^(.+?)\s*\[\s*\]$", r"^(\w+)\s+(?:array|list)$",
    ):  # fmt: skip
        found = re.match(pattern, name, re.IGNORECASE)
        if found:
            inner = re.sub(r"[()<>]", "", found[1]).strip()
            items = _base_type(inner) or _base_type(re.sub(r"s$", "", inner.split()[0] if inner.split() else inner))
            return {"type": "array", "items": items if items is not None else {}}
    found = re.match(r"^(.+?)\s*[(<{].*[)>}]$", name)
    if found:
        return _base_type(found[1])
    found = _TRAITS.match(name)
    if found:
        return _base_type(name[found.end() :])
    alternatives = re.split(r"\s+or\s+|\s*\|\s*|\s*/\s*", name)
    if len(alternatives) > 1:
        schemas = [_base_type(part) for part in alternatives]
        types = [schema["type"] for schema in schemas if schema and isinstance(schema.get("type"), str)]
        return (
            {"type": list(dict.fromkeys(types))} if len(types) == len(alternatives) and "array" not in types else None
        )
    first = name.split(" ", maxsplit=1)[0].lower()
    if (
        " " in name
        and len(name.split()) <= 3
        and first in _TYPES
        and name.rsplit(maxsplit=1)[-1].lower() in {"string", "number", "id", "object", "value"}
    ):
        return _base_type(first)
    if re.fullmatch(r"[\w ]+ (?:object|hash)", name, re.IGNORECASE) and len(name.split()) <= 4:
        return {"type": "object"}
    return None
