"""OpenAPI 3.0/3.1 → Swagger 2.0 where 2.0 can say it: material for round trips, not a converter for people.

Whatever 2.0 can't say is left out; what remains has to survive the way back to 3.1 and down again unchanged.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from tests.oracle.down_operations import list_of, operation_down, parameter_down, requirements_down
from tests.oracle.down_schemas import kept_extensions, schema_down
from tests.oracle.equal import mapping
from tests.oracle.references import Tree
from tests.oracle.security import FLOWS
from tests.oracle.walk import METHODS

_OLD_FLOWS = {new: old for old, new in FLOWS.items()}


def down(openapi: dict[str, Any]) -> dict[str, Any]:
    """The Swagger 2.0 document that says what 2.0 can say of ``openapi``; a fresh tree.

    >>> info = {"title": "t", "version": "1"}
    >>> down({"openapi": "3.1.1", "info": info, "servers": [{"url": "https://a.b/c"}], "paths": {}})["basePath"]
    '/c'
    """
    tree = Tree(openapi)
    components = mapping(openapi.get("components"))
    out: dict[str, Any] = {"swagger": "2.0", "info": _info(mapping(openapi.get("info")))}
    out.update(_address(openapi))
    for key in ("tags", "externalDocs"):
        if openapi.get(key):
            out[key] = openapi[key]
    out.update(kept_extensions(openapi))
    schemes = _schemes(tree, mapping(components.get("securitySchemes")))
    if schemes:
        out["securityDefinitions"] = schemes
    security = requirements_down(openapi, set(schemes))
    if security is not None:
        out["security"] = security
    out["paths"] = _paths(tree, mapping(openapi.get("paths")), set(schemes))
    shared = {
        name: said
        for name, one in mapping(components.get("parameters")).items()
        if isinstance(found := tree.follow(one), dict) and (said := parameter_down(tree, found)) is not None
    }
    if shared:
        out["parameters"] = shared
    definitions = {name: schema_down(one) for name, one in mapping(components.get("schemas")).items()}
    if definitions:
        out["definitions"] = definitions
    return _without_dangling(json.loads(json.dumps(out)))  # fresh: nothing is shared within, or with the source


def _info(stated: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {
        key: stated[key] for key in ("title", "description", "termsOfService", "version") if key in stated
    }
    for key, known in (("contact", ("name", "url", "email")), ("license", ("name", "url"))):
        if isinstance(stated.get(key), dict):
            inner = {name: stated[key][name] for name in known if name in stated[key]}
            if inner:
                out[key] = inner | kept_extensions(stated[key])
    return out | kept_extensions(stated)


def _address(openapi: dict[str, Any]) -> dict[str, Any]:
    """Host, base path and schemes of the first server, and the schemes of the others at the same place."""
    urls = [str(one.get("url")) for one in list_of(openapi, "servers") if isinstance(one, dict)]
    if not urls or "{" in urls[0]:
        return {}
    first = urlsplit(urls[0].rstrip("/"))
    out: dict[str, Any] = {}
    if first.netloc and not first.query and not first.fragment:
        out["host"] = first.netloc
        schemes = []
        for url in urls:
            other = urlsplit(url.rstrip("/"))
            if (other.netloc, other.path) == (first.netloc, first.path) and other.scheme in (
                "http",
                "https",
                "ws",
                "wss",
            ):
                schemes.append(other.scheme)
        if schemes:
            out["schemes"] = list(dict.fromkeys(schemes))
    elif first.netloc or first.scheme or first.query or not first.path.startswith("/"):
        return {}
    if first.path:
        out["basePath"] = first.path
    return out


def _schemes(tree: Tree, stated: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, one in stated.items():
        found = tree.follow(one)
        said = _scheme(found) if isinstance(found, dict) else None
        if said is not None and isinstance(found, dict):
            if found.get("description"):
                said["description"] = found["description"]
            out[name] = said | kept_extensions(found)
    return out


def _scheme(stated: dict[str, Any]) -> dict[str, Any] | None:
    kind = stated.get("type")
    if kind == "http" and str(stated.get("scheme")).lower() == "basic":
        return {"type": "basic"}
    if kind == "apiKey" and stated.get("in") in ("header", "query"):
        return {"type": "apiKey", "in": stated["in"], "name": stated.get("name")}
    for name, flow in mapping(stated.get("flows")).items():
        old = _OLD_FLOWS.get(name)
        needed = {"implicit": ("authorizationUrl",), "accessCode": ("authorizationUrl", "tokenUrl")}.get(
            str(old), ("tokenUrl",)
        )
        if old is None or not isinstance(flow, dict) or any(not flow.get(key) for key in needed):
            continue
        return {
            "type": "oauth2",
            "flow": old,
            **{key: flow[key] for key in needed},
            "scopes": mapping(flow.get("scopes")),
        }
    return None


def _paths(tree: Tree, stated: dict[str, Any], schemes: set[str]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for path, item in stated.items():
        if not path.startswith("/") or not isinstance(item, dict) or "$ref" in item:
            continue
        said = kept_extensions(item)
        for method in METHODS:
            if isinstance(item.get(method), dict):
                said[method] = operation_down(tree, item, item[method], schemes)
        out[path] = said
    return out


def _without_dangling(root: dict[str, Any]) -> dict[str, Any]:
    """What referred to something that was left out says nothing."""
    tree = Tree(root)
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/definitions/") and tree.find(reference) is None:
                node.clear()
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return root
