"""One walk over a finished document for the passes that look for something anywhere in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from specsmith.model.data import DATA, FREE_NAMES
from specsmith.text.containers import CONTAINERS


class Found(NamedTuple):
    """Both in document order: what refers into this document (data is left alone), and what stands under ``links``."""

    references: list[dict[str, Any]]
    links: list[dict[str, Any]]


def find(root: Any) -> Found:
    """Reference Objects and schemas with ``$ref`` into this document, and every mapping that is called ``links``.

    >>> found = find({"a": {"$ref": "#/b"}, "example": {"$ref": "#/c", "links": {"d": {}}}})
    >>> found.references, found.links
    ([{'$ref': '#/b'}], [{'d': {}}])
    """
    found = Found([], [])
    if type(root) in CONTAINERS:
        _look(root, False, False, found)
    return found


def _look(node: Any, names: bool, data: bool, found: Found) -> None:
    """Readers bound the depth of trees far below that of the stack; ``names``: the keys are no keywords but free names."""
    if type(node) is list:
        for value in node:
            if type(value) in CONTAINERS:
                _look(value, False, data, found)
        return
    if "$ref" in node and not names and not data:
        reference = node["$ref"]
        if isinstance(reference, str) and reference.startswith("#/"):
            found.references.append(node)
    for key, value in node.items():
        if type(value) in CONTAINERS:
            if key == "links" and type(value) is dict:
                found.links.append(value)
            _look(value, not names and key in FREE_NAMES, data or (not names and key in DATA), found)
