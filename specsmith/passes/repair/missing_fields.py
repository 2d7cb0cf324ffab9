"""Required fields that are not there: title, version, names, URLs."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import insert_first, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0260",
    "missing-field",
    Severity.WARNING,
    "A required field is missing",
    why="A document without info, title or version is rejected as a whole. The title is taken from the collection's "
    "name or the host, the version is 0.0.0, which promises nothing; a license without a name is called License. "
    "Objects that are nothing without the missing field (a link without a URL) are kept as an extension.",
    broken="swagger: '2.0'\nx-collection-name: Mail\n",
    fixed="swagger: '2.0'\nx-collection-name: Mail\ninfo: {title: Mail, version: 0.0.0}\npaths: {}\n",
    help="Add the field.",
)


def _apply(sites: Sites) -> None:
    root = sites.root
    said = len(sites.document.diagnostics)
    if not isinstance(root.get("info"), dict):
        sites.document.report(CODE, "the document has no info", root, fix="added")
        sites.document.put(root, "info", {}, root, rule=CODE.id)
    info = root["info"]
    if not isinstance(info.get("title"), str):
        title = _title(root)
        sites.document.report(CODE, "the API has no title", info, fix=f"it is {title!r} now")
        insert_first(info, "title", title)
    if not isinstance(info.get("version"), str):
        sites.document.report(CODE, "the API has no version", info, fix="it is '0.0.0' now")
        info["version"] = "0.0.0"
    if not isinstance(root.get("paths"), dict) and not (
        sites.full_json_schema and root.keys() & {"components", "webhooks"}
    ):
        sites.document.report(CODE, "the document has no paths", root, fix="added an empty mapping")
        sites.document.put(root, "paths", {}, root, rule=CODE.id)
    for license in sites.nodes("License"):
        if not license.get("name"):
            name = str(license.get("identifier") or license.get("x-name") or "License")
            sites.document.report(CODE, "the license has no name", license, fix=f"it is {name!r} now")
            insert_first(license, "name", name)
    _needed(sites)
    if len(sites.document.diagnostics) > said:
        sites.changed()


def _title(root: dict[str, Any]) -> str:
    for candidate in (root.get("x-collection-name"), root["info"].get("x-title"), root.get("host")):
        if isinstance(candidate, str) and candidate.strip():
            return candidate.strip()
    servers = root.get("servers")
    first = servers[0] if isinstance(servers, list) and servers and isinstance(servers[0], dict) else {}
    url = first.get("url")
    host = url.partition("://")[2].partition("/")[0] if isinstance(url, str) else ""
    return host or "Untitled API"


def _needed(sites: Sites) -> None:
    for name, field in (
        ("ExternalDocs", "url"),
        ("Server", "url"),
        ("Tag", "name"),
        ("ServerVariable", "default"),
        ("RequestBody", "content"),
    ):
        for place in sites.places(name):
            if field in place.node:
                continue
            said = f"the {name} object has no {field}"
            if name == "ExternalDocs" and isinstance(place.container, dict) and place.key in place.container:
                sites.document.report(CODE, said, place.node, fix="kept as an extension")
                set_aside(sites, place.container, place.key, CODE.id)
            elif name == "Server":
                sites.document.report(CODE, said, place.node, fix="it is '/' now")
                insert_first(place.node, "url", "/")
            elif name == "ServerVariable":
                allowed = place.node.get("enum")
                first = allowed[0] if isinstance(allowed, list) and allowed else ""
                sites.document.report(CODE, said, place.node, fix=f"it is {first!r} now")
                place.node["default"] = first
            elif name == "RequestBody":
                sites.document.report(CODE, said, place.node, fix="it may have any media type now")
                place.node["content"] = {"*/*": {}}
            elif name == "Tag":
                title = str(place.node.get("description") or "Untitled")[:60]
                sites.document.report(CODE, said, place.node, fix=f"it is {title!r} now")
                insert_first(place.node, "name", title)


RULE = RepairRule(CODE, _apply)
