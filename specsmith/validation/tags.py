"""Tags that are declared twice, parents of tags that are not declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0514",
    "duplicate-tag",
    Severity.ERROR,
    "A tag is declared twice or has no proper parent",
    why="Each tag name in the list of the document must be unique; a parent (OpenAPI 3.2) must be declared and no "
    "tag may be above itself.",
    broken="tags: [{name: a}, {name: a}]\n",
    fixed="tags: [{name: a}]\n",
    help="Declare each tag once.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    tags = sites.root.get("tags")
    named: dict[str, dict[str, Any]] = {}
    for tag in tags if isinstance(tags, list) else ():
        name = tag.get("name") if isinstance(tag, dict) else None
        if isinstance(name, str):
            if name in named:
                yield Finding(f"the tag {name!r} is declared twice", tag, "name")
            named.setdefault(name, tag)
    settled: set[str] = set()
    for name, tag in named.items():
        parent = tag.get("parent")
        if isinstance(parent, str) and parent not in named:
            yield Finding(f"the parent {parent!r} of the tag {name!r} is not declared", tag, "parent")
        trail: list[str] = []
        at: Any = name
        while at in named and at not in settled and at not in trail:
            trail.append(at)
            at = named[at].get("parent")
        if at in trail:
            yield Finding(f"the tag {at!r} is above itself", named[at], "parent")
        settled.update(trail)


RULE = ValidationRule(CODE, _check)
