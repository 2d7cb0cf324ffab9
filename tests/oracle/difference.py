"""What repairing changed: two Swagger 2.0 trees, the one that was written and the one that was converted."""

from __future__ import annotations

import re
from typing import Any

from tests.oracle.equal import mapping, same, same_text
from tests.oracle.loss import Loss, brief
from tests.oracle.references import normal_name
from tests.oracle.sides import escape

Place = tuple[str, str]
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


def difference(old: Any, new: Any, at: str = "") -> list[Loss]:
    """Every statement that was changed, removed or added, with its pointer in ``old`` (for additions: where it went).

    >>> [str(loss) for loss in difference({"a": 1, "b": {"c": 2}}, {"a": 1, "b": {"d": 2}})]
    ['/b/c: 2: was moved to d']
    >>> [str(loss) for loss in difference({"a": [1]}, {"a": [1, 2], "b": 3})]
    ['/a/1: 2: was added', '/b: 3: was added']
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return _paths(old, new) if at == "/paths" else _mappings(old, new, at)
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


def _paths(old: dict[str, Any], new: dict[str, Any]) -> list[Loss]:
    """Paths may have been rewritten, and several may have become one: operations are matched, not keys."""
    found: list[Loss] = []
    moved: dict[Place, Place] = {}
    free = [place for place in _operations(new) if place not in _operations(old)]
    for path, item in old.items():
        where = f"/paths/{escape(path)}"
        if path in new and not (isinstance(item, dict) and isinstance(new[path], dict)):
            found += difference(item, new[path], where)
            continue
        for method, operation in mapping(item).items():
            if (path, method) in _operations(new) or method not in METHODS:
                continue
            place = _new_place(path, method, operation, new, free)
            if place is None:
                found.append(Loss(f"{where}/{escape(method)}", brief(operation), "is gone"))
                continue
            free.remove(place)
            moved[(path, method)] = place
            found.append(Loss(where, brief(operation, 40), f"was moved to {place[0]}"))
            found += difference(operation, new[place[0]][place[1]], f"{where}/{escape(method)}")
        found += _beside_operations(path, mapping(item), new, moved)
    for path, item in new.items():
        for method in mapping(item):
            if method in METHODS and (path, method) in free:
                found.append(Loss(f"/paths/{escape(path)}/{escape(method)}", brief(item[method]), "was added"))
    return found


def _beside_operations(path: str, item: dict[str, Any], new: dict[str, Any], moved: dict[Place, Place]) -> list[Loss]:
    """What a path states besides operations, and the operations that stayed where they were."""
    where = f"/paths/{escape(path)}"
    rest = {key: value for key, value in item.items() if (path, key) not in moved}
    homes = {place[0] for (origin, _), place in moved.items() if origin == path} or {path}
    if path in new:
        theirs = mapping(new[path])
        return _mappings(
            rest, {key: value for key, value in theirs.items() if key in rest or key not in METHODS}, where
        )
    return [
        Loss(f"{where}/{escape(key)}", brief(value), "is gone")
        for key, value in rest.items()
        if key not in METHODS and not any(same(value, mapping(new[home]).get(key)) for home in homes if home in new)
    ]


def _operations(paths: dict[str, Any]) -> set[Place]:
    return {(path, method) for path, item in paths.items() for method in mapping(item) if method in METHODS}


def _new_place(path: str, method: str, old: Any, new: dict[str, Any], free: list[Place]) -> Place | None:
    """Where an operation went: the same method and the same identifier or text, or the same plain path."""
    if not isinstance(old, dict):
        return None
    alike = [place for place in free if place[1] == method.lower()]
    for key in ("x-api-path-slug", "operationId", "summary"):
        if key in old:
            for place in alike:
                if same(new[place[0]][place[1]].get(key), old[key]) and _plain(place[0])[:9] == _plain(path)[:9]:
                    return place
    return next((place for place in alike if _plain(place[0]) == _plain(path)), None)


def _plain(path: str) -> str:
    return normal_name(re.split(r"[?#]|{[?&]", path)[0])
