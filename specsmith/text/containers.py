"""Walks over a plain tree, for all who need no more than its mappings and lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any


def levels(root: Any) -> Iterator[tuple[list[dict[Any, Any]], list[list[Any]]]]:
    """The mappings and the lists of a tree, one level of nesting after the other.

    A level is gathered at once and not node by node: nothing walks a whole tree faster. The entries of a level are
    read when the next one is asked for, so that a mapping may get other keys in between.

    >>> list(levels({"a": [{}], "b": {"c": 1}}))
    [([{'a': [{}], 'b': {'c': 1}}], []), ([{'c': 1}], [[{}]]), ([{}], [])]
    """
    values: list[Any] = [root]
    while True:
        mappings = [value for value in values if type(value) is dict]
        lists = [value for value in values if type(value) is list]
        if not mappings and not lists:
            return
        yield mappings, lists
        values = [
            *chain.from_iterable([mapping.values() for mapping in mappings]),
            *chain.from_iterable(lists),
        ]


def references(root: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a tree that has a text as ``$ref``, whatever it is there.

    >>> list(references({"a": [{"$ref": "#/b"}], "b": {"$ref": 1}}))
    [{'$ref': '#/b'}]
    """
    for mappings, _ in levels(root):
        for mapping in mappings:
            if "$ref" in mapping and isinstance(mapping["$ref"], str):
                yield mapping
