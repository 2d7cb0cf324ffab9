"""OpenAPI 3.1 → 3.2 and back: 3.2 only adds; what 3.1 lacks is kept as ``x-openapi-<field>`` and reported."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect, Document
from specsmith.passes.upgrade.responses import DESCRIPTION, reason
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.shapes import visit
from specsmith.passes.upgrade.swagger import VERSION as THREE_ONE
from specsmith.passes.upgrade.three_zero import KEPT_PREFIX
from specsmith.passes.upgrade.walk import move_key

VERSION = "3.2.0"

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
        Row(kind.capitalize(), field, f"{KEPT_PREFIX}{field}", "", NOT_IN_THREE_ONE)
        for kind, fields in ADDED.items()
        for field in fields
    ),
    Row("Parameter", "in: querystring", f"{KEPT_PREFIX}parameters", "", NOT_IN_THREE_ONE),
    Row("Parameter", "style: cookie", "style: form", "", NOT_IN_THREE_ONE),
    Row("Response", "description", "description", "the reason phrase; 3.2 does not demand it"),
)


def to_three_two(document: Document) -> None:
    """Make an OpenAPI 3.1 document one of 3.2.0, in place."""

    def call(node: dict[str, Any], kind: str) -> None:
        for field in ADDED.get(kind, ()):
            kept = f"{KEPT_PREFIX}{field}"
            if kept in node and field not in node:
                move_key(document, node, kept, field)

    visit(document.root, call)
    document.root["openapi"] = VERSION
    document.dialect = Dialect.OPENAPI_3_2


def to_three_one(document: Document) -> None:
    """Make an OpenAPI 3.2 document one of 3.1.1, in place."""

    def call(node: dict[str, Any], kind: str) -> None:
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
