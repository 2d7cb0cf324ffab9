"""Renaming and joining of path items, for the rules that change paths."""

from __future__ import annotations

from typing import Any

from specsmith.passes.repair.changes import add_parameter
from specsmith.passes.repair.grammar import METHODS
from specsmith.passes.repair.sites import Sites


def rename_paths(sites: Sites, renames: dict[str, str], rule: str) -> None:
    """Rename keys of ``paths`` in place, keeping their order; items that meet on one path are joined.

    Where both have the same method, the later one moves to the path with a fragment, so that both survive.
    """
    if not renames:
        return
    paths = sites.root["paths"]
    old = list(paths.items())
    taken = {path for path, _ in old if path not in renames}
    paths.clear()
    for path, item in old:
        target = renames.get(path, path)
        if target == path:
            existing = paths.get(path)
            paths[path] = item
            if existing is not None and existing is not item:
                _join(sites, paths, path, existing, rule)
            continue
        if target in paths:
            _join(sites, paths, target, item, rule)
        elif target in taken and _clash(dict(old)[target], item):
            paths[_free(paths, taken, target)] = item
        else:
            paths[target] = item
    sites.changed()


def _clash(first: Any, second: Any) -> bool:
    if not isinstance(first, dict) or not isinstance(second, dict):
        return True
    return "$ref" in first or "$ref" in second or any(method in first and method in second for method in METHODS)


def _free(paths: dict[str, Any], taken: set[str], path: str) -> str:
    base, number = path.partition("#")[0], 2
    while f"{base}#{number}" in paths or f"{base}#{number}" in taken:
        number += 1
    return f"{base}#{number}"


def _join(sites: Sites, paths: dict[str, Any], path: str, item: Any, rule: str) -> None:
    existing = paths[path]
    if _clash(existing, item):
        paths[_free(paths, set(), path)] = item
        return
    for one in (existing, item):
        push_down(sites, one, rule)
    for key, value in item.items():
        existing.setdefault(key, value)


def push_down(sites: Sites, item: dict[str, Any], rule: str) -> None:
    """Give each operation the parameters of its path item that it does not override, and take them from the item."""
    shared = item.get("parameters")
    if not isinstance(shared, list) or not shared:
        return
    for method in METHODS:
        operation = item.get(method)
        if not isinstance(operation, dict):
            continue
        own = {_identity(sites, parameter) for parameter in operation.get("parameters") or []}
        for parameter in shared:
            if _identity(sites, parameter) not in own:
                copied = _copy(sites, parameter, rule)
                add_parameter(sites, operation, copied, rule)
    del item["parameters"]


def _identity(sites: Sites, parameter: Any) -> tuple[Any, Any]:
    resolved = sites.resolve(parameter)
    return (resolved.get("name"), resolved.get("in")) if isinstance(resolved, dict) else (None, id(parameter))


def _copy(sites: Sites, node: Any, rule: str) -> Any:
    if isinstance(node, dict):
        copied: Any = {key: _copy(sites, value, rule) for key, value in node.items()}
    elif isinstance(node, list):
        copied = [_copy(sites, value, rule) for value in node]
    else:
        return node
    sites.document.carry(copied, node, rule=rule)
    return copied
