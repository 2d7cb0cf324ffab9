"""Walks over a plain tree, for all who need no more than its mappings and lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

CONTAINERS = frozenset([dict, list])


def levels(root: Any) -> Iterator[tuple[list[dict[Any, Any]], list[list[Any]]]]:
    """The mappings and the lists of a tree, one level of nesting after the other.

    A level is gathered at once and not node by node: nothing walks a whole tree faster. The entries of a level are
    read when the next one is asked for, so that a mapping may get other keys in between.

    >>> list(levels({"a": [{}], "b": {"c": 1}}))
    [([{'a': [{}], 'b': {'c': 1}}], []), ([{'c': 1}], [[{}]]), ([{}], [])]
    """
    level: list[Any] = [root] if type(root) in CONTAINERS else []
    while level:
        mappings = [node for node in level if type(node) is dict]
        lists = [node for node in level if type(node) is list]
        yield mappings, lists
        values = chain.from_iterable([*map(dict.values, mappings), *lists])
        level = [value for value in values if type(value) in CONTAINERS]


def references(root: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a tree that has a text as ``$ref``, whatever it is there.

    >>> list(references({"a": [{"$ref": "#/b"}], "b": {"$ref": 1}}))
    [{'$ref': '#/b'}]
    """
    for mappings, _ in levels(root):
        for mapping in mappings:
            if "$ref" in mapping and isinstance(mapping["$ref"], str):
                yield mapping
