"""References that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule
from specsmith.validation.visited import follow

CODE = Code(
    "SS0513",
    "unresolved-reference",
    Severity.ERROR,
    "A reference leads nowhere",
    why="What a $ref names has to exist in the document; a validator stops at a reference that it can't follow. "
    "References to other documents have to be bundled into it first.",
    broken="definitions: {A: {$ref: '#/definitions/B'}}\n",
    fixed="definitions: {A: {$ref: '#/definitions/B'}, B: {}}\n",
    help="Define what the reference names, or correct it.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    for name, place in sites.reference_places():
        target = sites.resolve(place.node) if name == "Parameter" else None
        if target is not None and not (isinstance(target, dict) and "name" in target and "in" in target):
            yield Finding(f"the reference {quote(place.node['$ref'])} leads to no parameter", place.node, "$ref")
    anchors = {node["$anchor"] for node in sites.nodes("Schema") if isinstance(node.get("$anchor"), str)}
    known: dict[str, bool] = {}
    for node in sites.references():
        reference = node["$ref"]
        if not reference.startswith("#"):
            yield Finding(f"the reference {quote(reference)} leads out of the document", node, "$ref")
            continue
        if reference not in known:
            anchored = reference[1:2] not in ("", "/") and unquote(reference[1:]) in anchors
            known[reference] = anchored or follow(sites.root, {"$ref": reference}) is not None
        if not known[reference]:
            circular = sites.target(reference) is not None
            why = "only leads to other references" if circular else "leads nowhere"
            yield Finding(f"the reference {quote(reference)} {why}", node, "$ref")


RULE = ValidationRule(CODE, _check)
