"""Responses that are only a text, a number or a list."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0232",
    "response-text",
    Severity.WARNING,
    "A response is a text",
    why="`200: OK` says which response there is and what it means; the description is where that belongs. "
    "`responses: OK` says it of the default response.",
    broken="paths: {/a: {get: {responses: {'200': OK}}}}\n",
    fixed="paths: {/a: {get: {responses: {'200': {description: OK}}}}}\n",
    help="Write the text under description.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for misfit in sites.misfits():
        value = misfit.value
        if misfit.want.name not in ("Response", "Responses") or not isinstance(value, str | int | float):
            continue
        text = value if isinstance(value, str) else sites.lexeme(misfit.container, misfit.key)
        reference = text if misfit.want.name == "Response" and text.startswith("#/") else None
        response = {"$ref": reference} if reference else {"description": text}
        new = response if misfit.want.name == "Response" else {"default": response}
        message = f"the response {misfit.key!r} is {quote(value)}"
        if misfit.key == "description":
            continue  # a description that slipped out of its response: the rule for response codes puts it back
        sites.document.report(CODE, message, misfit.container, misfit.key, fix="it is the description now")
        sites.document.carry(response, misfit.container, rule=CODE.id)
        sites.document.put(misfit.container, misfit.key, new, misfit.container, rule=CODE.id)
        changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
