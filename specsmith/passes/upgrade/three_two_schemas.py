"""Schemas of OpenAPI 3.2 in 3.1: what the Discriminator and the XML Object gained is kept as ``x-openapi-<field>``."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.three_zero import KEPT_PREFIX
from specsmith.passes.upgrade.walk import Handler, SchemaWalk, move_key, named, one, several

NOT_IN_THREE_ONE = Code(
    "SS0332",
    "not-in-openapi-31",
    Severity.WARNING,
    "OpenAPI 3.1 can't say this",
    why="The statement is kept under x-openapi- and its field; converting to 3.2 restores it.",
    broken="tags: [{name: a, kind: nav}]",
    fixed="tags: [{name: a, x-openapi-kind: nav}]",
    help="Stay with OpenAPI 3.2 if tools must read it.",
)

#: keyword of a schema → the fields that its object gained.
_GAINED = {"discriminator": ("defaultMapping",), "xml": ("nodeType",)}

ROWS = tuple(
    Row("Schema", f"{keyword}.{field}", f"{keyword}.{KEPT_PREFIX}{field}", "", NOT_IN_THREE_ONE)
    for keyword, fields in _GAINED.items()
    for field in fields
)


def _down(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    holder = node[key]
    for field in _GAINED[key] if isinstance(holder, dict) else ():
        if field in holder:
            kept = f"{KEPT_PREFIX}{field}"
            message = f"OpenAPI 3.1 has no {field!r} here"
            walk.document.report(NOT_IN_THREE_ONE, message, holder, field, fix=f"kept as {kept}")
            move_key(walk.document, holder, field, kept)


def _up(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    holder = node[key]
    for field in _GAINED[key] if isinstance(holder, dict) else ():
        if f"{KEPT_PREFIX}{field}" in holder and field not in holder:
            move_key(walk.document, holder, f"{KEPT_PREFIX}{field}", field)


_BELOW: dict[str, Handler] = {
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), named),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), several),
    **dict.fromkeys((
        "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "contentSchema",
        "unevaluatedItems", "unevaluatedProperties",
    ), one),
}  # fmt: skip

DOWN: dict[str, Handler] = {**_BELOW, **dict.fromkeys(_GAINED, _down)}
UP: dict[str, Handler] = {**_BELOW, **dict.fromkeys(_GAINED, _up)}
