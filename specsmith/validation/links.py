"""Links to operations that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0528",
    "link-target",
    Severity.WARNING,
    "A link names an operation that is not there",
    why="A link leads from a response to an operation, by its operationId or by a reference to it.",
    broken="openapi: 3.1.1\ncomponents: {links: {next: {operationId: getNext}}}\npaths: {}\n",
    fixed="""openapi: 3.1.1
components: {links: {next: {operationId: getNext}}}
paths: {/next: {get: {operationId: getNext}}}
""",
    help="Correct the operationId or the reference.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    known = {str(node["operationId"]) for node in sites.nodes("Operation") if "operationId" in node}
    for link in sites.nodes("Link"):
        name, reference = link.get("operationId"), link.get("operationRef")
        if isinstance(name, str) and name not in known:
            yield Finding(f"the operation {name!r} is not there", link, "operationId")
        if isinstance(reference, str) and reference.startswith("#") and sites.target(reference) is None:
            yield Finding(f"the operationRef {reference!r} leads nowhere", link, "operationRef")


RULE = ValidationRule(CODE, _check)
