"""Text, lists and other values where a mapping is wanted."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import keep_beside, quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Misfit, Sites

CODE = Code(
    "SS0206",
    "object-value",
    Severity.WARNING,
    "Something else stands where a mapping is wanted",
    why="`license: MIT`, `contact: me@example.com`, `externalDocs: https://…` or `schema: string` can only mean one "
    "thing. A list of small mappings where one is wanted is joined. Anything else is kept as an extension; an entry "
    "that others may refer to stays, with the value inside it.",
    broken="info: {title: T, version: '1', license: MIT, contact: help@example.com}\n",
    fixed="info: {title: T, version: '1', license: {name: MIT}, contact: {email: help@example.com}}\n",
    help="Write a mapping: `key: value` lines, indented.",
)
_TEXT_FIELD = {
    "Info": "title", "License": "name", "ExternalDocs": "url", "Tag": "name", "Response": "description",
    "Server": "url", "Example": "value", "Discriminator": "propertyName", "RequestBody": "description",
}  # fmt: skip
_TYPES = ("string", "integer", "number", "boolean", "object", "array")


def _apply(sites: Sites) -> None:
    changed = False
    dropped: dict[int, tuple[list[Any], list[int]]] = {}
    for misfit in sites.misfits():
        value = misfit.value
        wanted = [shape for shape in (misfit.want.options or (misfit.want,)) if shape.kind in ("object", "map")]
        if not wanted or value is None or (misfit.want.kind == "either" and misfit.want.options[0].kind == "text"):
            continue
        container, key = misfit.container, misfit.key
        if isinstance(container, list) and wanted[0].name == "Parameter":
            continue  # a parameter that is no mapping has a rule of its own
        changed = True
        message = f"{key!r} wants a mapping, not {quote(value)}"
        if isinstance(container, list):
            message = f"an item of a list of mappings is {quote(value)}"
        new = _as_mapping(sites, value, wanted[0].name, wanted[0].kind)
        if new is not None:
            sites.document.report(CODE, message, container, key, fix=f"it is {quote(new)} now")
            sites.document.carry(new, value if isinstance(value, list) else container)
            container[key] = new
        elif isinstance(container, list):
            sites.document.report(CODE, message, container, key, fix="it was removed from the list")
            dropped.setdefault(id(container), (container, []))[1].append(key)
        else:
            sites.document.report(CODE, message, container, key, fix="kept as an extension")
            _keep(sites, misfit)
    for items, indices in dropped.values():
        items[:] = [value for index, value in enumerate(items) if index not in set(indices)]
    if changed:
        sites.changed()


def _as_mapping(sites: Sites, value: Any, name: str, kind: str) -> dict[str, Any] | None:
    if isinstance(value, list):
        if not value:
            return {}
        joined: dict[str, Any] = {}
        for part in value:
            if not isinstance(part, dict) or joined.keys() & part.keys():
                return None
            joined.update(part)
        if kind == "map" and all(isinstance(part.get("name"), str) for part in value):
            return {part["name"]: part for part in value}
        return joined
    if kind == "map":
        return {} if value in ("", False) else None
    if not isinstance(value, str) or not value.strip():
        return {} if value == "" else None
    text = value.strip()
    if name == "Contact":
        return {"email" if "@" in text and " " not in text else "url" if "://" in text else "name": text}
    if name in ("Schema", "Items"):
        return _schema(sites, text)
    if name == "Tag" or name in _TEXT_FIELD:
        return {_TEXT_FIELD[name]: text}
    return None


def _schema(sites: Sites, text: str) -> dict[str, Any] | None:
    prefix = "#/definitions/" if sites.swagger2 else "#/components/schemas/"
    bare = text.rpartition("/")[2] if text.startswith("#") else text
    if text.startswith(prefix) or sites.target(prefix + bare) is not None:
        return {"$ref": prefix + bare}
    if text.lower() in _TYPES:
        return {"type": text.lower()}
    return None


def _keep(sites: Sites, misfit: Misfit) -> None:
    container, key = misfit.container, misfit.key
    if misfit.owner.startswith("map of") or misfit.owner in ("Responses", "Callback", "Paths"):
        entry = {"x-value": misfit.value}
        sites.document.put(container, key, entry, container, rule=CODE.id)
    elif key == "paths" and misfit.owner == "Document":
        keep_beside(sites, container, key, misfit.value, CODE.id)
        container[key] = {}
    else:
        set_aside(sites, container, key, CODE.id)


RULE = RepairRule(CODE, _apply)
