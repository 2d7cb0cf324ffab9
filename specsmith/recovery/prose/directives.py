"""Sphinx http directives (`.. http:get:: /users`): their indented bodies are text like any other, not code."""

from __future__ import annotations

import re

_HTTP = re.compile(r"^(\s*)\.\.\s+http:(?:get|put|post|delete|patch|head|options)::\s", re.IGNORECASE | re.MULTILINE)
_OTHER = re.compile(r"^\s*\.\.\s+[\w:-]+::|^\s*\.\.\s+_[^:]+:\s*$")


def unfold_directives(text: str) -> str:
    """Take the indentation off the bodies of http directives and leave other directive marks out; lines keep their numbers.

    >>> unfold_directives(".. http:get:: /users\\n\\n   All users.\\n\\n   :query limit: how many")
    '.. http:get:: /users\\n\\nAll users.\\n\\n:query limit: how many'
    """
    if not _HTTP.search(text):
        return text
    out: list[str] = []
    outer, body = -1, 0
    for line in text.split("\n"):
        own = len(line) - len(line.lstrip())
        directive = _HTTP.match(line)
        if directive or (line.strip() and own <= outer):
            outer, body = (len(directive[1]), 0) if directive else (-1, 0)
        elif line.strip() and outer >= 0:
            body = body or own
        shown = line[min(own, outer if directive else body) :] if outer >= 0 else line
        out.append("" if not directive and _OTHER.match(line) else shown)
    return "\n".join(out)
