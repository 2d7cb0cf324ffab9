"""Query parameters that name an action: one fixed value, said with ``const``."""

from __future__ import annotations

from typing import Any

from specsmith.model import Document

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def finish_query_actions(document: Document) -> None:
    """In an OpenAPI 3.1 (or later) document, give fixed query parameters of ``/#Action=A`` paths a ``const``.

    The repair of query strings in paths writes ``enum: [A]``, the form that every version can say. Only required query
    parameters whose one value stands in the fragment of their path are changed; doing it twice changes nothing more.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> parameter = {"name": "Action", "in": "query", "required": True, "schema": {"type": "string", "enum": ["A"]}}
    >>> tree = {"openapi": "3.1.1", "paths": {"/#Action=A": {"get": {"parameters": [parameter]}}}}
    >>> finish_query_actions(Document.read(tree, Dialect.OPENAPI_3_1, SourceFile("a.yaml", "")))
    >>> parameter["schema"]
    {'type': 'string', 'const': 'A'}
    """
    paths = document.root.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        fragment = path.partition("#")[2]
        if not fragment or not isinstance(item, dict):
            continue
        stated = set(fragment.split("&"))
        for holder in (item, *(item[method] for method in _METHODS if isinstance(item.get(method), dict))):
            for parameter in holder.get("parameters") or []:
                if isinstance(parameter, dict):
                    _fix(parameter, stated)


def _fix(parameter: dict[str, Any], stated: set[str]) -> None:
    schema = parameter.get("schema")
    if parameter.get("in") != "query" or parameter.get("required") is not True or not isinstance(schema, dict):
        return
    values = schema.get("enum")
    if not isinstance(values, list) or len(values) != 1:
        return
    name = parameter.get("name")
    if (f"{name}={values[0]}" if values[0] != "" else name) not in stated:
        return
    items = [("const", values[0]) if key == "enum" else (key, value) for key, value in schema.items()]
    schema.clear()
    schema.update(items)
