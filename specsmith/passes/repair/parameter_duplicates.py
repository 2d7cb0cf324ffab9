"""The same parameter declared twice in one list."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import keep_beside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0223",
    "parameter-duplicate",
    Severity.WARNING,
    "A parameter is declared twice",
    why="Name and location identify a parameter, so a list holds each once. What the later declaration says and the "
    "first one does not is added to the first; where they contradict each other, the later one is kept in "
    "x-parameters.",
    broken="paths: {/a: {get: {parameters: [{name: q, in: query, type: string}, {name: q, in: query, description: "
    "Words}]}}}\n",
    fixed="paths: {/a: {get: {parameters: [{name: q, in: query, type: string, description: Words}]}}}\n",
    help="Declare each parameter once.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for holder in [*sites.nodes("PathItem"), *sites.nodes("Operation")]:
        listed = holder.get("parameters")
        if isinstance(listed, list) and len(listed) > 1:
            changed = _list(sites, holder, listed) or changed
    if changed:
        sites.changed()


def _list(sites: Sites, holder: dict[str, Any], listed: list[Any]) -> bool:
    first: dict[tuple[str, str], dict[str, Any]] = {}
    kept: list[Any] = []
    for parameter in listed:
        resolved = sites.resolve(parameter)
        name, location = (resolved.get("name"), resolved.get("in")) if isinstance(resolved, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(location, str):
            kept.append(parameter)
            continue
        identity = (name.lower() if location == "header" else name, location)
        earlier = first.setdefault(identity, parameter)
        if earlier is parameter:
            kept.append(parameter)
        elif location == "header" and sites.resolve(earlier).get("name") != name:
            kept.append(parameter)  # legal by the letter; the validator speaks of it
        else:
            _merge(sites, holder, earlier, parameter, f"{name!r} in {location}")
    if len(kept) == len(listed):
        return False
    listed[:] = kept
    return True


def _merge(sites: Sites, holder: dict[str, Any], earlier: dict[str, Any], later: dict[str, Any], said: str) -> None:
    message = f"the parameter {said} is declared twice"
    whole = "$ref" in earlier or "$ref" in later
    conflicts = [key for key in later if key in earlier and earlier[key] != later[key]]
    if earlier == later or ("$ref" in later and sites.resolve(later) is sites.resolve(earlier)):
        sites.document.report(CODE, message, later, fix="the second one, equal to the first, was removed")
    elif conflicts or whole:
        sites.document.report(CODE, message, later, fix="the second one is kept in 'x-parameters'")
        keep_beside(sites, holder, "parameters", later, CODE.id)
    else:
        sites.document.report(CODE, message, later, fix="the first one has what the second one adds")
        for key, value in later.items():
            if key not in earlier:
                sites.document.provenance.carry_key(earlier, key, later, key, CODE.id)
                earlier[key] = value


RULE = RepairRule(CODE, _apply)
