"""Text where a number is wanted."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0204",
    "number-value",
    Severity.WARNING,
    "Text stands where a number is wanted",
    why="`maxLength: '40'` is text and limits nothing. Text that spells a number becomes that number; anything else, "
    "and a length that is negative or has a fraction, is kept as an extension.",
    broken="definitions: {Name: {type: string, maxLength: '40'}}\n",
    fixed="definitions: {Name: {type: string, maxLength: 40}}\n",
    help="Write the number without quotes.",
)
_COUNTS = (
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "minContains",
    "maxContains",
)


def number(text: object) -> int | float | None:
    """The finite number that a text spells; None when it spells none.

    >>> number(" 40 "), number("1e3"), number("many"), number("nan")
    (40, 1000.0, None, None)
    """
    if not isinstance(text, str) or len(text) > 40 or "_" in text:
        return None
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value - value == 0 else None


def _apply(sites: Sites) -> None:
    moved = False
    for misfit in sites.misfits():
        if misfit.want.kind != "number" or misfit.value is None or isinstance(misfit.container, list):
            continue
        value = number(misfit.value)
        message = f"{misfit.key!r} wants a number, not {quote(misfit.value)}"
        if value is None:
            sites.document.report(CODE, message, misfit.container, misfit.key, fix="kept as an extension")
            set_aside(sites, misfit.container, misfit.key, CODE.id)
            moved = True
        else:
            sites.document.report(CODE, message, misfit.container, misfit.key, fix=f"it is {value} now")
            misfit.container[misfit.key] = value
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            for key in _COUNTS:
                if key in node:
                    moved = _count(sites, node, key) or moved
            if "multipleOf" in node:
                moved = _positive(sites, node) or moved
    if moved:
        sites.changed()


def _count(sites: Sites, node: dict[str, object], key: str) -> bool:
    value = node[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or (value >= 0 and value == int(value)):
        return False
    message = f"{key!r} counts something, so it can't be {value}"
    sites.document.report(CODE, message, node, key, fix="kept as an extension")
    set_aside(sites, node, key, CODE.id)
    return True


def _positive(sites: Sites, node: dict[str, object]) -> bool:
    value = node["multipleOf"]
    if isinstance(value, bool) or not isinstance(value, int | float) or value > 0:
        return False
    sites.document.report(
        CODE, f"'multipleOf' must be above 0, not {value}", node, "multipleOf", fix="kept as an extension"
    )
    set_aside(sites, node, "multipleOf", CODE.id)
    return True


RULE = RepairRule(CODE, _apply)
