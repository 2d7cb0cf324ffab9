"""References whose target is spelled in a wrong way."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import pointer
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


_WANTED = {
    "Parameter": "parameters", "Response": "responses", "RequestBody": "requestBodies", "Header": "headers",
    "Example": "examples", "Link": "links",
}  # fmt: skip
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def _apply(sites: Sites) -> None:
    changed = False
    others = {id(place.node): name for name, place in sites.reference_places()}
    known: dict[tuple[str, str], str | None] = {}
    for node in sites.references():
        stated = node["$ref"]
        wanted = others.get(id(node), "Schema")
        if (stated, wanted) not in known:
            known[stated, wanted] = _spelling(sites, stated, wanted)
        meant = known[stated, wanted]
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


def _spelling(sites: Sites, stated: str, wanted: str) -> str | None:
    """How a reference to an object of that name in the grammar has to be spelled; None where nothing can be meant."""
    if sites.target(stated) is not None:
        return stated
    bare = stated.strip()
    return _meant(sites, bare) or _bare_name(sites, bare) or _home(sites, bare, wanted)


def _bare_name(sites: Sites, stated: str) -> str | None:
    """A word is no file name: it names a schema, if only one that nobody has defined yet."""
    if not re.fullmatch(r"\w[\w\- ]*", stated):
        return None
    return f"{_places(sites, 'schemas')[0]}/{stated}"


def _home(sites: Sites, stated: str, wanted: str) -> str | None:
    """Where a component would stand that the reference can only mean, so that another source may define it."""
    kind = "schemas" if wanted == "Schema" else _WANTED.get(wanted)
    parts = pointer.split(pointer.from_fragment(stated)) if stated.startswith("#/") else []
    if kind is None or not parts or (sites.swagger2 and kind not in ("schemas", "parameters", "responses")):
        return None
    places = [place for section in ("schemas", *_WANTED.values()) for place in _places(sites, section)]
    if any(stated.startswith(f"{place}/") for place in places):
        return None  # it is called by its name already, or is a part of a component
    named = parts[-1] if parts[0] in _KINDS or parts[0] == "components" else "_".join(parts)
    name = _UNSAFE.sub("_", named).strip("_")
    return f"{_places(sites, kind)[0]}/{name}" if name else None


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
        for place in _places(sites, kind):
            if sites.target(f"{place}/{candidate}") is not None:
                return f"{place}/{candidate}"
    found: Any = None
    for place in _places(sites, kind):
        table = sites.target(place)
        near = [key for key in table if key.lower() == name.lower()] if isinstance(table, dict) else []
        found = f"{place}/{escape_token(near[0])}" if len(near) == 1 and found is None else found
    return found if isinstance(found, str) else None


def _places(sites: Sites, kind: str) -> list[str]:
    if sites.swagger2:
        return ["#/definitions" if kind == "schemas" else f"#/{kind}"]
    return [f"#/components/{kind}"]


RULE = RepairRule(CODE, _apply)
