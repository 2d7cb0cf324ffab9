"""The shape of an OpenAPI 3.x document: which object stands behind which field, for walks that look at one kind each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: kind → field → (how, kind): ``one`` object, ``list`` of them, or ``map`` from names to them.
_ONE, _LIST, _MAP = "one", "list", "map"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_DESCRIBED = {"schema": (_ONE, "schema"), "content": (_MAP, "media"), "examples": (_MAP, "example")}

SHAPES: dict[str, dict[str, tuple[str, str]]] = {
    "openapi": {
        "info": (_ONE, "info"), "servers": (_LIST, "server"), "paths": (_MAP, "path"), "x-webhooks": (_MAP, "path"),
        "webhooks": (_MAP, "path"), "components": (_ONE, "components"), "tags": (_LIST, "tag"),
    },
    "info": {"license": (_ONE, "license")},
    "components": {
        "schemas": (_MAP, "schema"), "responses": (_MAP, "response"), "parameters": (_MAP, "parameter"),
        "examples": (_MAP, "example"), "requestBodies": (_MAP, "body"), "headers": (_MAP, "parameter"),
        "securitySchemes": (_MAP, "security"), "links": (_MAP, "link"), "callbacks": (_MAP, "callback"),
        "pathItems": (_MAP, "path"), "x-openapi-pathItems": (_MAP, "path"), "mediaTypes": (_MAP, "media"),
    },
    "path": {
        **dict.fromkeys(METHODS, (_ONE, "operation")), "additionalOperations": (_MAP, "operation"),
        "parameters": (_LIST, "parameter"), "servers": (_LIST, "server"),
    },
    "operation": {
        "parameters": (_LIST, "parameter"), "requestBody": (_ONE, "body"), "responses": (_MAP, "response"),
        "callbacks": (_MAP, "callback"), "servers": (_LIST, "server"),
    },
    "callback": {"*": (_ONE, "path")},
    "parameter": _DESCRIBED,
    "body": {"content": (_MAP, "media")},
    "media": {
        "schema": (_ONE, "schema"), "itemSchema": (_ONE, "schema"), "encoding": (_MAP, "encoding"),
        "prefixEncoding": (_LIST, "encoding"), "itemEncoding": (_ONE, "encoding"), "examples": (_MAP, "example"),
    },
    "encoding": {"headers": (_MAP, "parameter"), "encoding": (_MAP, "encoding")},
    "response": {"headers": (_MAP, "parameter"), "content": (_MAP, "media"), "links": (_MAP, "link")},
    "link": {"server": (_ONE, "server")},
    "security": {"flows": (_ONE, "flows")},
}  # fmt: skip

#: What the specification calls the objects, for the mapping table.
TITLES = {
    "openapi": "OpenAPI", "info": "Info", "license": "License", "components": "Components", "server": "Server", "path": "Path Item",
    "media": "Media Type", "encoding": "Encoding", "example": "Example", "tag": "Tag", "security": "Security Scheme",
    "flows": "OAuth Flows", "response": "Response", "operation": "Operation",
}  # fmt: skip

Visitor = Callable[[dict[str, Any], str], None]


def visit(root: dict[str, Any], call: Visitor) -> None:
    """Call ``call(node, kind)`` for every object above the schemas, and for each schema that hangs on one; parents first.

    What is not shaped as it should be is passed over. A list or map that a visitor replaces is walked as it is then.
    """
    stack: list[tuple[Any, str]] = [(root, "openapi")]
    while stack:
        node, kind = stack.pop()
        if not isinstance(node, dict):
            continue
        call(node, kind)
        if kind == "schema":
            continue
        shape = SHAPES.get(kind, {})
        found: list[tuple[Any, str]] = []
        for key, value in node.items():
            how, below = shape.get(key) or (shape.get("*", ("", "")) if not key.startswith("x-") else ("", ""))
            if how == _ONE:
                found.append((value, below))
            elif how == _LIST and isinstance(value, list):
                found.extend((item, below) for item in value)
            elif how == _MAP and isinstance(value, dict):
                maps = value.items()
                found.extend((item, below) for name, item in maps if below == "schema" or not name.startswith("x-"))
        stack.extend(reversed(found))
