"""Operations that describe no success."""

from __future__ import annotations

from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0527",
    "no-success-response",
    Severity.INFO,
    "An operation describes no successful response",
    why="Readers and clients want to know first what comes back when all goes well.",
    broken="paths: {/a: {get: {responses: {'404': {description: Not found}}}}}\n",
    fixed="paths: {/a: {get: {responses: {'200': {description: OK}, '404': {description: Not found}}}}}\n",
    help="Describe the response of the 2xx range.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    for site in sites.operations():
        responses = site.operation.get("responses")
        codes = [str(code) for code in responses] if isinstance(responses, dict) else []
        if codes and not any(code[:1] in ("1", "2", "3") or code == "default" for code in codes):
            yield Finding(f"{site.method} {site.path} describes no success", site.operation, "responses")


RULE = ValidationRule(CODE, _check)
