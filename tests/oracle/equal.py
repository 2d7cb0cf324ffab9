"""When two values say the same."""

from __future__ import annotations

import json
from typing import Any

from tests.oracle.references import normal_reference

Scalar = str | int | float | bool | None


def same(old: Any, new: Any) -> bool:
    """Equal as JSON: order of keys is free, ``true`` is not ``1``, ``1`` is ``1.0``.

    References inside may have followed their target into ``components``.

    >>> same({"a": [1, True]}, {"a": [1.0, True]}), same(1, True), same("1", 1)
    (True, False, False)
    """
    stack = [(old, new)]
    while stack:
        one, other = stack.pop()
        if isinstance(one, dict):
            if not isinstance(other, dict) or one.keys() != other.keys():
                return False
            stack.extend((value, other[key]) for key, value in one.items())
        elif isinstance(one, list):
            if not isinstance(other, list) or len(one) != len(other):
                return False
            stack.extend(zip(one, other, strict=True))
        elif isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
            if one is not other:
                return False
        elif one != other and not (
            isinstance(one, str) and isinstance(other, str) and one.startswith("#/") and normal_reference(one) == other
        ):
            return False
    return True


def same_text(old: Any, new: Any) -> bool:
    """Equal where the grammar wants text: a number may have become its spelling."""
    if same(old, new):
        return True
    return isinstance(new, str) and isinstance(old, int | float) and not isinstance(old, bool) and str(old) == new


def distinct(values: list[Any]) -> list[Any]:
    """The values without repetitions, the first of each kept, told apart as JSON.

    >>> distinct([1, True, 1, "1"])
    [1, True, '1']
    """
    kept: dict[str, Any] = {}
    for value in values:
        kept.setdefault(json.dumps(value, sort_keys=True, default=str), value)
    return list(kept.values())


def silent(value: Any) -> bool:
    """Whether a value says nothing, so that it may be left out: ``null``, ``false`` and empty containers."""
    return value is None or value is False or (isinstance(value, dict | list) and not value)


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}
