"""Numbers, booleans and lists where text is wanted."""

from __future__ import annotations

import json

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Misfit, Sites

CODE = Code(
    "SS0202",
    "text-value",
    Severity.WARNING,
    "A number, a boolean or a list stands where text is wanted",
    why="`version: 1.10` is the number 1.1 to YAML, but the author meant the text. The spelling of the source is "
    "kept: 1.10 stays 1.10 and 010 stays 010. A list of lines becomes one text; anything else is kept as an "
    "extension.",
    broken="info: {title: 404, version: 1.10}\n",
    fixed="info: {title: '404', version: '1.10'}\n",
    help="Put the value in quotes.",
)


def _apply(sites: Sites) -> None:
    moved = False
    for misfit in sites.misfits():
        if not _wants_text(misfit):
            continue
        value = misfit.value
        if isinstance(value, bool | int | float):
            _set(sites, misfit, sites.lexeme(misfit.container, misfit.key))
        elif isinstance(value, list) and value and all(isinstance(line, str) for line in value):
            _set(sites, misfit, "\n".join(value))
        elif misfit.owner.startswith("map of") and value is not None:
            _set(sites, misfit, json.dumps(value, ensure_ascii=False))
        elif isinstance(misfit.container, dict) and value is not None:
            message = f"{misfit.key!r} wants text, not {quote(value)}"
            name = free = str(misfit.key)
            sites.document.report(
                CODE, message, misfit.container, name, fix=f"kept as an extension instead of {free!r}"
            )
            set_aside(sites, misfit.container, name, CODE.id)
            moved = True
        elif isinstance(misfit.container, list):
            _set(sites, misfit, json.dumps(value, ensure_ascii=False))
    if moved:
        sites.changed()


def _wants_text(misfit: Misfit) -> bool:
    return misfit.want.kind == "text" or (misfit.want.kind == "either" and misfit.want.options[0].kind == "text")


def _set(sites: Sites, misfit: Misfit, text: str) -> None:
    message = f"{misfit.key!r} wants text, not {quote(misfit.value)}"
    if isinstance(misfit.container, list):
        message = f"an item of a list of texts is {quote(misfit.value)}"
    sites.document.report(CODE, message, misfit.container, misfit.key, fix=f"it is the text {quote(text)} now")
    misfit.container[misfit.key] = text
    if misfit.key == "$ref":
        sites.changed()  # what was an object of its own is a reference now


RULE = RepairRule(CODE, _apply)
