"""The order in which the OpenAPI documents list the fields of their objects; extensions last, the rest as it came.

Paths, components, properties and examples keep the order of their source: it means something to the author.
"""

from __future__ import annotations

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
_UNKNOWN = 1_000
_EXTENSION = 2_000


class _Ranks(dict[str, int]):
    def __missing__(self, key: str) -> int:
        return _EXTENSION if key[:2] == "x-" else _UNKNOWN


_RANKS = {kind: _Ranks({key: i for i, key in enumerate(keys.split())}) for kind, keys in _ORDER.items()}


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
    ordered = sorted(node, key=_RANKS[kind].__getitem__)
    if ordered != list(node):
        items = {key: node[key] for key in ordered}
        node.clear()
        node.update(items)


def _item(item: Any) -> None:
    if not isinstance(item, dict):
        return
    _sort(item, "item")
    for parameter in item["parameters"] if isinstance(item.get("parameters"), list) else ():
        _parameter(parameter)
    if "servers" in item:
        _each(item["servers"], "server")
    for key, operation in item.items():
        if key in _METHODS:
            _operation(operation)
    if "additionalOperations" in item:
        for operation in _values(item["additionalOperations"]):
            _operation(operation)


_METHODS = frozenset(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"])


def _operation(operation: Any) -> None:
    if not isinstance(operation, dict):
        return
    _sort(operation, "operation")
    for parameter in operation["parameters"] if isinstance(operation.get("parameters"), list) else ():
        _parameter(parameter)
    if "requestBody" in operation:
        _body(operation["requestBody"])
    for response in _values(operation.get("responses")):
        _response(response)
    if "callbacks" in operation:
        for callback in _values(operation["callbacks"]):
            for item in _values(callback):
                _item(item)
    if "servers" in operation:
        _each(operation["servers"], "server")


def _parameter(parameter: Any) -> None:
    _sort(parameter, "parameter")
    if isinstance(parameter, dict) and "content" in parameter:
        _each(_values(parameter.get("content")), "media")


def _body(body: Any) -> None:
    _sort(body, "body")
    if isinstance(body, dict):
        _each(_values(body.get("content")), "media")


def _response(response: Any) -> None:
    _sort(response, "response")
    if isinstance(response, dict):
        if "content" in response:
            _each(_values(response["content"]), "media")
        if "headers" in response:
            for header in _values(response["headers"]):
                _parameter(header)
