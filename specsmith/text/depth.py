"""Texts nested so deeply that a native parser would run out of stack, and with it the whole process."""

from __future__ import annotations

import re

STACK = 3_000
"""Open brackets that every parser survives. The deepest public description has 40 levels; `load` refuses from 400 on."""

_RUNS = re.compile(rf"(?:[-?] ){{{STACK}}}")


def nests_too_deeply(text: str) -> bool:
    """Whether more brackets are open at once than a parser's stack takes, counted without parsing.

    >>> nests_too_deeply("[" * 100_000), nests_too_deeply("- " * 100_000), nests_too_deeply("[]" * 100_000)
    (True, True, False)
    """
    if ("- - - - " in text or "? ? ? ? " in text) and _RUNS.search(text):
        return True
    if text.count("[") + text.count("{") < STACK:
        return False
    depth = 0
    for mark in re.sub(r"[^\[\]{}]+", "", text):
        depth = depth + 1 if mark in "[{" else max(0, depth - 1)
        if depth > STACK:
            return True
    return False
