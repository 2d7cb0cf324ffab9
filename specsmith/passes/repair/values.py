"""Values and the types they are meant to have: for enums and defaults."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from specsmith.passes.repair.flag_values import meaning
from specsmith.passes.repair.number_values import number
from specsmith.passes.repair.sites import Sites

_FORMATS = frozenset(["date", "date-time", "email", "uuid", "uri", "ipv4", "ipv6", "hostname", "regex"])


def key_of(value: Any) -> str:
    """What makes two JSON values the same one: 1 and 1.0 are, 1 and true are not.

    >>> key_of(1) == key_of(1.0), key_of(1) == key_of(True)
    (True, False)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, default=str)


def has_type(value: Any, kind: Any) -> bool:
    """Whether a JSON value is of a type; a type nobody knows is met by everything."""
    if kind == "integer":
        return (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, float) and value.is_integer()
        )
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    types: dict[str, type] = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}
    return not isinstance(kind, str) or kind not in types or isinstance(value, types[kind])


def as_type(sites: Sites, container: Any, key: Any, kind: str) -> Any:
    """The value at ``container[key]`` in the type it is meant to have; unchanged where that can't be said."""
    value = container[key]
    if has_type(value, kind) or value is None:
        return value
    if kind in ("string", "file") and isinstance(value, bool | int | float):
        return sites.lexeme(container, key)
    if kind in ("integer", "number"):
        read = number(value)
        if read is not None and has_type(read, kind):
            return int(read) if kind == "integer" else read
    elif kind == "boolean" and isinstance(value, str | int):
        flag = meaning(value) if value != "" else None
        return value if flag is None else flag
    elif kind in ("array", "object") and isinstance(value, str):
        try:
            read_json = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return read_json if has_type(read_json, kind) else value
    return value


def violation(value: Any, schema: dict[str, Any]) -> str:
    """Why a value does not fit the keywords that stand in ``schema`` itself; empty when it does.

    >>> violation(7, {"type": "integer", "maximum": 5}), violation("a", {"enum": ["a"]})
    ('is above the maximum 5', '')
    """
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
    if kinds and not any(has_type(value, kind) for kind in kinds):
        return f"is not of the type {' or '.join(map(str, kinds))}"
    allowed = schema.get("enum")
    if isinstance(allowed, list) and key_of(value) not in {key_of(item) for item in allowed}:
        return "is not in the enum"
    if isinstance(value, str):
        return _text_violation(value, schema)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_violation(value, schema)
    if isinstance(value, list):
        items = schema.get("items")
        if isinstance(items, dict) and "$ref" not in items:
            said = next(((item, why) for item in value if (why := violation(item, items))), None)
            return f"holds {said[0]!r}, which {said[1]}" if said else ""
    return ""


@cache
def _format_check(name: str) -> Callable[[Any], bool]:
    import jsonschema_rs

    check: Callable[[Any], bool] = jsonschema_rs.Draft4Validator({"format": name}).is_valid
    return check


def _text_violation(value: str, schema: dict[str, Any]) -> str:
    stated = schema.get("format")
    if stated in _FORMATS and not _format_check(stated)(value):
        return f"is no {stated}"
    longest, shortest, pattern = (schema.get(key) for key in ("maxLength", "minLength", "pattern"))
    if isinstance(longest, int) and len(value) > longest:
        return f"is longer than {longest}"
    if isinstance(shortest, int) and len(value) < shortest:
        return f"is shorter than {shortest}"
    if isinstance(pattern, str):
        try:
            if not re.search(pattern, value):
                return "does not match the pattern"
        except (re.error, RecursionError):
            return ""
    return ""


def _number_violation(value: float, schema: dict[str, Any]) -> str:
    for key, said, sign in (("maximum", "above the maximum", 1), ("minimum", "below the minimum", -1)):
        limit = schema.get(key)
        if isinstance(limit, int | float) and not isinstance(limit, bool) and (value - limit) * sign > 0:
            return f"is {said} {limit}"
        exclusive = schema.get("exclusiveMaximum" if sign > 0 else "exclusiveMinimum")
        if exclusive is True and value == limit:
            return f"is {said} {limit}, which is exclusive"
        if isinstance(exclusive, int | float) and not isinstance(exclusive, bool) and (value - exclusive) * sign >= 0:
            return f"is {said} {exclusive}"
    return ""
