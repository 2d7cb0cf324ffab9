"""Responses without a description."""

from __future__ import annotations

from http import HTTPStatus

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0233",
    "response-description",
    Severity.WARNING,
    "A response has no description",
    why="The description is required. The reason phrase of the status code (RFC 9110 §15) says what everybody reads "
    "into it; a shared response has the phrase of the one code under which it is used.",
    broken="paths: {/a: {get: {responses: {'404': {}}}}}\n",
    fixed="paths: {/a: {get: {responses: {'404': {description: Not Found}}}}}\n",
    help="Say what the response means.",
)
_RANGES = {
    "1": "Informational response",
    "2": "Successful response",
    "3": "Redirection",
    "4": "Client error",
    "5": "Server error",
}


def reason_phrase(code: str) -> str:
    """What a status code says.

    >>> reason_phrase("404"), reason_phrase("2XX"), reason_phrase("default")
    ('Not Found', 'Successful response', 'Any response')
    """
    if code.isdigit():
        try:
            return HTTPStatus(int(code)).phrase
        except ValueError:
            pass
    return _RANGES.get(code[:1], "Any response") if code[:1].isdigit() else "Any response"


def _uses(sites: Sites) -> dict[int, set[str]]:
    """id of a shared response → the status codes under which it is referred to."""
    uses: dict[int, set[str]] = {}
    for name, place in sites.reference_places():
        target = sites.resolve(place.node) if name == "Response" else None
        if isinstance(target, dict):
            uses.setdefault(id(target), set()).add(str(place.key))
    return uses


def _apply(sites: Sites) -> None:
    if sites.dialect.value == "openapi-3.2":
        return  # optional there
    missing = [place for place in sites.places("Response") if "description" not in place.node]
    uses = _uses(sites) if missing else {}
    for place in missing:
        codes = uses.get(id(place.node), set())
        phrase = reason_phrase(codes.pop() if len(codes) == 1 else str(place.key))
        message = f"the response {place.key!r} has no description"
        sites.document.report(CODE, message, place.node, fix=f"it is {phrase!r} now")
        place.node["description"] = phrase


RULE = RepairRule(CODE, _apply)
