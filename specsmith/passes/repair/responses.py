"""Operations without responses; responses that are only a text."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0230",
    "responses-missing",
    Severity.WARNING,
    "An operation states no responses",
    why="Swagger 2.0 and OpenAPI 3.0 want at least one response. The author did not say which, so it is `default`: a "
    "response of any status, with nothing promised about its content.",
    broken="paths: {/a: {get: {summary: All}}}\n",
    fixed="paths: {/a: {get: {summary: All, responses: {default: {description: Any response}}}}}\n",
    help="State the responses, at least the successful one.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for operation in sites.nodes("Operation"):
        if sites.full_json_schema and not operation.get("responses"):
            if operation.get("responses") == {}:  # the object must not be empty, but may be left out since OpenAPI 3.1
                sites.document.report(CODE, "responses is empty", operation, "responses", fix="removed")
                del operation["responses"]
            continue
        responses = operation.get("responses")
        if isinstance(responses, dict) and any(not key.startswith("x-") for key in responses):
            continue
        changed = True
        message = "no responses are stated" if responses is None else f"responses is {quote(responses)}"
        sites.document.report(
            CODE, message, operation, "responses" if responses is not None else None, fix="added 'default'"
        )
        stated = responses if isinstance(responses, dict) else {}
        response = {"description": "Any response"}
        sites.document.put(stated, "default", response, operation, rule=CODE.id)
        sites.document.put(operation, "responses", stated, operation, rule=CODE.id)
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
