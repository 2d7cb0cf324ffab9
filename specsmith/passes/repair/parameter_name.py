"""Parameters without a name."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import insert_first, keep_beside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0222",
    "parameter-name",
    Severity.WARNING,
    "A parameter has no name",
    why="A parameter without a name can't be sent. A body is called body; a path parameter takes the one template "
    "that nothing declares; a shared parameter takes the name it is shared under. Any other is kept in the extension "
    "x-parameters.",
    broken="paths: {'/a/{id}': {get: {parameters: [{in: path, required: true, type: string}]}}}\n",
    fixed="paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, required: true, type: string}]}}}\n",
    help="Give the parameter a name.",
)


def _apply(sites: Sites) -> None:
    shared = sites.root.get("parameters") if sites.swagger2 else _components(sites).get("parameters")
    for key, parameter in shared.items() if isinstance(shared, dict) else ():
        if isinstance(parameter, dict) and "$ref" not in parameter and _nameless(parameter):
            _name(sites, parameter, key)
    for path, item in sites.path_items():
        _holder(sites, path, item, item)
    for site in sites.operations():
        _holder(sites, site.path, site.operation, site.item)


def _components(sites: Sites) -> dict[str, Any]:
    components = sites.root.get("components")
    return components if isinstance(components, dict) else {}


def _nameless(parameter: dict[str, Any]) -> bool:
    name = parameter.get("name")
    return not isinstance(name, str) or not name.strip()


def _holder(sites: Sites, path: str, holder: dict[str, Any], item: dict[str, Any]) -> None:
    listed = holder.get("parameters")
    if not isinstance(listed, list):
        return
    for parameter in list(listed):
        if not isinstance(parameter, dict) or "$ref" in parameter or not _nameless(parameter):
            continue
        every = [sites.resolve(p) for h in (holder, item) for p in h.get("parameters") or []]
        declared = {p.get("name") for p in every if isinstance(p, dict)}
        left = [name for name in re.findall(r"\{([^{}]+)\}", path) if name not in declared]
        if parameter.get("in") == "path" and len(left) == 1:
            _name(sites, parameter, left[0])
        elif parameter.get("in") == "body":
            _name(sites, parameter, "body")
        else:
            fix = "kept in 'x-parameters'"
            sites.document.report(CODE, "a parameter has no name", parameter, fix=fix)
            listed[:] = [p for p in listed if p is not parameter]
            keep_beside(sites, holder, "parameters", parameter, CODE.id)
            sites.changed()


def _name(sites: Sites, parameter: dict[str, Any], name: str) -> None:
    sites.document.report(CODE, "a parameter has no name", parameter, fix=f"its name is {name!r} now")
    insert_first(parameter, "name", name)


RULE = RepairRule(CODE, _apply)
