"""Text and numbers where true or false is wanted."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0203",
    "flag-value",
    Severity.WARNING,
    "Text or a number stands where true or false is wanted",
    why="`required: yes` is the text 'yes' in YAML 1.2, and `'true'` is text in any YAML. Words that can only mean "
    "true or false become that; anything else is kept as an extension and says nothing.",
    broken="paths: {/a: {get: {deprecated: 'yes'}}}\n",
    fixed="paths: {/a: {get: {deprecated: true}}}\n",
    help="Write true or false, without quotes.",
)
_MEANING = {
    "true": True, "yes": True, "y": True, "on": True, "1": True, "required": True, "t": True,
    "false": False, "no": False, "n": False, "off": False, "0": False, "optional": False, "f": False, "": False,
}  # fmt: skip


def meaning(value: Any) -> bool | None:
    """What a word means as a flag; None when it could mean anything.

    >>> meaning("Yes"), meaning(0), meaning("perhaps")
    (True, False, None)
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int | float):
        return _MEANING.get(str(value).strip().lower())
    return None


def _apply(sites: Sites) -> None:
    moved = False
    for misfit in sites.misfits():
        value = misfit.value
        flag_or_number = misfit.want.kind == "either" and {o.kind for o in misfit.want.options} == {"flag", "number"}
        if (misfit.want.kind != "flag" and not flag_or_number) or value is None or isinstance(misfit.container, list):
            continue
        message = f"{misfit.key!r} wants true or false, not {quote(value)}"
        flag = meaning(value)
        if flag is None:
            sites.document.report(CODE, message, misfit.container, misfit.key, fix="kept as an extension")
            set_aside(sites, misfit.container, misfit.key, CODE.id)
            moved = True
        else:
            said = "true" if flag else "false"
            sites.document.report(CODE, message, misfit.container, misfit.key, fix=f"it is {said} now")
            misfit.container[misfit.key] = flag
    if moved:
        sites.changed()


RULE = RepairRule(CODE, _apply)
