"""Following references on either side."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import unquote

HOPS = 40
_SECTIONS = {
    "#/definitions/": "#/components/schemas/",
    "#/parameters/": "#/components/parameters/",
    "#/responses/": "#/components/responses/",
}


def normal_name(name: str) -> str:
    """The part of a component's name that survives any renaming: letters and digits.

    >>> normal_name("My Pet«x»")
    'mypetx'
    >>> normal_name("Größe") == normal_name("Gro_e")
    True
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def normal_reference(reference: str) -> str:
    """A Swagger 2.0 reference to a shared thing, as OpenAPI 3 spells it.

    >>> normal_reference("#/definitions/Pet")
    '#/components/schemas/Pet'
    """
    for old, new in _SECTIONS.items():
        if reference.startswith(old):
            return new + reference[len(old) :]
    return reference


def names_of(reference: str) -> list[str]:
    """The names along a reference's pointer, decoded: first the percent signs, then ``~1`` and ``~0``.

    >>> names_of("#/paths/~1a~1%7Bid%7D/get")
    ['paths', '/a/{id}', 'get']
    """
    pointer = unquote(reference.partition("#")[2])
    return [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]


def pointer_of(reference: str) -> str:
    """The JSON pointer of a local reference, in its plain spelling."""
    return "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names_of(reference))


class Tree:
    """One side's document: finds what references mean."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self._found: dict[str, Any] = {}

    def find(self, reference: str) -> Any:
        """What a reference means, or None: nothing there, or in another file."""
        if reference not in self._found:
            self._found[reference] = self._walk(reference) if reference.startswith("#") else None
        return self._found[reference]

    def _walk(self, reference: str) -> Any:
        node: Any = self.root
        for name in names_of(reference):
            if isinstance(node, dict) and name in node:
                node = node[name]
            elif isinstance(node, list) and name.isdigit() and int(name) < len(node):
                node = node[int(name)]
            else:
                return None
        return node

    def follow(self, node: Any) -> Any:
        """The node itself, or what its reference finally means (None when that is nothing)."""
        for _ in range(HOPS):
            if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
                return node
            node = self.find(node["$ref"])
        return None
