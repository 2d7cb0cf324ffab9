"""Paths that differ in the names of their templates only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0521",
    "duplicate-path",
    Severity.WARNING,
    "Two paths differ in the names of their templates only",
    why="/a/{id} and /a/{name} match the same requests, so nobody can tell which of the two is meant.",
    broken="paths: {'/a/{id}': {}, '/a/{name}': {}}\n",
    fixed="paths: {'/a/{id}': {}}\n",
    help="Join the two path items.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for path, item in sites.path_items():
        form = re.sub(r"\{[^{}]*\}", "{}", path)
        if form in first:
            yield Finding(f"{path!r} and {first[form]!r} match the same requests", item)
        first.setdefault(form, path)


RULE = ValidationRule(CODE, _check)
