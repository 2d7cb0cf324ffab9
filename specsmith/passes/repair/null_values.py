"""Null where something else is wanted."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Misfit, Sites

CODE = Code(
    "SS0201",
    "null-value",
    Severity.WARNING,
    "A null stands where the grammar wants something else",
    why="`description:` with nothing behind it is null in YAML, and no field of a description may be null. The entry "
    "says nothing, so it goes; an entry of a map (a schema, a response, an operation) stays as an empty one, because "
    "its name is a statement that others may refer to.",
    broken="definitions: {Pet: null}\nparameters: null\n",
    fixed="definitions: {Pet: {}}\n",
    help="Write the value, or remove the key.",
)


def _apply(sites: Sites) -> None:
    in_lists: dict[int, list[Any]] = {}
    found = [misfit for misfit in sites.misfits() if misfit.value is None]
    for misfit in found:
        if isinstance(misfit.container, list):
            sites.document.report(CODE, "a null in a list", misfit.container, misfit.key, fix="the null was removed")
            in_lists[id(misfit.container)] = misfit.container
        else:
            _entry(sites, misfit)
    for container in in_lists.values():
        container[:] = [value for value in container if value is not None]
    if found:
        sites.changed()


def _entry(sites: Sites, misfit: Misfit) -> None:
    container, key = misfit.container, misfit.key
    is_entry = misfit.owner.startswith("map of") or misfit.owner in ("Paths", "Responses", "Callback")
    operation = misfit.owner == "PathItem" and misfit.want.name == "Operation"
    if not is_entry and not operation:
        sites.document.report(CODE, f"{key!r} is null", container, key, fix=f"{key!r} was removed")
        del container[key]
        return
    empty: Any = {"text": "", "list": []}.get(misfit.want.kind)
    sites.document.report(CODE, f"{key!r} is null", container, key, fix=f"{key!r} stays, empty")
    if empty is None:
        empty = {}
    sites.document.put(container, key, empty, container)


RULE = RepairRule(CODE, _apply)
