"""References into the middle of an OpenAPI 3 document: their targets move when keywords are renamed or schemas wrapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from specsmith.model import Document
from specsmith.model.data import described
from specsmith.passes.upgrade.references import LOST_TARGET, SAFE, places, resolve

_PLAIN = frozenset([
    "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks",
])  # fmt: skip


class DeepReferences:
    """Remembers, before a conversion, which node each deep reference means; :meth:`finish` writes it for the node's new place."""

    __slots__ = ("_document", "_targets")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._targets: dict[str, Any] = {}
        for node in _references(document.root):
            ref = node["$ref"]
            if ref not in self._targets and _is_deep(ref):
                target = resolve(document.root, ref)
                if isinstance(target, dict | list):
                    self._targets[ref] = target

    def finish(self) -> None:
        """Write the references again whose targets have moved."""
        root = self._document.root
        moved = {ref: target for ref, target in self._targets.items() if resolve(root, ref) is not target}
        if not moved:
            return
        found = places(root, {id(target) for target in moved.values()})
        for node in list(_references(root)):
            ref = node["$ref"]
            if ref not in moved:
                continue
            place = found.get(id(moved[ref]))
            if place is not None:
                node["$ref"] = "#" + quote(place, safe=SAFE)
            elif resolve(root, ref) is None:
                self._document.report(LOST_TARGET, f"{ref!r} leads nowhere in the result", node, "$ref")


def _is_deep(ref: str) -> bool:
    """Whether a reference names anything but a component that stays where it is.

    >>> _is_deep("#/components/schemas/A"), _is_deep("#/components/schemas/A/$defs/b"), _is_deep("#/components/pathItems/P")
    (False, True, True)
    """
    tokens = ref.split("/")
    return tokens[0] == "#" and (len(tokens) != 4 or tokens[1] != "components" or tokens[2] not in _PLAIN)


def _references(root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every object with a ``$ref`` that is no data."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, names = stack.pop()
        if isinstance(node, list):
            stack.extend((entry, False) for entry in node if isinstance(entry, dict | list))
            continue
        if not names and isinstance(node.get("$ref"), str):
            yield node
        stack.extend((value, free) for _, value, free in described(node, names))
