"""URLs and e-mail addresses that are empty or none."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0262",
    "url-form",
    Severity.INFO,
    "A URL or an address is empty or none",
    why="An empty text is a reference to the document itself, which nobody meant: it goes. `www.example.com` lacks "
    "its scheme, blanks in a URL are written %20, an address in the place of a URL moves to email. What can't be "
    "read as a URL or an address is kept as an extension.",
    broken="info: {title: T, version: '1', termsOfService: '', contact: {url: www.example.com, email: ask "
    "John}}\nhost: ''\n",
    fixed="info: {title: T, version: '1', contact: {url: 'https://www.example.com', x-email: ask John}}\n",
    help="Write a complete URL, or remove the key.",
)
_FIELDS = {
    "Info": ("termsOfService",),
    "Contact": ("url", "email"),
    "License": ("url",),
    "Document": ("host", "basePath"),
    "ExternalDocs": ("url",),
}
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_FROM_HERE = re.compile(r"\.{0,2}/(?!/)[^\s<>\"{}|\\^`]*")
"""Relative to where the description stands: OpenAPI 3 allows it (OAS 3.1 §4.6), and nothing better is known."""
_DOMAIN = re.compile(r"(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"{}|\\^`]*)?")
_ODD = re.compile(r"[\s<>\"{}|\\^`]")
_EMAIL = re.compile(r"[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\"]+")


def _apply(sites: Sites) -> None:
    for name, names in _FIELDS.items():
        for place in sites.places(name):
            for field in names:
                if isinstance(place.node.get(field), str):
                    _field(sites, place.node, name, field)
    emptied = [p for p in sites.places("ExternalDocs") if not p.node and isinstance(p.container, dict)]
    for place in emptied:
        place.container.pop(place.key, None)
    if emptied:
        sites.changed()


def _field(sites: Sites, node: dict[str, Any], name: str, field: str) -> None:
    stated = node[field]
    text = stated.strip()
    if not text:
        sites.document.report(CODE, f"{field!r} is empty", node, field, fix="removed")
        del node[field]
        return
    if name in ("Document", "Info"):
        return
    if field == "email":
        new = _email(text)
    elif (
        _URL.fullmatch(stated)
        or _FROM_HERE.fullmatch(stated)
        or (not sites.swagger2 and "." not in stated and not _ODD.search(stated))
    ):
        return
    else:
        new = _url(text, relative=not sites.swagger2)
    if new == stated:
        return
    message = f"{field!r} of a {name} object is {quote(stated)}"
    if new is None and field == "url" and name == "Contact" and _EMAIL.fullmatch(text) and "email" not in node:
        sites.document.report(CODE, message, node, field, fix="it is the email now")
        sites.document.rename(node, field, "email", CODE.id)
    elif new is None:
        sites.document.report(CODE, message, node, field, fix="kept as an extension")
        set_aside(sites, node, field, CODE.id)
    else:
        sites.document.report(CODE, message, node, field, fix=f"it is {new!r} now")
        node[field] = new


def _email(text: str) -> str | None:
    if _EMAIL.fullmatch(text):
        return text
    found = _EMAIL.findall(text.replace("mailto:", ""))
    return found[0] if len(found) == 1 else None


def _url(text: str, *, relative: bool) -> str | None:
    if _DOMAIN.fullmatch(text) and not re.search(r"\.(?:md|html?|json|ya?ml|txt|pdf)\Z", text.partition("/")[0]):
        return f"https://{text}"
    if text.startswith("//"):
        return f"https:{text}"
    escaped = re.sub(
        r"[\s<>\"{}|\\^`]", lambda m: f"%{ord(m.group()):02X}" if ord(m.group()) < 128 else m.group(), text
    )
    if _URL.fullmatch(escaped):
        return escaped
    return escaped if relative and not re.search(r"\s", text) else None


RULE = RepairRule(CODE, _apply)
