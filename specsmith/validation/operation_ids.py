"""Operation ids that are used twice."""

from __future__ import annotations

from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0510",
    "duplicate-operation-id",
    Severity.ERROR,
    "Two operations have the same operationId",
    why="Ids must be unique among all operations: links and generated clients are named after them.",
    broken="paths: {/a: {get: {operationId: x}, put: {operationId: x}}}\n",
    fixed="paths: {/a: {get: {operationId: x}, put: {operationId: y}}}\n",
    help="Give each operation an id of its own.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for site in sites.operations():
        name = site.operation.get("operationId")
        if isinstance(name, str):
            here = f"{site.method} {site.path}"
            if name in first:
                yield Finding(
                    f"the operationId {name!r} is used by {first[name]} already", site.operation, "operationId"
                )
            first.setdefault(name, here)


RULE = ValidationRule(CODE, _check)
