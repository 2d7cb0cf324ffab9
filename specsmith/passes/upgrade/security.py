"""securityDefinitions → components.securitySchemes (OAS 3.1 §4.8.27); requirements follow renamed schemes."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document
from specsmith.passes.upgrade.extensions import WRONG_KIND, describe, keep, tidy
from specsmith.passes.upgrade.row import Row

INCOMPLETE = Code(
    "SS0310",
    "security-scheme-incomplete",
    Severity.WARNING,
    "A security definition lacks what OpenAPI 3 demands",
    why="apiKey needs name and in, each OAuth 2 flow its URLs and scopes. A stand-in keeps the document valid; clients "
    "need the real value.",
    broken="o: {type: oauth2, flow: implicit, scopes: {}}",
    fixed="o:\n  type: oauth2\n  flows:\n    implicit: {authorizationUrl: /, scopes: {}}",
    help="Complete the definition in the source.",
)

UNKNOWN_SCHEME = Code(
    "SS0311",
    "security-scheme-unknown",
    Severity.ERROR,
    "A security definition of a type that does not exist",
    why="Only basic, apiKey and oauth2 exist in Swagger 2.0. An unknown one can't be guessed; it is kept beside the "
    "security schemes, under an extension.",
    broken="s: {type: magic}",
    fixed="components:\n  x-swagger-securityDefinitions:\n    s: {type: magic}",
    help="Use one of the types, or http with a scheme in OpenAPI 3.",
)

#: Swagger 2.0 flow → (3.x flow, the URLs it demands).
FLOWS = {
    "implicit": ("implicit", ("authorizationUrl",)),
    "password": ("password", ("tokenUrl",)),
    "application": ("clientCredentials", ("tokenUrl",)),
    "accessCode": ("authorizationCode", ("authorizationUrl", "tokenUrl")),
}
_LATER = {flow: (flow, urls) for flow, urls in FLOWS.values()}

ROWS = (
    Row("Security Scheme", "type: basic", "type: http, scheme: basic"),
    Row("Security Scheme", "type: apiKey", "type: apiKey", "", INCOMPLETE),
    Row(
        "Security Scheme",
        "type: apiKey, in: header, name: Authorization, x-scheme: bearer",
        "type: http, scheme: bearer",
        "what Swagger 2.0 has no type for",
    ),
    *(
        Row("Security Scheme", f"flow: {old}", f"flows.{new}", ", ".join(urls), INCOMPLETE)
        for old, (new, urls) in FLOWS.items()
    ),
    Row("Security Scheme", "scopes, x-scopes", "flows.*.scopes", "x-scopes of other types stay"),
    Row("Security Scheme", "any other type", "components.x-swagger-securityDefinitions", "", UNKNOWN_SCHEME),
    Row(
        "Swagger, Operation",
        "security",
        "security",
        "empty lists and {} keep their meaning; names follow renamed schemes",
    ),
)

_FIELDS: dict[str, type | tuple[type, ...]] = {
    "type": str, "description": str, "name": str, "in": str, "scheme": str, "bearerFormat": str, "flows": dict,
    "openIdConnectUrl": str,
}  # fmt: skip


def convert_schemes(document: Document, definitions: dict[str, Any]) -> dict[str, Any]:
    """Convert the definitions in place; returns those of unknown types, taken out."""
    unknown: dict[str, Any] = {}
    for name in list(definitions):
        scheme = definitions[name]
        if not isinstance(scheme, dict) or not _convert(document, name, scheme):
            document.report(
                UNKNOWN_SCHEME,
                f"the security definition {name!r} has no type that exists",
                definitions,
                name,
                fix="kept aside",
            )
            unknown[name] = definitions.pop(name)
    return unknown


def _convert(document: Document, name: str, scheme: dict[str, Any]) -> bool:
    kind = scheme.get("type")
    if kind == "basic":
        scheme.update(type="http", scheme="basic")
    elif kind == "apiKey" and scheme.get("x-scheme") == "bearer" and _in_authorization(scheme):
        scheme.update(type="http", scheme="bearer")
        for key in ("name", "in", "x-scheme"):
            del scheme[key]
    elif kind == "apiKey":
        _demand(document, scheme, "name", name)
        if scheme.get("in") not in ("query", "header", "cookie"):
            _demand(document, scheme, "in", "header", wrong=True)
    elif kind == "oauth2" and "flows" not in scheme:
        _convert_oauth2(document, scheme)
    elif kind == "http":
        _demand(document, scheme, "scheme", "basic")
    elif kind == "openIdConnect":
        _demand(document, scheme, "openIdConnectUrl", "/")
    elif kind not in ("mutualTLS", "oauth2") and "$ref" not in scheme:
        return False
    if "$ref" not in scheme:
        tidy(document, scheme, _FIELDS, "a security scheme")
    return True


def _in_authorization(scheme: dict[str, Any]) -> bool:
    return scheme.get("in") == "header" and str(scheme.get("name")).lower() == "authorization"


def _demand(document: Document, node: dict[str, Any], key: str, stand_in: str, *, wrong: bool = False) -> None:
    if isinstance(node.get(key), str) and node[key] and not wrong:
        return
    document.report(INCOMPLETE, f"the security scheme has no usable {key!r}", node, None, fix=f"{key} is {stand_in!r}")
    if node.get(key):
        keep(document, node, key, f"{key}: {node[key]!r} does not exist", WRONG_KIND)
    node[key] = stand_in


def _convert_oauth2(document: Document, scheme: dict[str, Any]) -> None:
    flow: dict[str, Any] = {}
    document.carry(flow, scheme)
    stated = scheme.get("flow")
    target = FLOWS.get(stated) or _LATER.get(stated) if isinstance(stated, str) else None
    if target is None:
        target = FLOWS[_guess(scheme)]
        document.report(
            INCOMPLETE, "the OAuth 2 scheme has no known 'flow'", scheme, None, fix=f"taken for {target[0]}"
        )
        if stated is not None:
            keep(document, scheme, "flow", f"there is no flow {stated!r}", WRONG_KIND)
    scheme.pop("flow", None)
    for key in ("authorizationUrl", "tokenUrl"):
        if isinstance(scheme.get(key), str):
            wanted = key if key in target[1] else f"x-swagger-{key}"
            document.provenance.carry_key(flow, wanted, scheme, key)
            flow[wanted] = scheme.pop(key)
    for key in target[1]:
        _demand_url(document, scheme, flow, key)
    scopes = scheme.pop("scopes", None)
    flow["scopes"] = _scopes(document, scheme, flow, scopes)
    flows = {target[0]: flow}
    document.carry(flows, scheme)
    scheme["flows"] = flows


def _demand_url(document: Document, scheme: dict[str, Any], flow: dict[str, Any], key: str) -> None:
    if not flow.get(key):
        document.report(INCOMPLETE, f"the OAuth 2 scheme has no {key!r}", scheme, None, fix=f"{key} is '/'")
        flow[key] = "/"


def _guess(scheme: dict[str, Any]) -> str:
    has = (bool(scheme.get("authorizationUrl")), bool(scheme.get("tokenUrl")))
    return {(True, True): "accessCode", (True, False): "implicit"}.get(has, "application")


def _scopes(document: Document, scheme: dict[str, Any], flow: dict[str, Any], scopes: Any) -> dict[str, Any]:
    if isinstance(scopes, list):
        given = {str(item): "" for item in scopes if isinstance(item, str)}
        document.carry(given, scopes)
        return given
    if not isinstance(scopes, dict):
        if scopes is not None:
            scheme["x-swagger-scopes"] = scopes
            document.report(
                WRONG_KIND, f"'scopes' can't be {describe(scopes)}", scheme, None, fix="kept as x-swagger-scopes"
            )
        empty: dict[str, Any] = {}
        document.carry(empty, scheme)
        return empty
    for key in [k for k in scopes if k.startswith("x-")]:
        flow[key] = scopes.pop(key)
    for key, value in scopes.items():
        if not isinstance(value, str):
            scopes[key] = "" if value is None else str(value)
    return scopes


def convert_requirements(document: Document, node: dict[str, Any], names: dict[str, str]) -> None:
    """``security`` of the document or an operation: renamed schemes followed, what is no list of mappings kept aside."""
    if "security" not in node:
        return
    security = node["security"]
    if isinstance(security, dict):
        security = node["security"] = [security]
        document.carry(security, security[0])
    if not isinstance(security, list) or not all(isinstance(item, dict) for item in security):
        keep(document, node, "security", "'security' must be a list of mappings", WRONG_KIND)
        return
    for index, requirement in enumerate(security):
        for name, scopes in requirement.items():
            if not isinstance(scopes, list):
                requirement[name] = [] if not isinstance(scopes, str) else [scopes]
                document.carry(requirement[name], requirement)
        if names.keys() & requirement.keys():
            security[index] = {names.get(name, name): scopes for name, scopes in requirement.items()}
            document.carry(security[index], requirement)
