"""Operation ids used more than once."""

from __future__ import annotations

import re

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import OperationSite, Sites

CODE = Code(
    "SS0241",
    "operation-id-duplicate",
    Severity.WARNING,
    "Two operations have the same id",
    why="Ids must be unique: links point at them and clients name their functions after them. The first operation "
    "keeps the id; the others get one with their method and path behind it, which does not change when operations "
    "are added or moved.",
    broken="paths: {/a: {get: {operationId: list}}, '/b/{id}': {get: {operationId: list}}}\n",
    fixed="paths: {/a: {get: {operationId: list}}, '/b/{id}': {get: {operationId: list-get-b-id}}}\n",
    help="Give each operation an id of its own.",
)


def _apply(sites: Sites) -> None:
    by_id: dict[str, list[OperationSite]] = {}
    for site in sites.operations():
        name = site.operation.get("operationId")
        if isinstance(name, str):
            if not name.strip():
                sites.document.report(CODE, "the operation id is empty", site.operation, "operationId", fix="removed")
                del site.operation["operationId"]
            else:
                by_id.setdefault(name, []).append(site)
    taken = set(by_id)
    for name, sharing in by_id.items():
        for site in sharing[1:]:
            words = re.sub(r"[^A-Za-z0-9]+", "-", site.path).strip("-")
            new = base = f"{name}-{site.method}-{words}".rstrip("-")
            number = 1
            while new in taken:
                number += 1
                new = f"{base}-{number}"
            taken.add(new)
            message = f"the operation id {name!r} is used by {sharing[0].method} {sharing[0].path} already"
            sites.document.report(CODE, message, site.operation, "operationId", fix=f"it is {new!r} now")
            site.operation["operationId"] = new


RULE = RepairRule(CODE, _apply)
