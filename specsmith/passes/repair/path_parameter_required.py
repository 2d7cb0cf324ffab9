"""Path parameters that are not said to be required."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import named
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0225",
    "path-parameter-required",
    Severity.WARNING,
    "A path parameter lacks `required: true`",
    why="A URL with a hole in it is another URL, so path parameters are always required, and the specification wants "
    "that said. A path parameter said to be optional is required all the same.",
    broken="paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, type: string}]}}}\n",
    fixed="paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, type: string, required: true}]}}}\n",
    help="Add `required: true`.",
)


def _apply(sites: Sites) -> None:
    for parameter in sites.nodes("Parameter"):
        if parameter.get("in") == "path" and parameter.get("required") is not True:
            message = f"the path parameter {named(parameter)} lacks 'required: true'"
            key = "required" if "required" in parameter else None
            sites.document.report(CODE, message, parameter, key, fix="it is required now")
            parameter["required"] = True


RULE = RepairRule(CODE, _apply)
