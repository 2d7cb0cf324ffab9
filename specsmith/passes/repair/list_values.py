"""One value, or a mapping of names, where a list is wanted."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import insert_first, quote, set_aside
from specsmith.passes.repair.grammar import fields
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Misfit, Sites

CODE = Code(
    "SS0205",
    "list-value",
    Severity.WARNING,
    "Something else stands where a list is wanted",
    why="`consumes: application/json` and `tags: a, b` mean a list; parameters or tags written as a mapping of names "
    "mean the list of them. What can't be read as a list is kept as an extension.",
    broken="consumes: application/json\nparameters: {}\npaths: {/a: {get: {tags: 'Pets, Shop'}}}\n",
    fixed="consumes: [application/json]\nparameters: {}\npaths: {/a: {get: {tags: [Pets, Shop]}}}\n",
    help="Write a list: `- item` lines or `[a, b]`.",
)


def _apply(sites: Sites) -> None:
    changed = False
    for misfit in sites.misfits():
        if misfit.want.kind != "list" or misfit.value is None or isinstance(misfit.container, list):
            continue
        container, key = misfit.container, misfit.key
        message = f"{key!r} wants a list, not {quote(misfit.value)}"
        items = _as_list(sites, misfit)
        changed = True
        if items is None:
            sites.document.report(CODE, message, container, key, fix="kept as an extension")
            if misfit.owner.startswith("map of"):
                container[key] = []
            else:
                set_aside(sites, container, key, CODE.id)
        else:
            sites.document.report(CODE, message, container, key, fix=f"it is a list of {len(items)} now")
            sites.document.carry(items, *_origin(misfit.value, container))
            container[key] = items
    if changed:
        sites.changed()


def _origin(value: Any, container: Any) -> tuple[Any]:
    return (value,) if isinstance(value, dict | list) else (container,)


def _as_list(sites: Sites, misfit: Misfit) -> list[Any] | None:
    value, item = misfit.value, misfit.want.item
    if item is None:
        return None
    if isinstance(value, dict):
        return _mapping(sites, value, misfit)
    if item.kind == "text" and isinstance(value, str):
        if not value.strip():
            return []
        return [
            part.strip()
            for part in re.split(r"[,;|\n]" if misfit.key != "required" else r"[,;|\s]", value)
            if part.strip()
        ]
    if item.kind == "text" and not isinstance(value, bool):
        return [sites.lexeme(misfit.container, misfit.key)]
    if item.kind == "any" and not isinstance(value, bool):
        parts = [part.strip() for part in re.split(r"[,|]", value)] if isinstance(value, str) else [value]
        return [part for part in parts if part != ""]
    if item.kind == "object" and item.name == "Tag" and isinstance(value, str):
        return [{"name": part.strip()} for part in value.split(",") if part.strip()]
    if item.kind == "object" and item.name == "Server" and isinstance(value, str):
        return [{"url": value}]
    if item.kind == "map" and isinstance(value, str) and value.strip():
        return [{value.strip(): []}]
    return [] if value == "" else None


def _mapping(sites: Sites, value: dict[str, Any], misfit: Misfit) -> list[Any] | None:
    item = misfit.want.item
    if item is None or item.kind == "text":
        return list(value) if item is not None and misfit.key in ("tags", "required", "enum") else None
    if item.kind == "any":
        return list(value)
    if item.kind == "map":
        return [value]
    if item.kind != "object":
        return None
    known = fields(sites.dialect.value)[item.name]
    if any(field in known and not isinstance(inner, dict) for field, inner in value.items()) or "$ref" in value:
        return [value]
    if not all(isinstance(inner, dict) for inner in value.values()):
        return None
    items = []
    for name, inner in value.items():
        if "name" in known and "name" not in inner and "$ref" not in inner and not name.isdigit():
            insert_first(inner, "name", name)
        items.append(inner)
    return items


RULE = RepairRule(CODE, _apply)
