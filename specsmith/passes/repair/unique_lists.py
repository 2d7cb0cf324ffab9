"""Lists that name something twice."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites
from specsmith.passes.repair.values import key_of

CODE = Code(
    "SS0243",
    "list-duplicate",
    Severity.INFO,
    "A media type, a scheme or a security requirement is listed twice",
    why="These lists must not repeat an item, and the second one says nothing that the first does not.",
    broken="consumes: [application/json, application/json]\nsecurity: [{key: []}, {key: []}]\n",
    fixed="consumes: [application/json]\nsecurity: [{key: []}]\n",
    help="List each item once.",
)


def _apply(sites: Sites) -> None:
    for holder in (sites.root, *sites.nodes("Operation")):
        for name in ("consumes", "produces", "schemes", "security"):
            values = holder.get(name)
            if not isinstance(values, list) or (not sites.swagger2 and name != "security"):
                continue
            for requirement in values if name == "security" else ():
                for scopes in requirement.values() if isinstance(requirement, dict) else ():
                    if isinstance(scopes, list):
                        _unique(sites, holder, name, scopes)
            if not sites.full_json_schema:
                _unique(sites, holder, name, values)


def _unique(sites: Sites, holder: dict[str, Any], name: str, values: list[Any]) -> None:
    first: dict[str, Any] = {}
    for value in values:
        first.setdefault(key_of(value), value)
    if len(first) < len(values):
        sites.document.report(CODE, f"{name!r} lists something twice", holder, name, fix="listed once now")
        values[:] = first.values()


RULE = RepairRule(CODE, _apply)
