"""The one step that every walk over a plain tree takes."""

from __future__ import annotations

from typing import Any

_CONTAINERS = frozenset([dict, list])


def containers(node: Any) -> list[Any]:
    """The mappings and lists that stand directly in a mapping or list, in their order.

    >>> containers({"a": 1, "b": [], "c": {}}), containers([{}, "d"])
    ([[], {}], [{}])
    """
    return [value for value in (node.values() if type(node) is dict else node) if type(value) in _CONTAINERS]
