"""How much a statement says: the tiers and measures by which statements about one field are ordered."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from specsmith.passes.finish.placeholders import MARK as PLACEHOLDER

_GENERIC = frozenset(
    [status.phrase.lower() for status in HTTPStatus]
    + [
        "",
        "success",
        "successful",
        "successful response",
        "successful operation",
        "default",
        "default response",
        "response",
    ]
    + ["none", "null", "n/a", "tbd", "description", "error", "no response was specified", "body", "request body"]
)
_CUT = re.compile(r"(\.\.\.|…)\Z")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
_WORD = re.compile(r"[A-Za-z0-9]+")
_TRIVIAL = frozenset(["description", "title", "example", "examples", "deprecated"])
_CONTAINERS = frozenset(["object", "array"])
_ITEMS_DEPTH = 10
_COMBINED = ("allOf", "oneOf", "anyOf", "not", "if", "$dynamicRef")


def leaves(value: Any) -> int:
    """How many scalars and empty containers a value holds.

    >>> leaves({"a": [1, 2], "b": {}})
    3
    """
    count, stack = 0, [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict) and node:
            stack.extend(node.values())
        elif isinstance(node, list) and node:
            stack.extend(node)
        else:
            count += 1
    return count


def text_quality(value: Any) -> tuple[Any, ...]:
    """Longer text says more; a phrase such as "OK" hardly anything; one that was cut less than one that was not.

    >>> text_quality("OK")[0], text_quality("The user.")[0], text_quality(" ")[0]
    (1, 2, 0)
    """
    if not isinstance(value, str) or not value.strip():
        return (0, 0)
    plain = " ".join(value.split())
    if plain.rstrip(".").lower() in _GENERIC:
        return (1, len(plain))
    return (2, len(plain) - (len(plain) // 2 if _CUT.search(plain) else 0))


def title_quality(value: Any) -> tuple[Any, ...]:
    """Of two real names the shorter one."""
    return (2, -len(value)) if isinstance(value, str) and value.strip() else (0, 0)


def any_quality(value: Any) -> tuple[Any, ...]:
    """The value that holds more."""
    if value is None or value in ({}, [], ""):
        return (1, 0)
    return (2, leaves(value))


def flag_quality(value: Any) -> tuple[Any, ...]:
    """An explicit true says more than false, the default of every flag of OpenAPI."""
    return (2, 1) if value is True else (1, 0)


def operation_id_quality(value: Any) -> tuple[Any, ...]:
    """A short identifier over a sentence slug.

    >>> operation_id_quality("TestEmail") > operation_id_quality("send-a-test-email-to-make-sure-you-have-your-email")
    True
    """
    if not isinstance(value, str) or not value.strip():
        return (0, 0, 0)
    words = len(_WORD.findall(value))
    return (2 if words <= 6 and len(value) <= 60 else 1, bool(_IDENTIFIER.match(value)), -len(value))


def parameter_name_quality(name: str) -> tuple[Any, ...]:
    """A telling name over ``id``; one that is an identifier over one that is not.

    >>> parameter_name_quality("user_id") > parameter_name_quality("id")
    True
    """
    if not name:
        return (0, 0, 0)
    return (2 if _IDENTIFIER.match(name) else 1, min(len(name), 24))


def is_placeholder(schema: Any) -> bool:
    """A schema that only stands for one that nothing defines."""
    return isinstance(schema, dict) and PLACEHOLDER in schema


def schema_tier(schema: Any, target: Callable[[str], Any], depth: int = 0) -> int:
    """0 a placeholder or a dangling reference, 1 ``{}``, 2 a bare ``object`` or ``array``, 3 a real schema.

    ``target`` gives what a reference points to, None where nothing defines it.

    >>> [schema_tier(s, lambda ref: None) for s in ({"$ref": "#/components/schemas/X"}, {}, {"type": "object"}, {"type": "string"})]
    [0, 1, 2, 3]
    """
    if depth > _ITEMS_DEPTH:
        return 3  # an array of itself
    for _ in range(20):
        if not isinstance(schema, dict):
            return 1 if schema is True else 3 if schema is False else 0
        ref = schema.get("$ref")
        if not isinstance(ref, str):
            break
        if not ref.startswith("#/components/"):
            return 3
        schema = target(ref)
        if schema is None:
            return 0
    if is_placeholder(schema):
        return 0
    telling = [key for key in schema if key not in _TRIVIAL and not key.startswith("x-")]
    if not telling:
        return 1
    if telling == ["type"] and schema["type"] in ("object", "array"):
        return 2
    if sorted(telling) == ["items", "type"] and isinstance(schema["items"], dict):
        return 3 if schema_tier(schema["items"], target, depth + 1) >= 2 else 2
    return 3


def schema_types(schema: Any) -> frozenset[str] | None:
    """The types a schema states or shows, without null; None where it leaves them open.

    >>> sorted(schema_types({"type": ["string", "null"]})), sorted(schema_types({"properties": {}}))
    (['string'], ['object'])
    """
    if not isinstance(schema, dict):
        return None
    types = schema.get("type")
    if isinstance(types, str):
        return frozenset([types])
    if isinstance(types, list):
        return frozenset(name for name in types if isinstance(name, str) and name != "null") or None
    if any(key in schema for key in _COMBINED):
        return None
    if "properties" in schema:
        return frozenset(["object"])
    return frozenset(["array"]) if "items" in schema else None


def is_combined(schema: dict[str, Any]) -> bool:
    """Whether a schema is built of others."""
    return any(key in schema for key in _COMBINED)


def compatible_types(one: Any, other: Any) -> bool:
    """Whether one value could be right for both schemas, as far as their types tell."""
    left, right = schema_types(one), schema_types(other)
    return left is None or right is None or bool(left & right)
