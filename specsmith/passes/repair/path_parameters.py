"""Path parameters: the template and the declarations must agree."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0224",
    "path-parameter-unused",
    Severity.WARNING,
    "A path parameter is not in the path",
    why="A declared path parameter that the template lacks can't be sent. Where the template has the same name in "
    "another spelling (`userId`, `user_id`), or one template and one declaration whose name is no name are left, "
    "they belong together. Otherwise it becomes a query parameter, where a request can carry it.",
    broken="paths: {'/a/{user_id}': {get: {parameters: [{name: userId, in: path, required: true, type: string}]}}}\n",
    fixed="paths: {'/a/{user_id}': {get: {parameters: [{name: user_id, in: path, required: true, type: string}]}}}\n",
    help="Use the same name in the path and in the declaration.",
)


_TEMPLATE = re.compile(r"\{([^{}]+)\}")


def template_names(path: str) -> list[str]:
    """The names in a path template, in order.

    >>> template_names("/a/{b}/{c}#x=1")
    ['b', 'c']
    """
    return _TEMPLATE.findall(path.partition("#")[0]) if "{" in path else []


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _apply(sites: Sites) -> None:
    changed = False
    for path, item in sites.path_items():
        changed = _holder(sites, path, item, item) or changed
    for site in sites.operations():
        changed = _holder(sites, site.path, site.operation, site.item) or changed
    if changed:
        sites.changed()


def _holder(sites: Sites, path: str, holder: dict[str, Any], item: dict[str, Any]) -> bool:
    in_path = [p for p in sites.parameters(holder) if p.get("in") == "path"]
    if not in_path:
        return False
    names = set(template_names(path))
    strange = [p for p in in_path if p.get("name") not in names]
    if not strange:
        return False
    declared = {p.get("name") for p in [*in_path, *sites.parameters(item)] if p.get("in") == "path"}
    left = [name for name in sorted(names) if name not in declared]
    own = {id(p) for p in holder["parameters"]}
    for parameter in strange:
        name = str(parameter.get("name"))
        same = [n for n in left if _bare(n) == _bare(name)] or _odd(name, left, strange)
        message = f"the path parameter {name!r} is not in {path!r}"
        if id(parameter) not in own:  # shared with paths that may have it: this use gets a declaration of its own
            _own_copy(sites, holder, parameter, same[0] if len(same) == 1 else "", message)
        elif len(same) == 1:
            sites.document.report(CODE, message, parameter, "name", fix=f"it is called {same[0]!r} now")
            if not parameter.get("description") and " " in name:
                parameter["description"] = name
            parameter["name"] = same[0]
            left.remove(same[0])
        else:
            sites.document.report(CODE, message, parameter, "in", fix="it is a query parameter now")
            _to_query(sites, holder, parameter)
    return True


def _odd(name: str, left: list[str], strange: list[Any]) -> list[str]:
    """The one template left, for the one declaration left whose name is a sentence."""
    return left if len(left) == 1 and len(strange) == 1 and " " in name.strip() else []


def _own_copy(sites: Sites, holder: dict[str, Any], parameter: dict[str, Any], name: str, message: str) -> None:
    listed = holder["parameters"]
    for index, entry in enumerate(listed):
        if sites.resolve(entry) is parameter:
            copied = dict(parameter)
            sites.document.carry(copied, parameter, rule=CODE.id)
            listed[index] = copied
            sites.changed()
            if name:
                copied["name"] = name
                sites.document.report(CODE, message, entry, fix=f"it is called {name!r} here")
            else:
                sites.document.report(CODE, message, entry, fix="it is a query parameter here")
                _to_query(sites, holder, copied)


def _to_query(sites: Sites, holder: dict[str, Any], parameter: dict[str, Any]) -> None:
    taken = any(
        p is not parameter and p.get("name") == parameter.get("name") and p.get("in") == "query"
        for p in sites.parameters(holder)
    )
    if taken:
        listed = holder["parameters"]
        listed[:] = [p for p in listed if p is not parameter]
        sites.changed()
        kept = holder.setdefault("x-parameters", [])
        if isinstance(kept, list):
            kept.append(parameter)
        return
    parameter["in"] = "query"
    parameter.pop("required", None)
    if parameter.get("style") in ("simple", "label", "matrix"):
        parameter["x-style"] = parameter.pop("style")


RULE = RepairRule(CODE, _apply)
