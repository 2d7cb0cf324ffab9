"""Titles in a page that lost its headings: the short line above the sentences that stand above an endpoint.

One such line could be anything. A page on which every endpoint has one was written in that way: "Create a ship", what it
does and answers, then `POST /ships`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.cues import is_generic, is_label
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.paths import matches
from specsmith.recovery.prose.statements import How, Statement, line_statements, lone_method, lone_path

Line = tuple[int, str]
TITLE_LIKE = re.compile(r"^[A-Z][^.!?:]{2,70}$")
_GOES_ON = re.compile(r"\b(?:an?|the|of|and|or|for|to|with|in|on|by|from|as|is|are|be|that|which|its?|this)$|,$")
_SENTENCE_END = re.compile(r"[.!?][)\"'`]*$")
_LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True)
class LostTitles:
    """Lines that are titles; lines that may be one, so that what follows is about the endpoint above or the one below."""

    sure: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()


def lost_titles(blocks: list[Block]) -> LostTitles:
    """The titles of a page without headings: sure when every endpoint, or group of endpoints, of the page has one.

    >>> from specsmith.recovery.prose.blocks import scan
    >>> page = "List ships\\nAll of them.\\nGET /ships\\n\\nBuild a ship\\nAnswers `201`.\\nPOST /ships\\n"
    >>> sorted(lost_titles(scan(page)).sure)
    [1, 5]
    >>> lost_titles(scan(page.replace("List ships", "It says:")))
    LostTitles(sure=frozenset(), doubtful=frozenset({5}))
    """
    if any(block.kind is Kind.HEADING for block in blocks):
        return LostTitles()
    titles: dict[int, bool] = {}
    known: list[Statement] = []
    above: list[Line] = []
    each = True
    for block in blocks:
        lines = list(block.lines) if block.kind in {Kind.PARAGRAPH, Kind.CODE} else []
        for index, (number, text) in enumerate(lines):
            stated = _stated(lines, index, code=block.kind is Kind.CODE)
            if stated is None:
                above.append((number, text))
                continue
            title = _title(above)
            if title is not None and len(above) == 1 and not known:
                title = None  # right above the first endpoint stands the title of the page as often as its own
            if title is not None:
                titles[title[0]] = title[0] != above[-1][0]
            elif above or not known:
                each = each and any(_repeats(stated, other) for other in known)
            known.append(stated)
            above = []
        if block.kind is not Kind.PARAGRAPH:
            above = [(block.line, "")]
    led = frozenset(number for number, sentences in titles.items() if sentences)
    if each and led and len(titles) > 1:
        return LostTitles(sure=frozenset(titles))
    return LostTitles(doubtful=led)


def _stated(lines: list[Line], index: int, *, code: bool) -> Statement | None:
    """The endpoint of a line, or of a lone method above a lone path."""
    number, text = lines[index]
    stated = line_statements(text.strip(), number, code=code)
    if stated or code:
        return stated[0] if stated else None
    method = lone_method(text)
    path = lone_path(lines[index + 1][1]) if method and index + 1 < len(lines) else None
    return Statement(method, path, number, How.LINE) if method and path is not None else None


def _repeats(one: Statement, other: Statement) -> bool:
    """Whether an endpoint was stated before: as it is, or this is a call of it with values."""
    return (
        one.method == other.method
        and one.path is not None
        and other.path is not None
        and matches(other.path.template, one.path.template)
    )


def _title(above: list[Line]) -> Line | None:
    """The title at the head of the lines that end just above an endpoint: nothing but sentences stand between."""
    for back, (number, text) in enumerate(reversed(above[-_LONGEST_LEAD:])):
        clean = plain(text)
        below = plain(above[len(above) - back][1]) if back else ""
        if TITLE_LIKE.match(clean) and not is_label(text) and not _GOES_ON.search(clean) and not below[:1].islower():
            return None if is_generic(clean) else (number, text)
        wrapped = back > 0 and not is_label(text)
        if not _SENTENCE_END.search(clean) and not wrapped:
            return None
    return None
