"""Swagger 2.0 → OpenAPI 3.1: the steps in their order, and the new root."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specsmith.model import Dialect, Document
from specsmith.passes.upgrade.aliases import find_aliases
from specsmith.passes.upgrade.context import Conversion, media_types
from specsmith.passes.upgrade.discriminators import map_discriminators
from specsmith.passes.upgrade.extensions import WRONG_KIND, describe, keep, tidy
from specsmith.passes.upgrade.names import SECTIONS, plan_all, rename_members
from specsmith.passes.upgrade.operations import convert_path_item, convert_paths, convert_shared_parameters
from specsmith.passes.upgrade.references import References
from specsmith.passes.upgrade.responses import convert_shared
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.schemas import TABLE
from specsmith.passes.upgrade.security import convert_requirements, convert_schemes
from specsmith.passes.upgrade.servers import convert_servers
from specsmith.passes.upgrade.walk import SchemaWalk

VERSION = "3.1.1"

_CONTACT: dict[str, Any] = {"name": str, "url": str, "email": str}
_LICENSE: dict[str, Any] = {"name": str, "identifier": str, "url": str}
_INFO: dict[str, Any] = {
    "title": str, "summary": str, "description": str, "termsOfService": str, "contact": dict, "license": dict, "version": str,
}  # fmt: skip
_DOCS: dict[str, Any] = {"description": str, "url": str}
_TAG: dict[str, Any] = {"name": str, "description": str, "externalDocs": dict}
_ROOT: dict[str, Any] = {
    "openapi": str, "info": dict, "servers": list, "paths": dict, "webhooks": dict, "components": dict, "security": list,
    "tags": list, "externalDocs": dict,
}  # fmt: skip
_COMPONENTS = ("schemas", "responses", "parameters", "requestBodies", "securitySchemes")

ROWS = (
    Row("Swagger", 'swagger: "2.0"', f"openapi: {VERSION}"),
    Row("Swagger", "info, tags, externalDocs", "unchanged"),
    Row("Swagger", "consumes, produces", "media types of each body and response that has none of its own"),
    Row("Swagger", "x-webhooks", "webhooks", "path items, converted like the others"),
    Row("Swagger", "x-ms-paths", "x-ms-paths", "its path items are converted too"),
)


def _paths(c: Conversion) -> None:
    paths = c.root.get("paths")
    if isinstance(paths, dict):
        convert_paths(c, paths)
    for key in ("x-ms-paths", "x-webhooks"):
        extra = c.root.get(key)
        if isinstance(extra, dict):
            for item in extra.values():
                if isinstance(item, dict):
                    convert_path_item(c, item)


def _responses(c: Conversion) -> None:
    if isinstance(c.root.get("responses"), dict):
        convert_shared(c, c.root["responses"])


def _parameters(c: Conversion) -> None:
    shared = c.root.get("parameters")
    if not isinstance(shared, dict):
        return
    parameters, bodies, strange = convert_shared_parameters(c, shared)
    if strange:
        c.root["x-swagger-parameters"] = c.derive(strange, shared)
    names = {old: new for old, new in c.names["parameters"].items() if old in bodies}
    if bodies:
        c.root["requestBodies"] = c.derive(bodies, shared)
        rename_members(c.document, bodies, names)
    if parameters:
        c.root["parameters"] = c.derive(parameters, shared)
    else:
        del c.root["parameters"]


def _schemas(c: Conversion) -> None:
    definitions = c.root.get("definitions")
    if isinstance(definitions, dict):
        for name in definitions:
            c.walk.run_at(definitions, name)
        map_discriminators(c.document, definitions, c.names["definitions"])


def _security(c: Conversion) -> None:
    definitions = c.root.get("securityDefinitions")
    if isinstance(definitions, dict):
        unknown = convert_schemes(c.document, definitions)
        if unknown:
            c.root["x-swagger-securityDefinitions"] = c.derive(unknown, definitions)
    convert_requirements(c.document, c.root, c.names["securityDefinitions"])


def _names(c: Conversion) -> None:
    for section in SECTIONS:
        members = c.root.get(section)
        if isinstance(members, dict):
            names = {old: new for old, new in c.names[section].items() if old in members}
            if names:
                rename_members(c.document, members, names)


def _details(c: Conversion) -> None:
    info = c.root.get("info")
    if isinstance(info, dict):
        tidy(c.document, info, _INFO, "info")
        for key, fields in (("contact", _CONTACT), ("license", _LICENSE)):
            if isinstance(info.get(key), dict):
                tidy(c.document, info[key], fields, key)
    tags = c.root.get("tags")
    for node in tags if isinstance(tags, list) else []:
        if isinstance(node, dict):
            tidy(c.document, node, _TAG, "a tag")
            if isinstance(node.get("externalDocs"), dict):
                tidy(c.document, node["externalDocs"], _DOCS, "externalDocs")
    if isinstance(c.root.get("externalDocs"), dict):
        tidy(c.document, c.root["externalDocs"], _DOCS, "externalDocs")


def _root(c: Conversion) -> None:
    """Put the parts into their places of an OpenAPI document, in its canonical order."""
    old = c.root
    new: dict[str, Any] = {"openapi": VERSION, "info": old.pop("info", None)}
    if new["info"] is None:
        new["info"] = c.derive({"title": "", "version": ""}, old)
    if c.servers:
        new["servers"] = c.derive(c.servers, old)
    new["paths"] = old.pop("paths", None) if isinstance(old.get("paths"), dict) else c.derive({}, old)
    if isinstance(old.get("x-webhooks"), dict):
        new["webhooks"] = old.pop("x-webhooks")
    components = _components(c)
    if components:
        new["components"] = c.derive(components, old)
    for key in ("swagger", "consumes", "produces"):
        old.pop(key, None)
    for key in ("security", "tags", "externalDocs"):
        if key in old:
            new[key] = old.pop(key)
    new.update({key: value for key, value in old.items() if key not in new})
    c.document.carry(new, old)
    tidy(c.document, new, _ROOT, "the document")
    c.document.root = new


def _components(c: Conversion) -> dict[str, Any]:
    old, found = c.root, {}
    for section, target in (*SECTIONS.items(), ("requestBodies", "requestBodies")):
        if isinstance(old.get(section), dict):
            members = old.pop(section)
            if members:
                found[target] = members
        elif section in old:
            keep(c.document, old, section, f"{section!r} can't be {describe(old[section])}", WRONG_KIND)
    return {key: found[key] for key in _COMPONENTS if key in found}


def _references(c: Conversion) -> None:
    c.references.finish()


#: Shared parameters and responses wait for the paths: how they are used decides what they become.
STEPS: tuple[Callable[[Conversion], None], ...] = (
    _paths, _responses, _parameters, _schemas, _security, _names, _details, _root, _references,
)  # fmt: skip


def convert(document: Document) -> None:
    """Make a Swagger 2.0 document one of OpenAPI 3.1, in place."""
    root = document.root
    shared = root.get("parameters")
    members = {name: p for name, p in shared.items() if isinstance(p, dict)} if isinstance(shared, dict) else {}
    ends = find_aliases(root)["parameters"]
    bodies = frozenset(name for name in members if members[ends.get(name, name)].get("in") in ("body", "formData"))
    names = plan_all(root)
    references = References(document, names, bodies)
    c = Conversion(
        document,
        root,
        names,
        references,
        SchemaWalk(document, TABLE, references.rewrite, outside=references.outside),
        members,
    )
    c.consumes = media_types(root.get("consumes"), ())
    c.produces = media_types(root.get("produces"), ())
    c.host, c.base_path = (root[key] if isinstance(root.get(key), str) else "" for key in ("host", "basePath"))
    c.servers = convert_servers(document, root)
    for step in STEPS:
        step(c)
    document.dialect = Dialect.OPENAPI_3_1
