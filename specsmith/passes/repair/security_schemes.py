"""Security schemes: other spellings, missing parts."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0266",
    "security-scheme",
    Severity.WARNING,
    "A security scheme is incomplete or spelled in another way",
    why="Types are basic, apiKey and oauth2 in Swagger 2.0; apiKey, http, oauth2, openIdConnect and mutualTLS in "
    "OpenAPI 3. A bearer token in Swagger 2.0 is an API key in the header Authorization. A key without a place goes "
    "into the header; a flow is what its URLs say; scopes that OpenAPI 3 wants and nobody states are none.",
    broken="securityDefinitions: {key: {type: ApiKey, name: X-Key}, token: {type: bearer}}\n",
    fixed="""securityDefinitions:
  key: {type: apiKey, name: X-Key, in: header}
  token: {type: apiKey, name: Authorization, in: header, x-scheme: bearer}
""",
    help="Complete the security scheme.",
)
_TYPES_2 = {
    "apikey": "apiKey",
    "key": "apiKey",
    "token": "apiKey",
    "basic": "basic",
    "http": "basic",
    "httpbasic": "basic",
    "basicauth": "basic",
    "oauth2": "oauth2",
    "oauth": "oauth2",
    "oauth20": "oauth2",
    "bearer": "bearer",
    "jwt": "bearer",
    "openidconnect": "oauth2",
}
_TYPES_3 = {
    "apikey": "apiKey",
    "http": "http",
    "basic": "basic",
    "bearer": "bearer",
    "jwt": "bearer",
    "oauth2": "oauth2",
    "oauth": "oauth2",
    "oauth20": "oauth2",
    "openidconnect": "openIdConnect",
    "mutualtls": "mutualTLS",
}
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "resourceowner": "password",
    "application": "application",
    "clientcredentials": "application",
    "accesscode": "accessCode",
    "authorizationcode": "accessCode",
}
_IN = {"header": "header", "headers": "header", "query": "query", "querystring": "query", "cookie": "cookie"}


def _apply(sites: Sites) -> None:
    for place in list(sites.places("SecurityScheme")):
        scheme = place.node
        before = dict(scheme)
        if sites.swagger2:
            _swagger2(scheme)
        else:
            _openapi3(scheme)
        if scheme != before or list(scheme) != list(before):
            new = {key: value for key, value in scheme.items() if before.get(key) != value}
            said = f"the security scheme {place.key!r} is incomplete or spelled in another way"
            sites.document.report(CODE, said, scheme, fix=f"it has {quote(new, 100)} now")
            sites.changed()
        if "type" not in scheme and isinstance(place.container, dict) and place.key in place.container:
            said = f"the security scheme {place.key!r} has no type"
            holder = sites.root if sites.swagger2 else sites.root["components"]
            table = "securityDefinitions" if sites.swagger2 else "securitySchemes"
            sites.document.report(CODE, said, scheme, fix=f"kept in 'x-{table}'")
            kept = holder.setdefault(f"x-{table}", {})
            del place.container[place.key]
            if isinstance(kept, dict):
                kept[place.key] = scheme
            sites.changed()


def _bare(value: Any) -> str:
    return re.sub(r"[^a-z0-9]", "", value.lower()) if isinstance(value, str) else ""


def _kind(scheme: dict[str, Any], table: dict[str, str]) -> str | None:
    if scheme.get("type") in table.values():
        return str(scheme["type"])
    kind = table.get(_bare(scheme.get("type")))
    if kind is None and "type" not in scheme:
        if scheme.keys() & {"flow", "flows", "authorizationUrl", "tokenUrl", "scopes"}:
            return "oauth2"
        return "apiKey" if scheme.keys() & {"name", "in"} else None
    return kind


def _swagger2(scheme: dict[str, Any]) -> None:
    kind = _kind(scheme, _TYPES_2)
    if scheme.get("type") == "http" and _bare(scheme.get("scheme")) == "bearer":
        kind = "bearer"
    if kind is None:
        if "type" in scheme:
            scheme["x-type"] = scheme.pop("type")
        return
    if kind == "bearer":
        scheme["type"] = "apiKey"
        scheme.setdefault("name", "Authorization")
        scheme.setdefault("in", "header")
        scheme["x-scheme"] = "bearer"
        scheme.pop("scheme", None)
        return
    scheme["type"] = kind
    if kind == "apiKey":
        _api_key(scheme, ("header", "query"))
    elif kind == "oauth2":
        _flow(scheme)
    elif kind == "basic" and _bare(scheme.get("scheme")) == "basic":
        del scheme["scheme"]


def _api_key(scheme: dict[str, Any], places: tuple[str, ...]) -> None:
    if not isinstance(scheme.get("name"), str) or not scheme["name"]:
        scheme["name"] = "Authorization"
    if scheme.get("in") not in places:
        place = _IN.get(_bare(scheme.get("in")))
        if place not in places and isinstance(scheme.get("in"), str):
            scheme["x-in"] = scheme["in"]
        scheme["in"] = place if place in places else "header"


def _flow(scheme: dict[str, Any]) -> None:
    flow = scheme.get("flow")
    if flow not in _FLOWS.values():
        known = _FLOWS.get(_bare(flow))
        if known is None:
            has_page, has_token = bool(scheme.get("authorizationUrl")), bool(scheme.get("tokenUrl"))
            known = "accessCode" if has_page and has_token else "implicit" if has_page else "application"
        if isinstance(flow, str) and known != flow and _bare(flow) not in _FLOWS:
            scheme["x-flow"] = flow
        scheme["flow"] = known
    needed = {
        "implicit": ["authorizationUrl"],
        "password": ["tokenUrl"],
        "application": ["tokenUrl"],
        "accessCode": ["authorizationUrl", "tokenUrl"],
    }[scheme["flow"]]
    for key in ("authorizationUrl", "tokenUrl"):
        if key in scheme and key not in needed:
            scheme[f"x-{key}"] = scheme.pop(key)
        elif key not in scheme and key in needed:
            scheme[key] = "/"


def _openapi3(scheme: dict[str, Any]) -> None:
    kind = _kind(scheme, _TYPES_3)
    if kind in ("basic", "bearer"):
        scheme["type"], scheme["scheme"] = "http", kind
    elif kind is None:
        if "type" in scheme:
            scheme["x-type"] = scheme.pop("type")
        return
    else:
        scheme["type"] = kind
    if kind == "apiKey":
        _api_key(scheme, ("header", "query", "cookie"))
    elif kind == "http" and not isinstance(scheme.get("scheme"), str):
        scheme["scheme"] = "bearer" if "bearerFormat" in scheme else "basic"
    elif kind == "openIdConnect":
        scheme.setdefault("openIdConnectUrl", "/")
    elif kind == "oauth2":
        _flows(scheme)


def _flows(scheme: dict[str, Any]) -> None:
    flows = scheme.get("flows")
    if not isinstance(flows, dict):
        old: dict[str, Any] = {
            key: scheme.pop(key) for key in ("flow", "authorizationUrl", "tokenUrl", "scopes") if key in scheme
        }
        probe = dict(old)
        _flow(probe)
        name = {"application": "clientCredentials", "accessCode": "authorizationCode"}.get(probe["flow"], probe["flow"])
        probe.setdefault("scopes", {})
        scheme["flows"] = {name: {key: value for key, value in probe.items() if key != "flow"}} if old else {}
        return
    for name, flow in flows.items():
        if not isinstance(flow, dict) or name.startswith("x-"):
            continue
        for key in _NEEDED.get(name, ()):
            flow.setdefault(key, "/")
        if not isinstance(flow.get("scopes"), dict):
            flow["scopes"] = {}


_NEEDED = {
    "implicit": ["authorizationUrl"],
    "password": ["tokenUrl"],
    "clientCredentials": ["tokenUrl"],
    "authorizationCode": ["authorizationUrl", "tokenUrl"],
    "deviceAuthorization": ["deviceAuthorizationUrl", "tokenUrl"],
}


RULE = RepairRule(CODE, _apply)
