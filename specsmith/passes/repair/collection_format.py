"""collectionFormat and other keywords of serialization where they can't stand."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0263",
    "collection-format",
    Severity.WARNING,
    "A collectionFormat is unknown or stands where it can't",
    why="The formats are csv, ssv, tsv, pipes and, in query and form only, multi. Other spellings are corrected; "
    "what has no meaning, and a style of OpenAPI 3 that its place does not have, is kept as an extension.",
    broken="paths: {/a: {get: {parameters: [{name: q, in: query, type: array, items: {type: string}, "
    "collectionFormat: CSV}]}}}\n",
    fixed="paths: {/a: {get: {parameters: [{name: q, in: query, type: array, items: {type: string}, "
    "collectionFormat: csv}]}}}\n",
    help="Use csv, ssv, tsv, pipes or multi.",
)
UPGRADED = "x-swagger-"
"""Where the upgrade keeps what OpenAPI 3 can't say either."""

_WORDS = {
    "comma": "csv",
    "commas": "csv",
    "space": "ssv",
    "spaces": "ssv",
    "tab": "tsv",
    "tabs": "tsv",
    "pipe": "pipes",
    "multiple": "multi",
    "multipart": "multi",
    "multis": "multi",
}


def _apply(sites: Sites) -> None:
    if not sites.swagger2:
        _styles(sites)
        return
    for name in ("Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            if isinstance(node.get("collectionFormat"), str):
                multi = name == "Parameter" and node.get("in") in ("query", "formData")
                _format(sites, node, multi)
            if name == "Parameter" and "allowEmptyValue" in node and node.get("in") not in ("query", "formData"):
                said = f"allowEmptyValue says nothing in the {node.get('in')}"
                sites.document.report(CODE, said, node, "allowEmptyValue", fix="kept as an extension")
                set_aside(sites, node, "allowEmptyValue", CODE.id, UPGRADED)


def _format(sites: Sites, node: dict[str, Any], multi: bool) -> None:
    stated = node["collectionFormat"]
    allowed = {"csv", "ssv", "tsv", "pipes"} | ({"multi"} if multi else set())
    if stated in allowed:
        return
    bare = re.sub(r"[^a-z]", "", stated.lower())
    meant = _WORDS.get(bare, bare)
    message = f"the collectionFormat is {quote(stated)}"
    if meant in allowed:
        sites.document.report(CODE, message, node, "collectionFormat", fix=f"it is {meant!r} now")
        node["collectionFormat"] = meant
    else:
        sites.document.report(CODE, message, node, "collectionFormat", fix="kept as an extension")
        set_aside(sites, node, "collectionFormat", CODE.id, UPGRADED)


def _styles(sites: Sites) -> None:
    for name in ("Parameter", "Header"):
        for node in sites.nodes(name):
            allowed = _STYLES.get(str(node.get("in")) if name == "Parameter" else "header")
            stated = node.get("style")
            if isinstance(stated, str) and allowed and stated not in allowed:
                message = f"the style {quote(stated)} is none for this place"
                sites.document.report(CODE, message, node, "style", fix="kept as an extension")
                set_aside(sites, node, "style", CODE.id)


_STYLES = {
    "path": ("matrix", "label", "simple"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}

RULE = RepairRule(CODE, _apply)
