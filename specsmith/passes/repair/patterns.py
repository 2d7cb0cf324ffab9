"""Regular expressions of other languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0256",
    "pattern-dialect",
    Severity.WARNING,
    "A pattern is no regular expression of ECMA-262",
    why="JSON Schema means the regular expressions of JavaScript. What other languages write differently (`\\A`, "
    "`\\z`, `(?P<name>`, `[[:alnum:]]`, `\\x{60}`, possessive quantifiers) is rewritten; a pattern that can't be is "
    "kept in x-pattern, because validators reject the whole document for it.",
    broken="definitions: {A: {type: string, pattern: '\\A[[:digit:]]+\\z'}, B: {type: string, pattern: '(?i)[a'}}\n",
    fixed="definitions: {A: {type: string, pattern: '^[0-9]+$'}, B: {type: string, x-pattern: '(?i)[a'}}\n",
    help="Write the pattern as JavaScript understands it.",
)
_POSIX = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "lower": "a-z", "upper": "A-Z", "space": r"\s",
    "word": r"\w",
    "punct": r"!-\/:-@\[-`{-~", "xdigit": "0-9A-Fa-f", "blank": r" \t", "print": r"\x20-\x7e", "graph": r"\x21-\x7e",
    "cntrl": r"\x00-\x1f\x7f",
}  # fmt: skip


@lru_cache(maxsize=4096)
def compiles(pattern: str) -> bool:
    """Whether validators take a pattern.

    >>> compiles("^[a-z]+$"), compiles("[a")
    (True, False)
    """
    import jsonschema_rs

    return bool(jsonschema_rs.Draft4Validator({"format": "regex"}).is_valid(pattern))


def to_ecma(pattern: str) -> str:
    r"""The pattern with what other languages write differently rewritten.

    >>> to_ecma(r"\A(?P<a>\d{,3})[\w-.]\Z")
    '^(?<a>\\d{0,3})[\\w\\-.]$'
    """
    text = re.sub(r"\[:(\w+):\]", lambda m: _POSIX.get(m.group(1), m.group(0)), pattern)
    text = re.sub(r"\\Q(.*?)\\E", lambda m: re.escape(m.group(1)), text, flags=re.DOTALL)
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\A", r"\1^", text)
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\[zZ]", r"\1$", text)
    text = text.replace("(?P<", "(?<").replace("(?>", "(?:")
    text = re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", text)
    text = re.sub(r"\\x\{([0-9A-Fa-f]{1,4})\}", lambda m: f"\\u{m.group(1).zfill(4)}", text)
    text = re.sub(r"(?<!\\)\\0([0-7]{2})", lambda m: f"\\x{int(m.group(1), 8):02x}", text)
    text = re.sub(r"\{,(\d+)\}", r"{0,\1}", text)
    text = re.sub(r"(?<=[*+?}])\+", "", text)
    text = re.sub(r"\\h", r"[ \\t]", text)
    text = re.sub(r"\\p\{(Alnum|Alpha|Digit|Lower|Upper|Space|Punct|XDigit|Blank|Print|Graph|Cntrl)\}", _java, text)
    text = re.sub(r"(\\[wds])-(?=[^\]])", r"\1\\-", text)
    return re.sub(r"\\([^\x00-\x7f]|[ '\"#%&,:;<=>@_`~!])", r"\1", text)


def _java(match: re.Match[str]) -> str:
    inner = _POSIX[match.group(1).lower()]
    before = match.string[: match.start()]
    return inner if before.rfind("[") > before.rfind("]") else f"[{inner}]"


def _apply(sites: Sites) -> None:
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            pattern = node.get("pattern")
            if isinstance(pattern, str) and not (name != "Schema" and "schema" in node) and not compiles(pattern):
                _mend(sites, node, pattern)


def _mend(sites: Sites, node: dict[str, Any], pattern: str) -> None:
    new = to_ecma(pattern)
    message = f"the pattern {quote(pattern)} is none of ECMA-262"
    if new != pattern and compiles(new):
        sites.document.report(CODE, message, node, "pattern", fix=f"it is {quote(new)} now")
        node["pattern"] = new
        return
    sites.document.report(CODE, message, node, "pattern", fix="kept in 'x-pattern'")
    set_aside(sites, node, "pattern", CODE.id)


RULE = RepairRule(CODE, _apply)
