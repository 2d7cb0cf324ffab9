"""Path templates that no parameter declares."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import add_parameter, new_parameter
from specsmith.passes.repair.path_parameters import template_names
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0226",
    "path-parameter-undeclared",
    Severity.WARNING,
    "A path template is not declared as a parameter",
    why="Every `{name}` in a path needs a declaration, or clients can't fill it in. A string is the one type that "
    "every value can be written as. A query parameter of the same name in the operation is the missing declaration.",
    broken="paths: {'/a/{id}': {get: {summary: One}}}\n",
    fixed="paths:\n  /a/{id}:\n    get: {summary: One, parameters: [{name: id, in: path, required: true, type: "
    "string}]}\n",
    help="Declare the parameter with `in: path` and `required: true`.",
)


def _apply(sites: Sites) -> None:
    for site in sites.operations():
        names = template_names(site.path)
        if not names:
            continue
        inherited = {p.get("name") for p in sites.parameters(site.item) if p.get("in") == "path"}
        own = sites.parameters(site.operation)
        declared = {p.get("name") for p in own if p.get("in") == "path"} | inherited
        for name in dict.fromkeys(names):
            if name not in declared:
                _declare(sites, site.operation, name, own, f"{{{name}}} of {site.path!r} is not declared")


def _declare(sites: Sites, operation: dict[str, Any], name: str, own: list[dict[str, Any]], message: str) -> None:
    listed = operation.get("parameters") or []
    for parameter in own:
        misplaced = parameter.get("name") == name and parameter.get("in") in ("query", "formData")
        if misplaced and any(p is parameter for p in listed) and parameter.get("type") not in ("file", "array"):
            sites.document.report(
                CODE, message, parameter, "in", fix=f"the {parameter['in']} parameter is in the path now"
            )
            parameter["in"] = "path"
            parameter["required"] = True
            parameter.pop("allowEmptyValue", None)
            return
    sites.document.report(CODE, message, operation, fix=f"declared {name!r} as a string in the path")
    added = new_parameter(sites, name, "path", operation, CODE.id, required=True, type="string")
    add_parameter(sites, operation, added, CODE.id)


RULE = RepairRule(CODE, _apply)
