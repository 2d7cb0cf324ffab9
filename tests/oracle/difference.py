"""What repairing changed: two Swagger 2.0 trees, the one that was written and the one that was converted."""

from __future__ import annotations

from typing import Any

from tests.oracle.equal import same, same_text
from tests.oracle.loss import Loss, brief
from tests.oracle.sides import escape


def difference(old: Any, new: Any, at: str = "") -> list[Loss]:
    """Every statement that was changed, removed or added, with its pointer in ``old`` (for additions: where it went).

    >>> [str(loss) for loss in difference({"a": 1, "b": {"c": 2}}, {"a": 1, "b": {"d": 2}})]
    ['/b/c: 2: was moved to d']
    >>> [str(loss) for loss in difference({"a": [1]}, {"a": [1, 2], "b": 3})]
    ['/a/1: 2: was added', '/b: 3: was added']
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return _mappings(old, new, at)
    if isinstance(old, list) and isinstance(new, list) and len(old) <= len(new):
        return _lists(old, new, at)
    return [] if same_text(old, new) else [Loss(at, brief(old), f"became {brief(new, 40)}")]


def _lists(old: list[Any], new: list[Any], at: str) -> list[Loss]:
    found: list[Loss] = []
    for index, value in enumerate(new):
        where = f"{at}/{index}"
        found += difference(old[index], value, where) if index < len(old) else [Loss(where, brief(value), "was added")]
    return found


def _mappings(old: dict[str, Any], new: dict[str, Any], at: str) -> list[Loss]:
    found: list[Loss] = []
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    for key, value in old.items():
        where = f"{at}/{escape(key)}"
        if key in new:
            found += difference(value, new[key], where)
            continue
        renamed = _successor(value, new, come) if len(gone) <= len(come) else None
        if renamed is None:
            found.append(Loss(where, brief(value), "is gone"))
            continue
        come.remove(renamed)
        found.append(Loss(where, brief(value, 40), f"was moved to {renamed}"))
        found += difference(value, new[renamed], where)
    found += [Loss(f"{at}/{escape(key)}", brief(new[key]), "was added") for key in come]
    return found


def _successor(value: Any, new: dict[str, Any], come: list[str]) -> str | None:
    """The new key that holds what stood under an old one: the same value, else the first of the same kind."""
    alike = [key for key in come if type(new[key]) is type(value)]
    return next((key for key in alike if same(value, new[key])), alike[0] if alike else None)
