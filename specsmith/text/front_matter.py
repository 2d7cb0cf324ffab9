"""Jekyll front matter: a document between two ``---`` lines, as static site generators keep it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*---[ \t]*(?:\r?\n|\Z)")
_CLOSE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``body``: the text between the marks; ``first_line``: its first line in the file (1-based); ``rest``: what follows."""

    body: str
    first_line: int
    rest: str


def unwrap(text: str) -> FrontMatter:
    """Take the front matter out of a text; a text without an opening ``---`` comes back whole.

    >>> unwrap("---\\nswagger: '2.0'\\n---\\nText\\n")
    FrontMatter(body="swagger: '2.0'\\n", first_line=2, rest='Text\\n')
    >>> unwrap("a: 1\\n").body
    'a: 1\\n'
    """
    opened = _OPEN.match(text)
    if opened is None:
        return FrontMatter(text, 1, "")
    first_line = text.count("\n", 0, opened.end()) + 1
    closed = _CLOSE.search(text, opened.end() - 1)
    if closed is None:
        return FrontMatter(text[opened.end() :], first_line, "")
    return FrontMatter(text[opened.end() : closed.start() + 1], first_line, text[closed.end() :])
