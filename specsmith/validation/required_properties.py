"""``required`` lists that name properties which nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.properties import reachable_properties
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule
from specsmith.validation.visited import visited_schemas

CODE = Code(
    "SS0518",
    "required-unknown",
    Severity.INFO,
    "A required property is not defined",
    why="JSON Schema allows it, but it is often a misspelled name. Beside allOf it is an error: "
    "openapi-spec-validator rejects the document when neither the schema nor its parts define the property.",
    broken="definitions: {A: {type: object, required: [nme], properties: {name: {type: string}}}}\n",
    fixed="definitions: {A: {type: object, required: [name], properties: {name: {type: string}}}}\n",
    help="Correct the name, or define the property.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    tops: set[int] | None = None  # asked for by few documents
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
            own = reachable_properties(sites, node)
        for name in required:
            if isinstance(name, str) and name not in own:
                if composed and tops is None:
                    tops = {id(top) for top, is_top in visited_schemas(sites.root, sites.dialect) if is_top}
                severity = Severity.ERROR if composed and tops and id(node) in tops else Severity.INFO
                yield Finding(f"the required property {name!r} is not defined", node, "required", severity=severity)


RULE = ValidationRule(CODE, _check)
