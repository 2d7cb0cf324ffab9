"""OpenAPI 3.1 → 3.0.4: what 3.0 can't say is kept as ``x-openapi-<field>`` and reported."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect, Document
from specsmith.passes.upgrade.deep import DeepReferences
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.shapes import TITLES, visit
from specsmith.passes.upgrade.three_one_schemas import NOT_IN_THREE_ZERO, TABLE, keep_unknown, no_boolean
from specsmith.passes.upgrade.three_zero import KEPT_PREFIX
from specsmith.passes.upgrade.walk import SchemaWalk, leave_reference, move_key

VERSION = "3.0.4"

SCHEME_LOST = Code(
    "SS0331",
    "security-not-in-openapi-30",
    Severity.WARNING,
    "A security scheme that OpenAPI 3.0 does not know",
    why="3.0 has no mutualTLS. The scheme and the requirements that name it are kept under x-openapi-.",
    broken="components:\n  securitySchemes:\n    tls: {type: mutualTLS}",
    fixed="components:\n  x-openapi-securitySchemes:\n    tls: {type: mutualTLS}",
    help="Stay with OpenAPI 3.1 if tools must read it.",
)

#: kind → field → the extension that keeps it.
_FIELDS = {
    "openapi": {"webhooks": "x-webhooks", "jsonSchemaDialect": f"{KEPT_PREFIX}jsonSchemaDialect"},
    "info": {"summary": f"{KEPT_PREFIX}summary"},
    "license": {"identifier": f"{KEPT_PREFIX}identifier"},
    "components": {"pathItems": f"{KEPT_PREFIX}pathItems"},
}

ROWS = (
    *(
        Row(TITLES[kind], field, kept, "", NOT_IN_THREE_ZERO)
        for kind, fields in _FIELDS.items()
        for field, kept in fields.items()
    ),
    Row("Security Scheme", "type: mutualTLS", f"{KEPT_PREFIX}securitySchemes, {KEPT_PREFIX}security", "", SCHEME_LOST),
    Row("Operation", "responses", "responses", "a default response where there is none"),
    Row("Reference", "summary, description", "summary, description", "3.0 ignores them", NOT_IN_THREE_ZERO),
)


def to_three_zero(document: Document) -> None:
    """Make an OpenAPI 3.1 document one of 3.0.4, in place."""
    walk = SchemaWalk(document, TABLE, leave_reference, strange=keep_unknown, prefix=KEPT_PREFIX)
    deep = DeepReferences(document)
    lost = _lost_schemes(document)

    def call(node: dict[str, Any], kind: str) -> None:
        if kind == "schema":
            walk.run(node)
            return
        for field, kept in _FIELDS.get(kind, {}).items():
            if field in node:
                document.report(
                    NOT_IN_THREE_ZERO, f"OpenAPI 3.0 has no {field!r} here", node, field, fix=f"kept as {kept}"
                )
                move_key(document, node, field, kept)
        if kind in ("openapi", "operation"):
            _drop_requirements(document, node, lost)
        if kind == "operation" and not node.get("responses"):
            node["responses"] = {"default": {"description": "Default response"}}
            document.carry(node["responses"], node)
            document.carry(node["responses"]["default"], node)
        _reference(document, node, kind)
        _boolean_schemas(document, node, kind)

    visit(document.root, call)
    deep.finish()
    document.root["openapi"] = VERSION
    if not isinstance(document.root.get("paths"), dict):
        document.root["paths"] = {}
        document.carry(document.root["paths"], document.root)
    document.dialect = Dialect.OPENAPI_3_0


def _reference(document: Document, node: dict[str, Any], kind: str) -> None:
    ref = node.get("$ref")
    if not isinstance(ref, str) or kind == "path":
        return
    for field in ("summary", "description"):
        if field in node:
            document.report(NOT_IN_THREE_ZERO, f"OpenAPI 3.0 ignores {field!r} beside '$ref'", node, field, fix="left")


def _boolean_schemas(document: Document, node: dict[str, Any], kind: str) -> None:
    """Booleans are no schemas in 3.0; raw bytes have the media type they stand under."""
    members = node.get("schemas") if kind == "components" else node
    for key in list(members) if isinstance(members, dict) and kind == "components" else ["schema"]:
        if isinstance(members, dict) and key in members:
            no_boolean(document, members, key)
    content = node.get("content")
    for media_type, entry in content.items() if isinstance(content, dict) else ():
        schema = entry.get("schema") if isinstance(entry, dict) else None
        if isinstance(schema, dict) and "type" not in schema and schema.get("contentMediaType") == media_type:
            schema["contentMediaType"] = "application/octet-stream"


def _lost_schemes(document: Document) -> frozenset[str]:
    components = document.root.get("components")
    schemes = components.get("securitySchemes") if isinstance(components, dict) else None
    if not isinstance(components, dict) or not isinstance(schemes, dict):
        return frozenset()
    lost = [name for name, scheme in schemes.items() if isinstance(scheme, dict) and scheme.get("type") == "mutualTLS"]
    for name in lost:
        document.report(SCHEME_LOST, f"OpenAPI 3.0 has no mutualTLS ({name!r})", schemes, name, fix="kept aside")
    if lost:
        kept = {name: schemes.pop(name) for name in lost}
        document.carry(kept, schemes)
        components[f"{KEPT_PREFIX}securitySchemes"] = kept
    return frozenset(lost)


def _drop_requirements(document: Document, node: dict[str, Any], lost: frozenset[str]) -> None:
    """A requirement without its scheme would ask for less: the whole alternative is taken out."""
    security = node.get("security")
    if not lost or not isinstance(security, list):
        return
    left = [item for item in security if not (isinstance(item, dict) and lost & item.keys())]
    if len(left) == len(security):
        return
    node[f"{KEPT_PREFIX}security"] = security
    document.report(
        SCHEME_LOST, "a requirement names a scheme that OpenAPI 3.0 does not know", node, "security", fix="kept aside"
    )
    del node["security"]
    if left:
        node["security"] = left
        document.carry(left, security)
