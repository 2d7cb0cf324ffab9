"""Keys of responses that are no status codes."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0231",
    "response-code",
    Severity.WARNING,
    "A response stands under a key that is no status code",
    why="Keys of responses are status codes of three digits, `default`, or (in OpenAPI 3) ranges such as `2XX`. A "
    "code with words around it means that code; `2xx` means the range, which Swagger 2.0 can only say with its first "
    "code; a description of the response object itself means the one response. What means no code becomes the "
    "default response, or an extension where there is one.",
    broken="paths: {/a: {get: {responses: {200 OK: {description: Fine}, '-1': {description: Else}}}}}\n",
    fixed="paths: {/a: {get: {responses: {'200': {description: Fine}, default: {description: Else}}}}}\n",
    help="Use a code such as 200, or default.",
)
_GOOD = re.compile(r"[1-5][0-9][0-9]|default")
_GOOD_3 = re.compile(r"[1-5](?:[0-9][0-9]|XX)|default")
_WORDS = {"ok": "200", "success": "200", "successful": "200", "created": "201", "accepted": "202", "no content": "204",
          "bad request": "400", "unauthorized": "401", "forbidden": "403", "not found": "404", "conflict": "409",
          "internal server error": "500", "server error": "500", "error": "default", "errors": "default",
          "unexpected": "default", "any": "default", "other": "default", "*": "default"}  # fmt: skip


def status_code(key: str, ranges: bool) -> str | None:
    """The status code that a key means; None when it means none.

    >>> status_code("200 OK", False), status_code("2xx", True), status_code("2xx", False)
    ('200', '2XX', '200')
    """
    text = key.strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    if text == "default":
        return "default"
    found = re.fullmatch(r"([1-5])(?:xx|\*\*?|\?\?|yy|nn|--)", text)
    if found:
        return f"{found.group(1)}XX" if ranges else f"{found.group(1)}00"
    codes = re.findall(r"(?<![0-9.\-])[1-5][0-9]{2}(?![0-9])", text)
    return codes[0] if len(codes) == 1 else None


def _apply(sites: Sites) -> None:
    good = _GOOD if sites.swagger2 else _GOOD_3
    changed = False
    for responses in sites.nodes("Responses"):
        for key in list(responses):
            if key.startswith("x-") or good.fullmatch(key):
                continue
            changed = True
            if key == "description" and isinstance(responses[key], str):
                _loose_description(sites, responses)
            else:
                _rename(sites, responses, key)
    if changed:
        sites.changed()


def _loose_description(sites: Sites, responses: dict[str, Any]) -> None:
    sites.document.report(
        CODE, "a description stands where status codes stand", responses, "description", fix="see there"
    )
    text = responses.pop("description")
    holder = responses.get("200")
    if not isinstance(holder, dict):
        key = "200" if "200" not in responses else "default"
        holder = {}
        sites.document.put(responses, key, holder, responses, rule=CODE.id)
    holder.setdefault("description", text)


def _rename(sites: Sites, responses: dict[str, Any], key: str) -> None:
    code = status_code(key, not sites.swagger2)
    if code is None or code in responses:
        code = "default" if code is None and "default" not in responses and isinstance(responses[key], dict) else None
    message = f"{key!r} is no status code"
    if code is None:
        sites.document.report(CODE, message, responses, key, fix="kept as an extension")
        set_aside(sites, responses, key, CODE.id)
        return
    sites.document.report(CODE, message, responses, key, fix=f"it is {code!r} now")
    sites.document.rename(responses, key, code, CODE.id)


RULE = RepairRule(CODE, _apply)
