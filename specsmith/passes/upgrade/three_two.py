"""OpenAPI 3.1 → 3.2 and back: 3.2 only adds; what 3.1 lacks is kept as ``x-openapi-<field>`` and reported."""

from __future__ import annotations

from typing import Any

from specsmith.model import Dialect, Document, pointer
from specsmith.passes.upgrade.responses import DESCRIPTION, reason
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.shapes import TITLES, visit
from specsmith.passes.upgrade.swagger import VERSION as THREE_ONE
from specsmith.passes.upgrade.three_two_schemas import DOWN, NOT_IN_THREE_ONE, UP
from specsmith.passes.upgrade.three_two_schemas import ROWS as SCHEMA_ROWS
from specsmith.passes.upgrade.three_zero import KEPT_PREFIX
from specsmith.passes.upgrade.walk import SchemaWalk, copy_tree, leave_reference, move_key

VERSION = "3.2.0"

#: kind → the fields that 3.2 added.
ADDED: dict[str, tuple[str, ...]] = {
    "openapi": ("$self",),
    "server": ("name",),
    "components": ("mediaTypes",),
    "path": ("query", "additionalOperations"),
    "media": ("itemSchema", "prefixEncoding", "itemEncoding"),
    "encoding": ("encoding", "prefixEncoding", "itemEncoding"),
    "example": ("dataValue", "serializedValue"),
    "tag": ("summary", "parent", "kind"),
    "security": ("oauth2MetadataUrl", "deprecated"),
    "flows": ("deviceAuthorization",),
    "response": ("summary",),
}

ROWS = (
    *(
        Row(TITLES[kind], field, f"{KEPT_PREFIX}{field}", "", NOT_IN_THREE_ONE)
        for kind, fields in ADDED.items()
        for field in fields
    ),
    Row("Parameter", "in: querystring", f"{KEPT_PREFIX}parameters", "", NOT_IN_THREE_ONE),
    Row("Parameter", "style: cookie", f"style: form, {KEPT_PREFIX}style", "", NOT_IN_THREE_ONE),
    Row("Media Type", "$ref", "the referenced media type", "written out at each use", NOT_IN_THREE_ONE),
    *SCHEMA_ROWS,
    Row("Response", "description", "description", "the reason phrase; 3.2 does not demand it"),
)


def to_three_two(document: Document) -> None:
    """Make an OpenAPI 3.1 document one of 3.2.0, in place."""

    walk = SchemaWalk(document, UP, leave_reference, prefix=KEPT_PREFIX)

    def call(node: dict[str, Any], kind: str) -> None:
        if kind == "schema":
            walk.run(node)
            return
        for field in ADDED.get(kind, ()):
            kept = f"{KEPT_PREFIX}{field}"
            if kept in node and field not in node:
                move_key(document, node, kept, field)
        if kind in ("path", "operation"):
            _query_strings_back(node)
        elif kind == "parameter" and node.get(f"{KEPT_PREFIX}style") == "cookie":
            node.pop("style", None)
            move_key(document, node, f"{KEPT_PREFIX}style", "style")

    visit(document.root, call)
    document.root["openapi"] = VERSION
    document.dialect = Dialect.OPENAPI_3_2


def to_three_one(document: Document) -> None:
    """Make an OpenAPI 3.2 document one of 3.1.1, in place."""
    walk = SchemaWalk(document, DOWN, leave_reference, prefix=KEPT_PREFIX)
    _write_out_media_types(document)

    def call(node: dict[str, Any], kind: str) -> None:
        if kind == "schema":
            walk.run(node)
            return
        if kind == "example" and "dataValue" in node and "value" not in node:
            move_key(document, node, "dataValue", "value")
        for field in ADDED.get(kind, ()):
            if field in node:
                _keep(document, node, field, f"OpenAPI 3.1 has no {field!r} here")
        if kind in ("path", "operation"):
            _query_strings(document, node)
        elif kind == "parameter" and node.get("style") == "cookie":
            _keep(document, node, "style", "OpenAPI 3.1 has no style 'cookie'")
            node["style"] = "form"
        if kind in ("operation", "components") and isinstance(node.get("responses"), dict):
            _descriptions(document, node["responses"])

    visit(document.root, call)
    document.root["openapi"] = THREE_ONE
    document.dialect = Dialect.OPENAPI_3_1


def _keep(document: Document, node: dict[str, Any], field: str, message: str) -> None:
    document.report(NOT_IN_THREE_ONE, message, node, field, fix=f"kept as {KEPT_PREFIX}{field}")
    move_key(document, node, field, f"{KEPT_PREFIX}{field}")


def _write_out_media_types(document: Document) -> None:
    """``$ref`` instead of a Media Type Object came with 3.2: what it leads to is written in its place."""

    def call(node: dict[str, Any], kind: str) -> None:
        ref = node.get("$ref")
        if kind != "media" or not isinstance(ref, str):
            return
        target = _media_type(document.root, ref)
        if target is None:
            return
        document.report(NOT_IN_THREE_ONE, "OpenAPI 3.1 has no '$ref' of media types", node, "$ref", fix="written out")
        del node["$ref"]
        node.update((key, copy_tree(document, value)) for key, value in target.items() if key not in node)

    visit(document.root, call)


def _media_type(root: dict[str, Any], ref: str) -> dict[str, Any] | None:
    """The Media Type Object at the end of references."""
    seen: set[str] = set()
    while ref.startswith("#/") and ref not in seen:
        seen.add(ref)
        try:
            found = pointer.resolve(root, pointer.from_fragment(ref))
        except KeyError:
            return None
        if not isinstance(found, dict) or not isinstance(found.get("$ref"), str):
            return found if isinstance(found, dict) else None
        ref = found["$ref"]
    return None


def _query_strings_back(node: dict[str, Any]) -> None:
    kept = node.get(f"{KEPT_PREFIX}parameters")
    if isinstance(kept, list) and all(isinstance(p, dict) and p.get("in") == "querystring" for p in kept):
        del node[f"{KEPT_PREFIX}parameters"]
        if isinstance(node.get("parameters"), list):
            node["parameters"].extend(kept)
        else:
            node["parameters"] = kept


def _query_strings(document: Document, node: dict[str, Any]) -> None:
    parameters = node.get("parameters")
    if not isinstance(parameters, list):
        return
    whole = [p for p in parameters if isinstance(p, dict) and p.get("in") == "querystring"]
    if not whole:
        return
    document.report(
        NOT_IN_THREE_ONE, "OpenAPI 3.1 has no parameter in 'querystring'", node, "parameters", fix="kept aside"
    )
    parameters[:] = [p for p in parameters if not any(p is other for other in whole)]
    if not parameters:
        del node["parameters"]
    node[f"{KEPT_PREFIX}parameters"] = whole
    document.carry(whole, parameters)


def _descriptions(document: Document, responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if isinstance(response, dict) and "$ref" not in response and "description" not in response:
            said = reason(status)
            document.report(
                DESCRIPTION, "the response has no description", response, None, fix=f"described as {said!r}"
            )
            response["description"] = said
