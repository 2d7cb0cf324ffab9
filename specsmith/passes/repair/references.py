"""References whose target is spelled in a wrong way."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model.pointer import escape_token
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0255",
    "reference-spelling",
    Severity.WARNING,
    "A reference is spelled in a way that leads nowhere",
    why="`#definitions/X`, `definitions/X`, `X`, or the path of the other version of the specification: each leads "
    "nowhere as it stands, and each can only mean the X that is defined.",
    broken="definitions: {X: {type: string}, Y: {$ref: '#definitions/X'}, Z: {$ref: '#/components/schemas/X'}}\n",
    fixed="definitions: {X: {type: string}, Y: {$ref: '#/definitions/X'}, Z: {$ref: '#/definitions/X'}}\n",
    help="Write the reference as a JSON pointer: #/definitions/X or #/components/schemas/X.",
)
_KINDS = {
    "definitions": "schemas", "definition": "schemas", "schemas": "schemas", "schema": "schemas", "models": "schemas",
    "model": "schemas", "parameters": "parameters", "parameter": "parameters", "responses": "responses",
    "response": "responses", "requestBodies": "requestBodies", "headers": "headers", "examples": "examples",
    "securitySchemes": "securitySchemes",
}  # fmt: skip


def _apply(sites: Sites) -> None:
    changed = False
    sound: set[str] = set()
    for node in sites.references():
        stated = node["$ref"]
        if stated in sound:
            continue
        if sites.target(stated) is not None:
            sound.add(stated)
            continue
        meant = _meant(sites, stated.strip()) or _bare_name(sites, stated.strip())
        if not stated.strip():
            sites.document.report(CODE, "a reference is empty", node, "$ref", fix="removed")
            del node["$ref"]
            changed = True
            continue
        if meant is not None and meant != stated:
            sites.document.report(
                CODE, f"the reference {quote(stated)} leads nowhere", node, "$ref", fix=f"it is {meant!r} now"
            )
            node["$ref"] = meant
            changed = True
    if changed:
        sites.changed()


def _bare_name(sites: Sites, stated: str) -> str | None:
    """A word is no file name: it names a schema, if only one that nobody has defined yet."""
    if not re.fullmatch(r"\w[\w\- ]*", stated):
        return None
    return f"{_places(sites, 'schemas')[0]}/{stated}"


def _meant(sites: Sites, stated: str) -> str | None:
    if sites.target(stated) is not None:
        return stated
    fragment = stated.removeprefix("#").strip("/")
    if "://" in stated or not fragment or re.search(r"\.(?:ya?ml|json)(?:#|\Z)", stated, re.IGNORECASE):
        return None
    parts = [part for part in fragment.split("/") if part]
    name = parts[-1]
    kind = _KINDS.get(parts[-2]) if len(parts) > 1 else "schemas"
    if kind is None:
        return None
    for candidate in (name, escape_token(name), name.replace("%20", " ")):
        for pointer in _places(sites, kind):
            if sites.target(f"{pointer}/{candidate}") is not None:
                return f"{pointer}/{candidate}"
    found: Any = None
    for pointer in _places(sites, kind):
        table = sites.target(pointer)
        near = [key for key in table if key.lower() == name.lower()] if isinstance(table, dict) else []
        found = f"{pointer}/{escape_token(near[0])}" if len(near) == 1 and found is None else found
    return found if isinstance(found, str) else None


def _places(sites: Sites, kind: str) -> list[str]:
    if sites.swagger2:
        return ["#/definitions" if kind == "schemas" else f"#/{kind}"]
    return [f"#/components/{kind}"]


RULE = RepairRule(CODE, _apply)
