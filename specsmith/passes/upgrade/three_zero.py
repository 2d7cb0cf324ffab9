"""OpenAPI 3.0 → 3.1: schemas become JSON Schema 2020-12; what 3.1 has words for leaves its extension."""

from __future__ import annotations

from typing import Any

from specsmith.model import Dialect, Document
from specsmith.passes.upgrade.bodies import say_raw
from specsmith.passes.upgrade.row import Row, handlers
from specsmith.passes.upgrade.schemas import COMMON_ROWS
from specsmith.passes.upgrade.shapes import visit
from specsmith.passes.upgrade.swagger import VERSION
from specsmith.passes.upgrade.walk import SchemaWalk, leave_reference, move_key, named, several

KEPT_PREFIX = "x-openapi-"


def _taken_back(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """A keyword that a conversion to 3.0 had kept."""
    plain = key.removeprefix(KEPT_PREFIX)
    if plain == "prefixItems" and node.get("items") == {}:
        del node["items"]
    if plain in node and plain != "examples":
        return
    node.pop(plain, None)
    move_key(walk.document, node, key, plain)
    if plain == "prefixItems":
        several(walk, node, plain)
    elif plain in ("patternProperties", "dependentSchemas", "$defs"):
        named(walk, node, plain)
    elif plain in ("if", "then", "else", "contains", "propertyNames", "unevaluatedProperties", "unevaluatedItems"):
        walk.child(node, plain)


#: 3.1 keywords that 3.0 lacks; kept there as x-openapi-<keyword>.
SCHEMA_EXTRAS = (
    "prefixItems", "patternProperties", "dependentSchemas", "dependentRequired", "$defs", "if", "then", "else", "contains",
    "minContains", "maxContains", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "contentEncoding",
    "contentMediaType", "contentSchema", "examples", "$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor",
    "$vocabulary", "$comment",
)  # fmt: skip

ROWS = (
    *(row for row in COMMON_ROWS),
    *(
        Row("Schema", f"{KEPT_PREFIX}{word}", word, "the way back of a conversion to 3.0", apply=_taken_back)
        for word in SCHEMA_EXTRAS
    ),
)
_TABLE = handlers(ROWS)

_FIELDS_BACK = {
    "openapi": ("webhooks", "jsonSchemaDialect"),
    "info": ("summary",),
    "license": ("identifier",),
    "components": ("pathItems",),
}


def to_three_one(document: Document) -> None:
    """Make an OpenAPI 3.0 document one of 3.1.1, in place."""
    walk = SchemaWalk(document, _TABLE, leave_reference)

    def call(node: dict[str, Any], kind: str) -> None:
        if kind == "schema":
            walk.run(node)
            return
        for field in _FIELDS_BACK.get(kind, ()):
            for extension in (f"{KEPT_PREFIX}{field}", f"x-{field}"):
                if extension in node and field not in node:
                    move_key(document, node, extension, field)

    visit(document.root, call)
    visit(document.root, lambda node, kind: _raw_media(node) if kind in ("body", "response") else None)
    document.root["openapi"] = VERSION
    document.dialect = Dialect.OPENAPI_3_1


def _raw_media(node: dict[str, Any]) -> None:
    content = node.get("content")
    for media_type, entry in content.items() if isinstance(content, dict) else ():
        if isinstance(entry, dict):
            say_raw(entry.get("schema"), media_type)
