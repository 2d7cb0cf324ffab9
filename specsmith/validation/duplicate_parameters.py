"""Parameters that are declared twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0512",
    "duplicate-parameter",
    Severity.ERROR,
    "A parameter is declared twice",
    why="Name and location identify a parameter, references included; a list must hold each once.",
    broken="paths: {/a: {get: {parameters: [{name: q, in: query, type: string}, {name: q, in: query, type: "
    "string}]}}}\n",
    fixed="paths: {/a: {get: {parameters: [{name: q, in: query, type: string}]}}}\n",
    help="Remove one of the declarations.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    for holder in [*sites.nodes("PathItem"), *sites.nodes("Operation")]:
        listed = holder.get("parameters")
        seen: set[tuple[str, str]] = set()
        for index, stated in enumerate(listed if isinstance(listed, list) else ()):
            parameter = sites.resolve(stated)
            if not isinstance(parameter, dict):
                continue
            identity = (str(parameter.get("name")), str(parameter.get("in")))
            if identity in seen:
                yield Finding(f"the parameter {identity[0]!r} in {identity[1]} is declared twice", listed, index)
            seen.add(identity)


RULE = ValidationRule(CODE, _check)
