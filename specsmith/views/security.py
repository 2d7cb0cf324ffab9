"""Security schemes, security requirements and servers (OAS 3.1 §4.8.5, §4.8.6, §4.8.27 to §4.8.30)."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.views.api import Flow, Location, SchemeKind, SecurityNeed, SecurityScheme, Server, ServerVariable
from specsmith.views.context import Context, text

UNKNOWN_SCHEME = Code(
    "SS0708",
    "view-unknown-security-scheme",
    Severity.WARNING,
    "A security requirement names a scheme that is not defined",
    why="Nobody can tell how to send the credentials, so the requirement is left out.",
    broken="security:\n  - token: []\n",
    fixed="security:\n  - token: []\ncomponents:\n  securitySchemes:\n    token: {type: http, scheme: bearer}\n",
    help="Define the scheme under components/securitySchemes.",
)
_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")


def security_schemes(context: Context) -> tuple[SecurityScheme, ...]:
    """All schemes of ``components/securitySchemes``, in order."""
    holder = context.mapping(context.mapping(context.root, "components"), "securitySchemes")
    found = []
    for name, entry, pointer in context.mappings(holder, "/components/securitySchemes"):
        target = context.follow(entry, pointer)
        if target is not None:
            found.append(_scheme(context, name, target.node))
    return tuple(found)


def _scheme(context: Context, name: str, node: dict[str, Any]) -> SecurityScheme:
    stated = text(node, "type")
    scheme = text(node, "scheme")
    kind = {
        "apiKey": SchemeKind.API_KEY,
        "oauth2": SchemeKind.OAUTH2,
        "openIdConnect": SchemeKind.OPENID,
        "mutualTLS": SchemeKind.MUTUAL_TLS,
        "basic": SchemeKind.BASIC,
    }.get(stated, SchemeKind.OTHER)
    if stated == "http":
        kind = {"basic": SchemeKind.BASIC, "bearer": SchemeKind.BEARER}.get(scheme.lower(), SchemeKind.OTHER)
    place = text(node, "in")
    return SecurityScheme(
        id=name,
        kind=kind,
        description=text(node, "description"),
        parameter=text(node, "name"),
        location=Location(place) if place in {"query", "header", "cookie"} else Location.HEADER,
        scheme=scheme,
        bearer_format=text(node, "bearerFormat"),
        flows=_flows(context, node),
        openid_url=text(node, "openIdConnectUrl"),
    )


def _flows(context: Context, node: dict[str, Any]) -> tuple[Flow, ...]:
    flows = context.mapping(node, "flows")
    found = []
    for name in _FLOWS:
        flow = context.mapping(flows, name)
        if flow:
            scopes = context.mapping(flow, "scopes")
            found.append(
                Flow(
                    name=name,
                    authorization_url=text(flow, "authorizationUrl"),
                    token_url=text(flow, "tokenUrl"),
                    refresh_url=text(flow, "refreshUrl"),
                    scopes=tuple((scope, text(scopes, scope)) for scope in scopes),
                )
            )
    return tuple(found)


def security_needs(context: Context, holder: dict[str, Any], known: frozenset[str]) -> tuple[SecurityNeed, ...]:
    """The alternatives under ``security``; one that names an undefined scheme is reported and left out."""
    found = []
    for entry in context.sequence(holder, "security"):
        if not isinstance(entry, dict):
            continue
        missing = [name for name in entry if name not in known]
        for name in missing:
            context.report(UNKNOWN_SCHEME, f"The security scheme '{name}' is not defined", entry, name)
        if not missing:
            found.append(SecurityNeed(tuple((name, _scopes(scopes)) for name, scopes in entry.items())))
    return tuple(found)


def _scopes(scopes: Any) -> tuple[str, ...]:
    return tuple(scope for scope in scopes if isinstance(scope, str)) if isinstance(scopes, list) else ()


def servers(context: Context, holder: dict[str, Any]) -> tuple[Server, ...]:
    """The servers an object states, with the defaults of their variables filled in."""
    found = []
    for entry in context.sequence(holder, "servers"):
        if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
            continue
        stated = context.mappings(context.mapping(entry, "variables"), "")
        variables = tuple(
            ServerVariable(
                name=name,
                default=text(node, "default"),
                enum=tuple(str(value) for value in context.sequence(node, "enum")),
                description=text(node, "description"),
            )
            for name, node, _ in stated
        )
        url = entry["url"]
        server = Server(url, resolve_url(url, variables), text(entry, "description"), variables)
        if server not in found:
            found.append(server)
    return tuple(found)


def resolve_url(url: str, variables: tuple[ServerVariable, ...]) -> str:
    """A server URL with defaults in place of ``{variables}``; unknown ones stay. A URL without a scheme is called by https.

    >>> resolve_url("https://{region}.example.com", (ServerVariable("region", "eu"),)), resolve_url("//a.example/v1", ())
    ('https://eu.example.com', 'https://a.example/v1')
    """
    defaults = {variable.name: variable.default for variable in variables}
    made = re.sub(r"\{([^{}]*)\}", lambda match: defaults.get(match[1]) or match[0], url)
    return f"https:{made}" if made.startswith("//") else made
