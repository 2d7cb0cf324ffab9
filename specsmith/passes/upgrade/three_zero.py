"""OpenAPI 3.0 → 3.1: schemas become JSON Schema 2020-12; what 3.1 has words for leaves its extension."""

from __future__ import annotations

import json
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect, Document
from specsmith.passes.upgrade.bodies import BINARY, say_raw
from specsmith.passes.upgrade.deep import DeepReferences
from specsmith.passes.upgrade.references import BESIDE, drop_siblings
from specsmith.passes.upgrade.row import Row, handlers
from specsmith.passes.upgrade.schemas import COMMON_ROWS
from specsmith.passes.upgrade.shapes import SHAPES, TITLES, visit
from specsmith.passes.upgrade.swagger import VERSION
from specsmith.passes.upgrade.walk import (
    CONTRADICTION,
    SchemaWalk,
    leave_reference,
    move_key,
    named,
    reference,
    several,
)

KEPT_PREFIX = "x-openapi-"


QUERY_ONLY = Code(
    "SS0321",
    "query-only-field",
    Severity.INFO,
    "A field of query parameters stands at another one",
    why="OpenAPI 3.1 allows allowReserved and allowEmptyValue for query parameters only, where alone they say something.",
    broken="- {in: path, name: id, required: true, allowEmptyValue: true, schema: {}}",
    fixed="- {in: path, name: id, required: true, x-openapi-allowEmptyValue: true, schema: {}}",
    help="Leave it out.",
)

LINK_TEXT = Code(
    "SS0322",
    "link-constant",
    Severity.INFO,
    "A constant of a link is a number or a boolean",
    why="OpenAPI 3.1 takes runtime expressions and constants as text.",
    broken="parameters: {page: 0}",
    fixed="parameters: {page: '0'}",
    help="Quote it.",
)


def _taken_back(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """A keyword that a conversion to 3.0 had kept."""
    plain = key.removeprefix(KEPT_PREFIX)
    if plain == "prefixItems" and node.get("items") == {}:
        del node["items"]
    if plain == "contentMediaType" and (node.get("format") == "binary" or node.get(plain) == BINARY):
        for word in ("type", "format", plain):  # 3.0 needed them to say that these are raw bytes
            node.pop(word, None)
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


def _others_back(walk: SchemaWalk, node: dict[str, Any], _key: str) -> None:
    """Keywords of nobody, and the ``items`` behind a tuple; what 3.0 knows itself was kept for another reason."""
    for key in [k for k in node if k.startswith(KEPT_PREFIX)]:
        plain = key.removeprefix(KEPT_PREFIX)
        tail = plain == "items" and "prefixItems" in node
        if plain not in node and (tail or plain not in VOCABULARY):
            move_key(walk.document, node, key, plain)
            if tail:
                walk.child(node, plain)


#: What a schema of 3.0 may say; ``schema`` is what stood where a schema was wanted.
VOCABULARY = frozenset({
    "title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
    "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties", "required", "enum", "type",
    "allOf", "oneOf", "anyOf", "not", "items", "properties", "additionalProperties", "description", "format", "default",
    "nullable", "discriminator", "readOnly", "writeOnly", "example", "externalDocs", "deprecated", "xml", "$ref", "schema",
})  # fmt: skip

#: 3.1 keywords that 3.0 lacks; kept there as x-openapi-<keyword>.
SCHEMA_EXTRAS = (
    "prefixItems", "patternProperties", "dependentSchemas", "dependentRequired", "$defs", "if", "then", "else", "contains",
    "minContains", "maxContains", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "contentEncoding",
    "contentMediaType", "contentSchema", "examples", "$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor",
    "$vocabulary", "$comment",
)  # fmt: skip

_FIELDS_BACK = {
    "openapi": ("jsonSchemaDialect", "security"),
    "info": ("summary",),
    "license": ("identifier",),
    "components": ("pathItems", "securitySchemes"),
    "operation": ("security",),
}

ROWS = (
    *COMMON_ROWS,
    Row("Schema", "$ref", "$ref", "siblings, ignored before, count now", CONTRADICTION, reference),
    Row("OpenAPI", "x-webhooks", "webhooks", "when it holds path items"),
    Row("Parameter", "allowReserved, allowEmptyValue", "unchanged for query, else x-openapi-…", "", QUERY_ONLY),
    Row("Link", "parameters: constants", "text", "", LINK_TEXT),
    Row("Reference", "keywords beside $ref", "summary and description stay", "", BESIDE),
    *(
        Row(TITLES[kind], f"x-openapi-{field}", field, "the way back of a conversion to 3.0")
        for kind, fields in _FIELDS_BACK.items()
        for field in fields
    ),
    *(
        Row("Schema", f"{KEPT_PREFIX}{word}", word, "the way back of a conversion to 3.0", apply=_taken_back)
        for word in SCHEMA_EXTRAS
    ),
    Row("Schema", f"{KEPT_PREFIX}<any other keyword>", "<keyword>", "the way back of a conversion to 3.0"),
)
_TABLE = handlers(ROWS)

_PATH_ITEM = frozenset({*SHAPES["path"], "$ref", "summary", "description"})


def to_three_one(document: Document) -> None:
    """Make an OpenAPI 3.0 document one of 3.1.1, in place."""
    walk = SchemaWalk(document, _TABLE, leave_reference, strange=_others_back, prefix=KEPT_PREFIX)
    deep = DeepReferences(document)

    def call(node: dict[str, Any], kind: str) -> None:
        if kind == "schema":
            walk.run(node)
            return
        if isinstance(node.get("$ref"), str) and kind not in ("path", "callback"):
            drop_siblings(document, node)
        for field in _FIELDS_BACK.get(kind, ()):
            _field_back(document, node, field)
        if kind == "openapi" and are_path_items(node.get("x-webhooks")) and "webhooks" not in node:
            move_key(document, node, "x-webhooks", "webhooks")
        elif kind == "parameter":
            _query_only(document, node)
        elif kind == "link":
            _link_parameters(document, node)

    visit(document.root, call)
    visit(document.root, lambda node, kind: _raw_media(node) if kind in ("body", "response") else None)
    deep.finish()
    document.root["openapi"] = VERSION
    document.dialect = Dialect.OPENAPI_3_1


def _field_back(document: Document, node: dict[str, Any], field: str) -> None:
    """A field that a conversion to 3.0 had kept; security was kept whole, beside what was left of it."""
    kept = f"{KEPT_PREFIX}{field}"
    if field == "security" and isinstance(node.get(kept), list):
        node.pop(field, None)
    if field == "securitySchemes" and isinstance(node.get(kept), dict) and isinstance(node.get(field), dict):
        for name, scheme in node.pop(kept).items():
            node[field].setdefault(name, scheme)
    elif kept in node and field not in node:
        move_key(document, node, kept, field)


def are_path_items(value: Any) -> bool:
    """Whether a mapping under an extension holds what ``webhooks`` may hold: path items, and nothing else."""
    return isinstance(value, dict) and all(
        isinstance(item, dict) and all(key in _PATH_ITEM or key.startswith("x-") for key in item)
        for item in value.values()
    )


def _query_only(document: Document, node: dict[str, Any]) -> None:
    """``allowReserved`` and ``allowEmptyValue`` speak of query parameters; 3.1 forbids them elsewhere."""
    if node.get("in") == "query":
        return
    for field in ("allowReserved", "allowEmptyValue"):
        if field in node:
            kept = f"{KEPT_PREFIX}{field}"
            document.report(
                QUERY_ONLY, f"{field!r} exists for query parameters only", node, field, fix=f"kept as {kept}"
            )
            move_key(document, node, field, kept)


def _link_parameters(document: Document, node: dict[str, Any]) -> None:
    """Constants in links are text in 3.1; what is sent is the same."""
    parameters = node.get("parameters")
    if not isinstance(parameters, dict):
        return
    for name, value in parameters.items():
        if isinstance(value, bool | int | float):
            text = json.dumps(value)
            document.report(
                LINK_TEXT, f"the constant of {name!r} is no text", parameters, name, fix=f"written as {text!r}"
            )
            parameters[name] = text


def _raw_media(node: dict[str, Any]) -> None:
    content = node.get("content")
    for media_type, entry in content.items() if isinstance(content, dict) else ():
        if isinstance(entry, dict):
            say_raw(entry.get("schema"), media_type)
