"""Patterns that are no regular expressions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.patterns import compiles
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0517",
    "invalid-pattern",
    Severity.ERROR,
    "A pattern is no regular expression",
    why="Patterns are regular expressions of ECMA-262; one that does not compile can't be checked, and validators "
    "reject the document for it.",
    broken="definitions: {A: {type: string, pattern: '[a'}}\n",
    fixed="definitions: {A: {type: string, pattern: '[a]'}}\n",
    help="Correct the regular expression.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            yield from _patterns(node)


def _patterns(node: dict[str, Any]) -> Iterator[Finding]:
    pattern = node.get("pattern")
    if isinstance(pattern, str) and not compiles(pattern):
        yield Finding(f"the pattern {quote(pattern)} is no regular expression", node, "pattern")
    by_pattern = node.get("patternProperties")
    for key in by_pattern if isinstance(by_pattern, dict) else ():
        if not compiles(key):
            yield Finding(f"the pattern {quote(key)} is no regular expression", by_pattern, key)


RULE = ValidationRule(CODE, _check)
