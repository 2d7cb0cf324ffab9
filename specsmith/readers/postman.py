"""Postman collections (formats 2.0 and 2.1) as one more source: requests become the operations of an OpenAPI 3.1 tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect, Document, Origin
from specsmith.readers.postman_parts import (
    Address,
    address,
    body_content,
    header_pairs,
    response_content,
    security_of,
    text_of,
)
from specsmith.text import SourceFile

NOT_A_REQUEST = Code(
    "SS0470",
    "postman-item-skipped",
    Severity.WARNING,
    "An item of a Postman collection is no request",
    why="An item holds a request with a method and a URL, or a list of items. What is neither can't be an operation.",
    broken="item: [{name: Get user}]\n",
    fixed="item: [{name: Get user, request: {method: GET, url: 'https://x.example/users/1'}}]\n",
    help="Add the request, or remove the item.",
)
JOINED_REQUESTS = Code(
    "SS0471",
    "postman-requests-joined",
    Severity.INFO,
    "Several requests of a Postman collection are one operation",
    why="A collection often keeps one request for each example. They share a method and a path, so they are one operation "
    "with several examples.",
    broken="item: [{name: A, request: {method: GET, url: /u?x=1}}, {name: B, request: {method: GET, url: /u?x=2}}]\n",
    fixed="/u: {get: {parameters: [{name: x, in: query, examples: {A: {value: '1'}, B: {value: '2'}}}]}}\n",
)
_METHODS = frozenset(["get", "put", "post", "delete", "options", "head", "patch", "trace"])
_OWN_HEADERS = frozenset(["accept", "content-type", "authorization", "content-length", "host"])
_SLUG = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(slots=True)
class _Collection:
    document: Document
    bases: dict[str, None] = field(default_factory=dict)


def read_postman(root: dict[str, Any], source: SourceFile) -> Document:
    """A collection as an OpenAPI 3.1 tree whose dialect is ``POSTMAN``: merging gives it less weight than a specification.

    Every operation points to the items it comes from. Nothing is raised for bad input; what is no request is reported.

    >>> tree = {"info": {"name": "Mail"}, "item": [
    ...     {"name": "Get mail", "request": {"method": "GET", "url": "https://x.example/mails/:id?full=1"}}]}
    >>> document = read_postman(tree, SourceFile("a.json", ""))
    >>> list(document.root["paths"]), document.root["servers"]
    (['/mails/{id}'], [{'url': 'https://x.example'}])
    """
    wrapped = root.get("collection")
    collection = wrapped if isinstance(wrapped, dict) and "item" not in root else root
    info = collection.get("info")
    info = info if isinstance(info, dict) else {}
    raw = Document.read(root, Dialect.POSTMAN, source)
    head: dict[str, Any] = {"title": text_of(info.get("name")) or "API", "version": _version(info.get("version"))}
    if text_of(info.get("description")):
        head["description"] = text_of(info["description"])
    tree: dict[str, Any] = {"openapi": "3.1.1", "info": head, "paths": {}}
    document = Document(tree, Dialect.POSTMAN, source, raw.provenance, raw.diagnostics)
    document.carry(tree, root)
    document.carry(head, info)
    document.carry(tree["paths"], collection.get("item", root))
    state = _Collection(document)
    tags: dict[str, dict[str, Any]] = {}
    schemes: dict[str, Any] = {}
    _secure(tree, collection, schemes)
    for item, folders in _requests(document, collection.get("item"), []):
        for folder in folders:
            _tag(document, tags, folder)
        _operation(state, item, folders, schemes)
    _servers(state)
    if tags:
        tree["tags"] = list(tags.values())
    if schemes:
        tree["components"] = {"securitySchemes": schemes}
    return document


def _version(version: Any) -> str:
    if isinstance(version, dict):
        return ".".join(str(version.get(part, 0)) for part in ("major", "minor", "patch"))
    return text_of(version) or "1.0.0"


def _requests(
    document: Document, items: Any, folders: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and isinstance(item.get("item"), list):
            yield from _requests(document, item["item"], [*folders, item])
        elif isinstance(item, dict) and isinstance(item.get("request"), dict | str):
            yield item, folders
        elif isinstance(item, dict):
            document.report(NOT_A_REQUEST, f"the item {text_of(item.get('name'))!r} has no request", item)


def _tag(document: Document, tags: dict[str, dict[str, Any]], folder: dict[str, Any]) -> None:
    name = text_of(folder.get("name"))
    if name and name not in tags:
        tags[name] = {"name": name}
        if text_of(folder.get("description")):
            tags[name]["description"] = text_of(folder["description"])
        document.carry(tags[name], folder)


def _secure(node: dict[str, Any], holder: dict[str, Any], schemes: dict[str, Any]) -> bool:
    """Auth of a collection, folder or request (the innermost one holds) as a security requirement."""
    found = security_of(holder.get("auth"))
    if found is None:
        return False
    name, scheme = found
    if scheme is None:
        node["security"] = []
        return True
    schemes.setdefault(name, scheme)
    node["security"] = [{name: []}]
    return True


def _operation(
    state: _Collection, item: dict[str, Any], folders: list[dict[str, Any]], schemes: dict[str, Any]
) -> None:
    document = state.document
    request = item["request"] if isinstance(item["request"], dict) else {"method": "GET", "url": item["request"]}
    where = address(request.get("url"))
    method = text_of(request.get("method")).lower() or "get"
    if method not in _METHODS:
        document.report(NOT_A_REQUEST, f"the request {text_of(item.get('name'))!r} has the method {method!r}", item)
        return
    operation: dict[str, Any] = {}
    name = text_of(item.get("name"))
    if folders:
        operation["tags"] = [text_of(folders[-1].get("name"))]
    if name:
        operation["summary"] = name
    if text_of(request.get("description")):
        operation["description"] = text_of(request["description"])
    parameters = _parameters(document, where, request)
    if parameters:
        operation["parameters"] = parameters
    content = body_content(request)
    if content:
        operation["requestBody"] = {"content": content}
        document.carry(operation["requestBody"], request.get("body"), request)
    operation["responses"] = _responses(document, item)
    for holder in (request, *reversed(folders)):
        if _secure(operation, holder, schemes):
            break
    document.carry(operation, item)
    if where.base:
        state.bases[where.base] = None
        operation["servers"] = [{"url": where.base}]
    key = f"{where.path}#Action={where.action}" if where.action else where.path
    _add(document, key, method, operation, name)


def _parameters(document: Document, where: Address, request: dict[str, Any]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for name, example, description, origin in where.variables:
        out.append(_parameter(document, name, "path", example, description, origin or request))
    for name, example, description, origin in where.query:
        if not any(p["name"] == name and p["in"] == "query" for p in out):
            made = _parameter(document, name, "query", example, description, origin or request)
            if name == "Action" and where.action:
                made.pop("example")
                made.update(required=True, schema={"type": "string", "const": where.action})
            out.append(made)
    for name, example, description, origin in header_pairs(request.get("header")):
        if name.lower() not in _OWN_HEADERS and not any(
            p["name"].lower() == name.lower() for p in out if p["in"] == "header"
        ):
            out.append(_parameter(document, name, "header", example, description, origin or request))
    return out


def _parameter(
    document: Document, name: str, place: str, example: str, description: str, origin: object
) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": place}
    if description:
        parameter["description"] = description
    if place == "path":
        parameter["required"] = True
    parameter["schema"] = {}
    if example:
        parameter["example"] = example
    document.carry(parameter, origin)
    return parameter


def _responses(document: Document, item: dict[str, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    saved = item.get("response")
    for response in saved if isinstance(saved, list) else []:
        code = response.get("code") if isinstance(response, dict) else None
        if not isinstance(code, int) or not 100 <= code <= 599:
            continue
        made = responses.setdefault(str(code), {"description": text_of(response.get("status")) or "Response"})
        content = response_content(response)
        if content and "content" not in made:
            made["content"] = content
        document.carry(made, response)
    return responses or {"default": {"description": "Any response"}}


def _add(document: Document, path: str, method: str, operation: dict[str, Any], name: str) -> None:
    """Put an operation in its place; a second request for it adds what the first leaves out, and its examples."""
    paths = document.root["paths"]
    item = paths.setdefault(path, {})
    if method not in item:
        item[method] = operation
        return
    first = item[method]
    origins = (*document.provenance.of(first), *document.provenance.of(operation))
    document.report(JOINED_REQUESTS, f"the request {name!r} is one more for {method.upper()} {path}", operation)
    known = {(p["in"], p["name"]) for p in first.get("parameters", [])}
    more = [p for p in operation.get("parameters", []) if (p["in"], p["name"]) not in known]
    if more:
        first["parameters"] = [*first.get("parameters", []), *more]
    for status, response in operation["responses"].items():
        if status != "default":
            first["responses"].setdefault(status, response)
    _more_examples(first, operation, name)
    for key in ("requestBody", "description", "security"):
        if key in operation:
            first.setdefault(key, operation[key])
    document.provenance.record(first, tuple(dict.fromkeys(origins)))


def _more_examples(first: dict[str, Any], operation: dict[str, Any], name: str) -> None:
    into = first.get("requestBody", {}).get("content", {})
    for media_type, other in operation.get("requestBody", {}).get("content", {}).items():
        known = into.setdefault(media_type, other)
        if known is other or "example" not in other or other["example"] == known.get("example"):
            continue
        if "example" in known:
            label = _SLUG.sub("-", first.get("summary", "")).strip("-") or "first"
            known["examples"] = {label: {"value": known.pop("example")}}
        examples = known.setdefault("examples", {})
        label = base = _SLUG.sub("-", name).strip("-") or "other"
        number = 2
        while label in examples:
            label, number = f"{base}-{number}", number + 1
        examples[label] = {"value": other["example"]}


def _servers(state: _Collection) -> None:
    """One server for all requests stands at the top; several stay with their operations."""
    root = state.document.root
    operations = [op for item in root["paths"].values() for op in item.values()]
    if len(state.bases) == 1 and all("servers" in op for op in operations):
        for op in operations:
            del op["servers"]
        root["servers"] = [{"url": next(iter(state.bases))}]
        state.document.provenance.record(root["servers"], (Origin(state.document.source, ""),))
