"""Parameters that are no mappings."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import keep_beside, quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0220",
    "parameter-not-mapping",
    Severity.WARNING,
    "A parameter is no mapping",
    why="A text or a list in a list of parameters says neither where the parameter goes nor what it is, so no "
    "request can be made from it. It is kept in the extension x-parameters beside the list. A text that is a "
    "reference becomes one.",
    broken="paths: {/a: {get: {parameters: [limit, {name: q, in: query, type: string}]}}}\n",
    fixed="paths: {/a: {get: {parameters: [{name: q, in: query, type: string}], x-parameters: [limit]}}}\n",
    help="Write the parameter as a mapping with name and in.",
)


def _apply(sites: Sites) -> None:
    changed = False
    holders = [*sites.nodes("PathItem"), *sites.nodes("Operation")]
    for holder in holders:
        listed = holder.get("parameters")
        if not isinstance(listed, list) or all(isinstance(parameter, dict) for parameter in listed):
            continue
        changed = True
        kept: list[Any] = []
        flat = [(i, inner) for i, p in enumerate(listed) for inner in (p if isinstance(p, list) else [p])]
        for index, parameter in flat:
            if isinstance(parameter, dict):
                kept.append(parameter)
            elif isinstance(parameter, str) and sites.target(parameter) is not None:
                sites.document.report(
                    CODE, f"a parameter is the text {quote(parameter)}", listed, index, fix="now a reference"
                )
                reference = {"$ref": parameter}
                sites.document.carry(reference, listed, rule=CODE.id)
                kept.append(reference)
            elif parameter is None:
                sites.document.report(CODE, "a parameter is null", listed, index, fix="it was removed")
            else:
                sites.document.report(
                    CODE, f"a parameter is {quote(parameter)}, no mapping", listed, index, fix="kept in 'x-parameters'"
                )
                keep_beside(sites, holder, "parameters", parameter, CODE.id)
        listed[:] = kept
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
