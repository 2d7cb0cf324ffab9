"""Which entries of a description are data: a ``$ref`` in an example or a default is a value, no reference."""

from __future__ import annotations

from typing import Any

from specsmith.text.containers import CONTAINERS

DATA = frozenset(["example", "default", "enum", "const", "value"])
FREE_NAMES = frozenset(
    [
        "properties", "patternProperties", "$defs", "definitions", "schemas", "responses", "parameters", "headers", "examples",
        "links", "requestBodies", "securitySchemes", "callbacks", "pathItems", "content", "paths", "webhooks", "encoding",
        "dependentSchemas",
    ]
)  # fmt: skip


def described(node: dict[str, Any], names: bool) -> list[tuple[str, Any, bool]]:
    """The containers in an object that are no data: key, value, and whether the keys of that value are free names.

    ``names`` says so of the object itself: a property may be called ``value``, and a response is called ``default``.

    >>> [key for key, _, _ in described({"default": {}, "items": {}}, False)]
    ['items']
    >>> [key for key, _, _ in described({"default": {}, "200": {}}, True)]
    ['default', '200']

    The ``examples`` of a schema are a list of values; elsewhere they are a map of Example Objects.

    >>> [key for key, _, _ in described({"examples": [{}], "items": {}}, False)]
    ['items']
    """
    if names:
        return [(key, value, False) for key, value in node.items() if type(value) in CONTAINERS]
    return [
        (key, value, key in FREE_NAMES)
        for key, value in node.items()
        if type(value) in CONTAINERS and key not in DATA and not (key == "examples" and type(value) is list)
    ]
