"""Several documents in one file, kept apart by `---` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specsmith.recovery.cleanup_text import TOP_KEY

_MARK = re.compile(r"^(?:---(?:\s.*)?|\.\.\.)\s*$")


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One document of a text and the line (from 1) of the text on which it begins."""

    text: str
    first_line: int


def split_documents(text: str) -> list[DocumentPart]:
    """Split at `---` lines that stand between documents; a rule inside a description (no document follows) is text.

    >>> [part.first_line for part in split_documents("swagger: '2.0'\\n---\\nopenapi: 3.0.0\\n")]
    [1, 3]
    >>> len(split_documents("a: |\\n  x\\n  ---\\n  y\\n"))
    1
    """
    if "---" not in text and "\n..." not in text:
        return [DocumentPart(text, 1)] if text.strip() else []
    lines = text.split("\n")
    starts = [0]
    for index, line in enumerate(lines):
        if _MARK.match(line) and (
            _document_follows(lines, index + 1) or not any(part.strip() for part in lines[index + 1 :])
        ):
            starts.append(index + 1)
    parts = []
    for start, end in zip(starts, [*[s - 1 for s in starts[1:]], len(lines)], strict=True):
        body = "\n".join(lines[start:end])
        if body.strip():
            parts.append(DocumentPart(body + ("\n" if end < len(lines) else ""), start + 1))
    return parts


def _document_follows(lines: list[str], index: int) -> bool:
    following = next((line for line in lines[index:] if line.strip() and not line.lstrip().startswith("#")), "")
    return bool(TOP_KEY.match(following)) or following.lstrip().startswith("{")
