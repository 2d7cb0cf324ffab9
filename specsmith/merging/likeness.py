"""Whether two components of one name are statements about the same thing, or two things that share a name."""

from __future__ import annotations

from typing import Any

from specsmith.merging.richness import compatible_types, is_combined, schema_tier, schema_types
from specsmith.merging.statements import sorted_key

_SHARED = 0.6
_CLASHES = 0.2
_DEPTH = 4


def alike(section: str, one: Any, other: Any) -> bool:
    """Whether ``one`` and ``other`` may be joined into one component of ``section``."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return type(one) is type(other) and one == other
    if "$ref" in one or "$ref" in other:
        return one.get("$ref") == other.get("$ref")
    if section == "schemas":
        return alike_schemas(one, other)
    if section == "parameters":
        return (one.get("name"), one.get("in")) == (other.get("name"), other.get("in"))
    if section == "securitySchemes":
        return all(_low(one.get(key)) == _low(other.get(key)) for key in ("type", "in", "name", "scheme"))
    if section in ("responses", "requestBodies"):
        return _alike_content(one.get("content"), other.get("content"))
    if section == "headers":
        return alike_schemas(one.get("schema"), other.get("schema"))
    if section == "examples":
        return _alike_values(one.get("value"), other.get("value"))
    return sorted_key(one) == sorted_key(other)


def _alike_values(one: Any, other: Any) -> bool:
    """Examples of one name and shape are one example, told twice."""
    if isinstance(one, dict) and isinstance(other, dict):
        return sum(name in other for name in one) >= _SHARED * max(len(one), len(other))
    if isinstance(one, list) and isinstance(other, list):
        return not one or not other or _alike_values(one[0], other[0])
    return type(one) is type(other) and (isinstance(one, dict | list) or bool(one == other))


def _low(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _alike_content(one: Any, other: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict) or not one or not other:
        return True
    shared = [name for name in one if name in other]
    return all(alike_schemas(_schema(one[name]), _schema(other[name])) for name in shared) and bool(shared)


def _schema(media_type: Any) -> Any:
    return media_type.get("schema") if isinstance(media_type, dict) else None


def alike_schemas(one: Any, other: Any, depth: int = 0) -> bool:
    """Schemas are alike when types agree and most properties of the smaller one are in the other.

    >>> pet = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
    >>> alike_schemas(pet, {"type": "object", "properties": {"id": {"type": "string"}}})
    True
    >>> alike_schemas(pet, {"type": "object", "properties": {"code": {"type": "integer"}}})
    False
    >>> alike_schemas(pet, {})
    True
    """
    if _says_little(one) or _says_little(other) or depth > _DEPTH:
        return compatible_types(one, other)
    if not isinstance(one, dict) or not isinstance(other, dict):
        return bool(one == other)
    if "$ref" in one or "$ref" in other:
        return not ("$ref" in one and "$ref" in other) or _alike_references(str(one["$ref"]), str(other["$ref"]))
    if not compatible_types(one, other):
        return False
    if is_combined(one) or is_combined(other):
        return _alike_combined(one, other)
    if "enum" in one and "enum" in other:
        return _alike_enums(one["enum"], other["enum"])
    if schema_types(one) == frozenset(["array"]):
        return alike_schemas(one.get("items", {}), other.get("items", {}), depth + 1)
    left, right = one.get("properties"), other.get("properties")
    if isinstance(left, dict) and isinstance(right, dict) and left and right:
        shared = [name for name in left if name in right]
        clashes = sum(not alike_schemas(left[name], right[name], depth + 1) for name in shared)
        least = min(len(left), len(right))
        agreeing = len(shared) - clashes
        # one property in common (an id) makes no likeness, unless it is all that one of them has
        return agreeing >= _SHARED * least and agreeing >= min(2, least) and clashes <= _CLASHES * len(shared)
    if not left and not right and schema_types(one) != frozenset(["object"]):
        return one.get("format") == other.get("format") or "format" not in one or "format" not in other
    return True


def _alike_references(one: str, other: str) -> bool:
    """Equal names, or one of them is the other with the name of a source added."""
    return one == other or one.startswith(other + "_") or other.startswith(one + "_")


def covers(one: Any, other: Any) -> bool:
    """Whether all that ``other`` says can be part of ``one``."""
    if not alike_schemas(one, other):
        return False
    return set((other if isinstance(other, dict) else {}).get("properties") or {}) <= set(one.get("properties") or {})


def _says_little(schema: Any) -> bool:
    if not isinstance(schema, dict):
        return True
    return "$ref" not in schema and schema_tier(schema, lambda _: None) < 3


def _alike_combined(one: dict[str, Any], other: dict[str, Any]) -> bool:
    for key in ("allOf", "oneOf", "anyOf"):
        left, right = one.get(key), other.get(key)
        if (left is None) != (right is None):
            return False
        if isinstance(left, list) and isinstance(right, list):
            marks = {sorted_key(branch) for branch in right}
            shared = sum(sorted_key(branch) in marks for branch in left)
            if shared < _SHARED * min(len(left), len(right)) and len(left) != len(right):
                return False
    return True


def _alike_enums(one: Any, other: Any) -> bool:
    if not isinstance(one, list) or not isinstance(other, list):
        return bool(one == other)
    marks = {sorted_key(entry) for entry in other}
    return sum(sorted_key(entry) in marks for entry in one) >= _SHARED * min(len(one), len(other))
