"""The order in which the OpenAPI documents list the fields of their objects; extensions last, the rest as it came.

Paths, components, properties and examples keep the order of their source: it means something to the author.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from specsmith.model import Document

_ORDER: dict[str, str] = {
    "root": "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
    "info": "title summary description termsOfService contact license version",
    "contact": "name url email",
    "license": "name identifier url",
    "server": "name url description variables",
    "item": "$ref summary description get put post delete options head patch trace query additionalOperations servers parameters",
    "operation": "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
    "parameter": "$ref name in description required deprecated allowEmptyValue style explode allowReserved schema content example examples",
    "body": "$ref description content required",
    "media": "schema itemSchema example examples encoding",
    "response": "$ref summary description headers content links",
    "components": "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes",
    "tag": "name summary description externalDocs parent kind",
}
_RANKS = {kind: {key: i for i, key in enumerate(keys.split())} for kind, keys in _ORDER.items()}
_UNKNOWN = 1_000
_EXTENSION = 2_000


def canonical_order(document: Document) -> None:
    """Sort the fields of the document's objects in place (containers keep their identity, so provenance holds)."""
    root = document.root
    _sort(root, "root")
    info = root.get("info")
    _sort(info, "info")
    if isinstance(info, dict):
        _sort(info.get("contact"), "contact")
        _sort(info.get("license"), "license")
    _each(root.get("servers"), "server")
    _each(root.get("tags"), "tag")
    for home in ("paths", "webhooks"):
        for item in _values(root.get(home)):
            _item(item)
    components = root.get("components")
    _sort(components, "components")
    if isinstance(components, dict):
        _components(components)


def _components(components: dict[str, Any]) -> None:
    for parameter in _values(components.get("parameters")):
        _parameter(parameter)
    for header in _values(components.get("headers")):
        _parameter(header)
    for body in _values(components.get("requestBodies")):
        _body(body)
    for response in _values(components.get("responses")):
        _response(response)
    for item in _values(components.get("pathItems")):
        _item(item)
    for callback in _values(components.get("callbacks")):
        for item in _values(callback):
            _item(item)


def _values(node: Any) -> list[Any]:
    return list(node.values()) if isinstance(node, dict) else []


def _each(node: Any, kind: str) -> None:
    for entry in node if isinstance(node, list) else ():
        _sort(entry, kind)


def _sort(node: Any, kind: str) -> None:
    if not isinstance(node, dict):
        return
    known = _RANKS[kind]
    ranks = [known[key] if key in known else _EXTENSION if key[:2] == "x-" else _UNKNOWN for key in node]
    if ranks != sorted(ranks):
        items = [item for _, item in sorted(zip(ranks, node.items(), strict=True), key=_rank)]
        node.clear()
        node.update(items)


_rank = itemgetter(0)


def _item(item: Any) -> None:
    if not isinstance(item, dict):
        return
    _sort(item, "item")
    for parameter in item.get("parameters") or () if isinstance(item.get("parameters"), list) else ():
        _parameter(parameter)
    _each(item.get("servers"), "server")
    more = item.get("additionalOperations")
    for operation in [item.get(method) for method in _METHODS] + _values(more):
        _operation(operation)


_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def _operation(operation: Any) -> None:
    if not isinstance(operation, dict):
        return
    _sort(operation, "operation")
    for parameter in operation["parameters"] if isinstance(operation.get("parameters"), list) else ():
        _parameter(parameter)
    _body(operation.get("requestBody"))
    for response in _values(operation.get("responses")):
        _response(response)
    for callback in _values(operation.get("callbacks")):
        for item in _values(callback):
            _item(item)
    _each(operation.get("servers"), "server")


def _parameter(parameter: Any) -> None:
    _sort(parameter, "parameter")
    if isinstance(parameter, dict):
        _each(_values(parameter.get("content")), "media")


def _body(body: Any) -> None:
    _sort(body, "body")
    if isinstance(body, dict):
        _each(_values(body.get("content")), "media")


def _response(response: Any) -> None:
    _sort(response, "response")
    if isinstance(response, dict):
        _each(_values(response.get("content")), "media")
        for header in _values(response.get("headers")):
            _parameter(header)
