"""URLs and e-mail addresses that are empty."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0262",
    "empty-url",
    Severity.INFO,
    "A URL or an address is empty",
    why="An empty text is a relative reference to the document itself, which nobody meant. It goes; an externalDocs without a "
    "URL goes with it unless it says something else.",
    broken="info: {title: T, version: '1', termsOfService: '', contact: {name: A, url: '', email: ''}}\nhost: ''\n",
    fixed="info: {title: T, version: '1', contact: {name: A}}\n",
    help="Write the URL, or remove the key.",
)
_FIELDS = {
    "Info": ("termsOfService",),
    "Contact": ("url", "email"),
    "License": ("url",),
    "Document": ("host", "basePath"),
}


def _apply(sites: Sites) -> None:
    changed = False
    for name, fields in _FIELDS.items():
        for node in sites.nodes(name):
            for field in fields:
                if isinstance(node.get(field), str) and not node[field].strip():
                    sites.document.report(CODE, f"{field!r} is empty", node, field, fix="removed")
                    del node[field]
    for place in sites.places("ExternalDocs"):
        url = place.node.get("url")
        if isinstance(url, str) and not url.strip() and isinstance(place.container, dict):
            sites.document.report(CODE, "'url' is empty", place.node, "url", fix="removed")
            del place.node["url"]
            if not place.node.get("description"):
                place.container.pop(place.key, None)
            changed = True
    if changed:
        sites.changed()


RULE = RepairRule(CODE, _apply)
