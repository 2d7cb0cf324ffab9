"""Discriminators whose property is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule
from specsmith.validation.visited import follow

CODE = Code(
    "SS0526",
    "discriminator-property",
    Severity.WARNING,
    "A discriminator names a property that is not there, or not required",
    why="The value of this property decides which schema applies; where it may be missing, nothing is decided.",
    broken="definitions: {A: {type: object, discriminator: kind, properties: {}}}\n",
    fixed="definitions: {A: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: "
    "string}}}}\n",
    help="Define the property and list it under required.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    for node in sites.nodes("Schema"):
        stated = node.get("discriminator")
        name = stated.get("propertyName") if isinstance(stated, dict) else stated
        if not isinstance(name, str):
            continue
        branches = [inner for key in ("oneOf", "anyOf") for inner in node.get(key) or [] if isinstance(inner, dict)]
        owners = branches or [node]
        lacking = [owner for owner in owners if not _has(sites, owner, name, 0)]
        if lacking:
            yield Finding(f"the property {name!r} of the discriminator is not defined", node, "discriminator")


def _has(sites: Sites, node: Any, name: str, depth: int) -> bool:
    node = follow(sites.root, node)
    if not isinstance(node, dict) or depth > 8:
        return True  # what can't be looked into is not blamed
    properties = node.get("properties")
    if isinstance(properties, dict) and name in properties:
        return True
    return any(
        _has(sites, inner, name, depth + 1) for key in ("allOf", "oneOf", "anyOf") for inner in node.get(key) or []
    )


RULE = ValidationRule(CODE, _check)
