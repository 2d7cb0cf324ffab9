"""Header parameters that the specification says to ignore."""

from __future__ import annotations

from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0523",
    "ignored-header",
    Severity.INFO,
    "A header parameter is ignored by the specification",
    why="Accept, Content-Type and Authorization are said by the media types and by security; OpenAPI (§4.8.12) "
    "ignores parameters of these names.",
    broken="openapi: 3.1.1\npaths: {/a: {get: {parameters: [{name: Accept, in: header, schema: {type: string}}]}}}\n",
    fixed="openapi: 3.1.1\npaths: {/a: {get: {parameters: []}}}\n",
    help="Describe it by media types or a security scheme.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    if sites.swagger2:
        return
    for parameter in sites.nodes("Parameter"):
        name = parameter.get("name")
        if parameter.get("in") == "header" and str(name).lower() in ("accept", "content-type", "authorization"):
            yield Finding(f"the header parameter {name!r} is ignored", parameter, "name")


RULE = ValidationRule(CODE, _check)
