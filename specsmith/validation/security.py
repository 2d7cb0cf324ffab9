"""Security requirements that name a scheme which nobody defines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0520",
    "undefined-security",
    Severity.WARNING,
    "A security scheme or scope is not defined",
    why="A requirement names a scheme of securityDefinitions or components/securitySchemes. Without it nobody knows "
    "how to authenticate. Scopes that an oauth2 scheme does not list can't be asked for.",
    broken="security: [{key: []}]\n",
    fixed="security: [{key: []}]\nsecurityDefinitions: {key: {type: apiKey, name: X-Key, in: header}}\n",
    help="Define the scheme, or correct its name.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    schemes = _schemes(sites)
    for holder in (sites.root, *sites.nodes("Operation")):
        requirements = holder.get("security")
        for requirement in requirements if isinstance(requirements, list) else ():
            for name, scopes in requirement.items() if isinstance(requirement, dict) else ():
                if name.startswith("x-"):
                    continue
                if name not in schemes:
                    if not (sites.dialect.value == "openapi-3.2" and "/" in name):
                        yield Finding(f"the security scheme {name!r} is not defined", requirement, name)
                    continue
                known = _scopes(sites, sites.resolve(schemes[name]))
                for scope in scopes if known is not None and isinstance(scopes, list) else ():
                    if known is not None and isinstance(scope, str) and scope not in known:
                        yield Finding(f"the scope {scope!r} of {name!r} is not defined", requirement, name)


def _schemes(sites: Sites) -> dict[str, Any]:
    holder = sites.root if sites.swagger2 else sites.root.get("components")
    table = (
        holder.get("securityDefinitions" if sites.swagger2 else "securitySchemes") if isinstance(holder, dict) else None
    )
    return table if isinstance(table, dict) else {}


def _scopes(sites: Sites, scheme: Any) -> set[str] | None:
    if not isinstance(scheme, dict) or scheme.get("type") != "oauth2":
        return None
    flows: Any = scheme if sites.swagger2 else scheme.get("flows")
    listed = [flows] if sites.swagger2 else list(flows.values()) if isinstance(flows, dict) else []
    tables = [flow.get("scopes") for flow in listed if isinstance(flow, dict)]
    return {scope for table in tables if isinstance(table, dict) for scope in table}


RULE = ValidationRule(CODE, _check)
