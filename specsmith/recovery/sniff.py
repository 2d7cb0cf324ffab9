"""Is this text a damaged spec? A cheap answer from samples, never from the whole of a large text."""

from __future__ import annotations

import re
from itertools import pairwise

_OPENERS = (
    "info|paths|get|put|post|delete|patch|head|options|responses|parameters|schema|schemas|properties|content|definitions|"
    "components|requestBody|items|tags|servers|securityDefinitions|securitySchemes|headers"
)
_OPENER_LINE = re.compile(rf"(?:- )?(?:{_OPENERS}|'?\"?[1-5]\d\d'?\"?|'?\"?/\S*):\Z")
_OPENER_WORD = re.compile(rf"""(?<!\S)(?P<key>{_OPENERS}|"?'?[1-5]\d\d'?"?|"?'?/[^\s"']*"?'?):(?= )""")
_DETAIL_WORD = re.compile(
    r"(?<!\S)(?P<key>type|description|summary|operationId|required|name|in|\$ref|format|swagger|openapi|title): (?=\S)"
)
_VERSION = re.compile(r"(?:swagger|openapi): *['\"]?\d")
_BEGINNING = re.compile(r"(?:swagger|openapi): *['\"]?[23]\.\S+ info: \w+: \S")
_KEY_LINE = re.compile(r"[\w$-]+:(?: |\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
SAMPLE = 48_000
MIN_OPENERS = 3
MIN_KINDS = 2


def sniff_damage(text: str) -> str | None:
    """Say which damage a spec has: ``"flattened"``, ``"collapsed"``, or None for an undamaged spec and for what is no spec.

    >>> sniff_damage("paths:\\n/a:\\nget:\\nresponses:\\n'200':\\ndescription: OK\\n")
    'flattened'
    >>> sniff_damage("/a: get: summary: List parameters: - name: q in: query type: string responses: '200': description: OK")
    'collapsed'
    >>> sniff_damage("paths:\\n  /a:\\n    get:\\n      responses: {}\\n"), sniff_damage("It was a dark and stormy night.")
    (None, None)
    """
    for sample in _samples(text):
        if len(_CONTROL.findall(sample)) > len(sample) // 200:
            return None
        kind = _judge(sample)
        if kind:
            return kind
    return None


def _samples(text: str) -> list[str]:
    if len(text) <= 2 * SAMPLE:
        return [text]
    middle = len(text) // 2
    return [text[:SAMPLE], text[middle : middle + SAMPLE]]


def _judge(sample: str) -> str | None:
    lines = [line for line in sample.splitlines() if line.strip()]
    if not lines or lines[0].lstrip().startswith(("{", "<")):
        return None
    if len(sample) > 90 and len(sample) / len(lines) > 90:
        openers = [match["key"] for match in _OPENER_WORD.finditer(sample)]
        details = [match["key"] for match in _DETAIL_WORD.finditer(sample)]
        enough = len(openers) >= MIN_OPENERS and len(set(openers)) >= MIN_KINDS and len(set(details)) >= MIN_KINDS
        dense = (len(openers) + len(details)) * 250 > len(sample)
        inline = _opened_inline(lines)
        if enough and dense and inline:
            return "collapsed"
    if any(_BEGINNING.match(line) for line in lines):
        return "collapsed"
    return _flattened(lines)


def _opened_inline(lines: list[str]) -> bool:
    """Whether keys of objects are followed by their content on the same line, which YAML does not allow."""
    inline = sum(len(_OPENER_WORD.findall(line)) for line in lines)
    return inline >= MIN_OPENERS and inline > sum(bool(_OPENER_LINE.match(line.strip())) for line in lines)


def _flattened(lines: list[str]) -> str | None:
    followed = deeper = 0
    kinds = set()
    for line, after in pairwise(lines):
        stripped = line.strip()
        if not _OPENER_LINE.match(stripped) or after.lstrip().startswith(("- ", "#")):
            continue
        followed += 1
        kinds.add(stripped)
        deeper += len(after) - len(after.lstrip()) > len(line) - len(line.lstrip())
    if followed >= MIN_OPENERS and len(kinds) >= MIN_KINDS and deeper < 0.8 * followed:
        return "flattened"
    return "flattened" if _never_indented(lines) else None


def _never_indented(lines: list[str]) -> bool:
    """Whether a short spec states its version and its ``info``, and nothing in it is indented: not even what ``info`` holds.

    >>> _never_indented(["openapi: 3.0.0", "info:", "title: T", "version: 1.0.0", "paths: {}"])
    True
    """
    if any(line[:1].isspace() for line in lines) or not any(_VERSION.match(line) for line in lines):
        return False
    return any(line == "info:" and _KEY_LINE.match(after) for line, after in pairwise(lines))
