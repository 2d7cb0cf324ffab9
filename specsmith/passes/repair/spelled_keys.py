"""Keys in the wrong case or with the wrong separator."""

from __future__ import annotations

from functools import cache

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.grammar import fields
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0207",
    "spelled-key",
    Severity.WARNING,
    "A key is spelled in another case or with other separators",
    why="Keys are case-sensitive: `operationID`, `Description` or `base_path` say nothing to a tool. Where the key "
    "differs from one of the grammar in case and separators only, and that one is not there, it is what the author "
    "meant.",
    broken="paths: {/a: {get: {operationID: list, Summary: All}}}\n",
    fixed="paths: {/a: {get: {operationId: list, summary: All}}}\n",
    help="Use the spelling of the specification.",
)
_ALIASES = {"licence": "license", "desc": "description", "reference": "$ref", "ref": "$ref"}


@cache
def _spellings(dialect: str, name: str) -> dict[str, str]:
    known = fields(dialect)[name]
    table = {_bare(field): field for field in known}
    return table | {alias: field for alias, field in _ALIASES.items() if field in known and alias not in table}


def _bare(key: str) -> str:
    return key.strip().rstrip(":").replace("_", "").replace("-", "").replace(" ", "").lower()


def _apply(sites: Sites) -> None:
    changed = False
    for container, key, name in sites.unknown():
        meant = _spellings(sites.dialect.value, name).get(_bare(key))
        if meant is None or meant in container or key not in container:
            continue
        if name == "PathItem" and meant not in {"parameters", "$ref"}:
            continue  # methods have a rule of their own
        if meant == "$ref" and not (isinstance(container[key], str) and container[key].startswith("#")):
            continue
        sites.document.report(CODE, f"{key!r} is spelled {meant!r}", container, key, fix=f"renamed to {meant!r}")
        sites.document.rename(container, key, meant, CODE.id)
        changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
