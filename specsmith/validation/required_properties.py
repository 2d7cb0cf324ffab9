"""``required`` lists that name properties which nothing defines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule
from specsmith.validation.visited import follow, visited_schemas

CODE = Code(
    "SS0518",
    "required-unknown",
    Severity.INFO,
    "A required property is not defined",
    why="JSON Schema allows it, but it is often a misspelled name. Beside allOf it is an error: "
    "openapi-spec-validator rejects "
    "the document when neither the schema nor its parts define the property.",
    broken="definitions: {A: {type: object, required: [nme], properties: {name: {type: string}}}}\n",
    fixed="definitions: {A: {type: object, required: [name], properties: {name: {type: string}}}}\n",
    help="Correct the name, or define the property.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    tops = {id(node) for node, is_top in visited_schemas(sites.root, sites.dialect) if is_top}
    memory: dict[int, frozenset[str]] = {}
    for node in sites.nodes("Schema"):
        required = node.get("required")
        if not isinstance(required, list) or not required:
            continue
        properties = node.get("properties")
        own = set(properties) if isinstance(properties, dict) else set()
        composed = isinstance(node.get("allOf"), list)
        if not composed and (not own or node.keys() & {"oneOf", "anyOf", "patternProperties"}):
            continue
        if composed:
            for part in node["allOf"]:
                own |= _properties(sites, part, memory, set())
        for name in required:
            if isinstance(name, str) and name not in own:
                severity = Severity.ERROR if composed and id(node) in tops else Severity.INFO
                yield Finding(f"the required property {name!r} is not defined", node, "required", severity=severity)


def _properties(sites: Sites, node: Any, memory: dict[int, frozenset[str]], above: set[int]) -> frozenset[str]:
    """The names of all properties reachable from a schema through composition, items and not."""
    node = follow(sites.root, node)
    if not isinstance(node, dict) or id(node) in above:
        return frozenset()
    if id(node) in memory:
        return memory[id(node)]
    properties = node.get("properties")
    found: set[str] = set(properties) if isinstance(properties, dict) else set()
    parts = [inner for key in ("allOf", "anyOf", "oneOf") for inner in node.get(key) or []]
    parts += [node[key] for key in ("items", "not") if isinstance(node.get(key), dict)]
    for part in parts:
        found |= _properties(sites, part, memory, above | {id(node)})
    if not above:
        memory[id(node)] = frozenset(found)
    return frozenset(found)


RULE = ValidationRule(CODE, _check)
