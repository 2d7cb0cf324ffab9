"""Schemas of OpenAPI 3.1 (JSON Schema 2020-12) in the words of 3.0; what 3.0 can't say is kept as ``x-openapi-<keyword>``."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document, pointer
from specsmith.passes.upgrade.row import Row, handlers
from specsmith.passes.upgrade.three_zero import KEPT_PREFIX, SCHEMA_EXTRAS, VOCABULARY
from specsmith.passes.upgrade.walk import TYPES, SchemaWalk, move_key

NOT_IN_THREE_ZERO = Code(
    "SS0330",
    "not-in-openapi-30",
    Severity.WARNING,
    "OpenAPI 3.0 can't say this",
    why="The statement is kept under x-openapi- and its keyword; converting back to 3.1 restores it.",
    broken="{type: array, prefixItems: [{type: string}]}",
    fixed="{type: array, items: {}, x-openapi-prefixItems: [{type: string}]}",
    help="Stay with OpenAPI 3.1 if tools must read it.",
)


_NULL = {"type": "null"}
_FAR = 50


def keep_for_later(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """Keep a keyword that 3.0 lacks."""
    walk.document.report(NOT_IN_THREE_ZERO, f"OpenAPI 3.0 has no {key!r}", node, key, fix=f"kept as {KEPT_PREFIX}{key}")
    move_key(walk.document, node, key, f"{KEPT_PREFIX}{key}")


def _objects(walk: SchemaWalk, container: Any, key: str | int) -> None:
    """A subschema; booleans are no schemas in 3.0."""
    no_boolean(walk.document, container, key)
    walk.child(container, key)


def no_boolean(document: Document, container: Any, key: str | int) -> None:
    """A boolean schema in the words of 3.0: ``{}`` or ``{not: {}}``."""
    if isinstance(container[key], bool):
        nothing: dict[str, Any] = {}
        container[key] = nothing if container[key] else {"not": nothing}
        document.carry(nothing, container)
        document.carry(container[key], container)


def _one(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    _objects(walk, node, key)


def _additional(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    walk.child(node, key)


def _many(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node[key]
    if isinstance(value, list | dict):
        for name in list(value) if isinstance(value, dict) else range(len(value)):
            _objects(walk, value, name)


def _reference(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if len(node) == 1:
        return
    inner = {key: node.pop(key)}
    walk.document.carry(inner, node)
    _all_of(walk, node, inner)


def _all_of(walk: SchemaWalk, node: dict[str, Any], inner: dict[str, Any]) -> None:
    stated = node.get("allOf")
    if isinstance(stated, list):
        stated.append(inner)
        return
    node["allOf"] = [inner]
    walk.document.carry(node["allOf"], node)
    walk.child(node["allOf"], 0)


def _alternatives(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    options = node[key]
    if not isinstance(options, list):
        return
    rest = [option for option in options if option != _NULL]
    kind = _type_of(walk.document.root, rest[0]) if len(rest) == 1 else None
    if len(rest) == len(options) or not rest or kind is None:
        _many(walk, node, key)
        return
    del node[key]
    only = rest[0]
    if "$ref" not in only and not only.keys() & node.keys():
        node.update(only)
        for word in [k for k in only if k in TABLE]:
            if word in node:
                TABLE[word](walk, node, word)
    else:
        _all_of(walk, node, only)
    node.setdefault("type", kind)
    node["nullable"] = True


def _type_of(root: dict[str, Any], schema: Any) -> str | None:
    """The one type of a schema, found through references and allOf: ``nullable`` needs it beside itself (OAS 3.0 §4.7.24)."""
    waiting, seen = [schema], 0
    while waiting and seen < _FAR:
        seen += 1
        node = waiting.pop()
        if not isinstance(node, dict):
            continue
        kind = node.get("type")
        kinds = [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str) and k != "null"]
        if kinds:
            return kinds[0] if len(kinds) == 1 else None
        if isinstance(node.get("$ref"), str) and node["$ref"].startswith("#/"):
            waiting.append(_at(root, node["$ref"]))
        if isinstance(node.get("allOf"), list):
            waiting.extend(node["allOf"])
        if "properties" in node:
            return "object"
    return None


def _at(root: dict[str, Any], ref: str) -> Any:
    try:
        return pointer.resolve(root, pointer.from_fragment(ref))
    except KeyError:
        return None


def _type(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    kinds = node[key]
    if kinds == "null":
        _only_null(walk, node)
        return
    if isinstance(kinds, str) and kinds not in TYPES:
        keep_for_later(walk, node, key)
        return
    if isinstance(kinds, list):
        kinds = [kind for kind in kinds if isinstance(kind, str)]
        nullable = "null" in kinds
        kinds = [kind for kind in kinds if kind != "null"]
        if not kinds:
            _only_null(walk, node)
        elif len(kinds) == 1:
            node[key] = kinds[0]
        else:
            _split_types(walk, node, kinds, nullable=nullable)
            return
        if nullable:
            node["nullable"] = True
    if node.get(key) == "array" and not node.keys() & {"items", "prefixItems"}:
        node["items"] = {}
        walk.document.carry(node["items"], node)


def _only_null(walk: SchemaWalk, node: dict[str, Any]) -> None:
    """3.0 has no null type: some type, nullable, of which null alone is left."""
    node["type"], node["nullable"] = "object", True
    node["enum"] = [None]
    walk.document.carry(node["enum"], node)


def _split_types(walk: SchemaWalk, node: dict[str, Any], kinds: list[str], *, nullable: bool) -> None:
    del node["type"]
    options: list[dict[str, Any]] = []
    for kind in kinds:
        option: dict[str, Any] = {"type": kind, "nullable": True} if nullable else {"type": kind}
        if kind == "array":
            option["items"] = node.pop("items", {})
            if isinstance(option["items"], bool):
                option["items"] = {}
            walk.document.carry(option["items"], node)
            walk.child(option, "items")
        walk.document.carry(option, node)
        options.append(option)
    stated = node.pop("anyOf", None)
    node["anyOf"] = options
    walk.document.carry(options, node)
    if stated is not None:
        inner = {"anyOf": stated}
        walk.document.carry(inner, node)
        _all_of(walk, node, inner)


def _const(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    value = node.pop(key)
    holder = node
    if "enum" in node:  # both count
        holder = {}
        walk.document.carry(holder, node)
        _all_of(walk, node, holder)
    holder["enum"] = [value]
    walk.document.carry(holder["enum"], node)
    if value is None:
        _only_null(walk, node)


def _examples(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    values = node[key]
    if not isinstance(values, list) or "example" in node:
        keep_for_later(walk, node, key)
        return
    if values:
        node["example"] = values[0]
    if len(values) == 1:
        del node[key]
    elif values:
        keep_for_later(walk, node, key)
    else:
        del node[key]


def _exclusive(_walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    bound = node[key]
    if isinstance(bound, bool) or not isinstance(bound, int | float):
        return
    limit = "minimum" if key == "exclusiveMinimum" else "maximum"
    other = node.get(limit)
    if isinstance(other, int | float) and (other > bound if limit == "minimum" else other < bound):
        del node[key]
        return
    node[limit] = bound
    node[key] = True


def _content_encoding(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if node[key] == "base64" and "format" not in node:
        del node[key]
        node["format"] = "byte"
    else:
        keep_for_later(walk, node, key)


def _content_media_type(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    raw = "type" not in node or (node["type"] == "string" and node[key] == "application/octet-stream")
    if raw and not node.keys() & {"contentEncoding", "format", "$ref", "allOf", "anyOf", "oneOf"}:
        media_type = node.pop(key)
        node["type"], node["format"] = "string", "binary"
        if media_type != "application/octet-stream":
            node[key] = media_type
            keep_for_later(walk, node, key)
    else:
        keep_for_later(walk, node, key)


def _prefix_items(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    keep_for_later(walk, node, key)
    if "items" in node:
        keep_for_later(walk, node, "items")
    node["items"] = {}
    walk.document.carry(node["items"], node)


def _definitions(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """References lead into ``$defs``: what they find there has to be of 3.0 too."""
    if isinstance(node[key], dict):
        _many(walk, node, key)
    keep_for_later(walk, node, key)


def _required(_walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    if node[key] == []:
        del node[key]


def keep_unknown(walk: SchemaWalk, node: dict[str, Any], _key: str) -> None:
    """Keywords of nobody: 3.1 ignores them, 3.0 forbids them."""
    if "$ref" not in node:
        for key in [k for k in node if k not in VOCABULARY and not k.startswith("x-")]:
            keep_for_later(walk, node, key)


def _row(keyword: str, becomes: str, apply: Any, note: str = "", code: Code | None = None) -> Row:
    return Row("Schema", keyword, becomes, note, code, apply)


_SPECIAL = ("$defs", "prefixItems", "contentEncoding", "contentMediaType", "examples")

ROWS = (
    _row("$ref", "$ref, allOf", _reference, "siblings need an allOf around the reference"),
    _row("type", "type, nullable, anyOf", _type, "a list becomes anyOf, null becomes nullable"),
    _row("anyOf", "anyOf, nullable", _alternatives, "without the null branch"),
    _row("oneOf", "oneOf, nullable", _alternatives, "without the null branch"),
    _row("allOf", "allOf", _many),
    _row("not", "not", _one),
    _row("properties", "properties", _many),
    _row("items", "items", _one),
    _row("additionalProperties", "additionalProperties", _additional),
    _row("const", "enum", _const, "of one value"),
    _row("exclusiveMinimum", "minimum, exclusiveMinimum: true", _exclusive),
    _row("exclusiveMaximum", "maximum, exclusiveMaximum: true", _exclusive),
    Row(
        "Schema", "any other keyword", f"{KEPT_PREFIX}<keyword>", "3.0 forbids what it does not know", NOT_IN_THREE_ZERO
    ),
    _row("required", "required", _required, "an empty list goes"),
    _row("contentEncoding", "format: byte", _content_encoding, "base64", NOT_IN_THREE_ZERO),
    _row("contentMediaType", "format: binary", _content_media_type, "raw bytes", NOT_IN_THREE_ZERO),
    _row("examples", "example", _examples, "the first one", NOT_IN_THREE_ZERO),
    _row("prefixItems", "x-openapi-prefixItems", _prefix_items, "items: {}", NOT_IN_THREE_ZERO),
    _row("$defs", "x-openapi-$defs", _definitions, "its schemas are converted, references follow", NOT_IN_THREE_ZERO),
    *(
        _row(word, f"{KEPT_PREFIX}{word}", keep_for_later, "", NOT_IN_THREE_ZERO)
        for word in SCHEMA_EXTRAS
        if word not in _SPECIAL
    ),
)
TABLE = handlers(ROWS)
