"""Tables whose cells a scraper put on lines of their own: the column words one under the other, then the rows."""

from __future__ import annotations

import re

from specsmith.recovery.prose.plain_tables import TYPE_WORD, column_kind

_NAME = re.compile(r"[A-Za-z_$@][\w$@.\-\[\]]*\*?")
_TITLE = re.compile(r"[A-Z][a-z]+")
_FITS = {
    "type": re.compile(rf"(?:{TYPE_WORD}|array of \w+|\w+\[\])\b.{{0,20}}", re.IGNORECASE),
    "required": re.compile(r"(?:required|optional|mandatory|yes|no|true|false|y|n)", re.IGNORECASE),
    "optional": re.compile(r"(?:required|optional|yes|no|true|false|y|n)", re.IGNORECASE),
    "in": re.compile(r"(?:path|query|header|body|form|cookie|formdata|url)", re.IGNORECASE),
    "default": re.compile(r"\S{1,30}"),
    "description": re.compile(r"(?=.*\s).+|.+\."),
}


def upright_columns(lines: list[str], start: int) -> tuple[str, ...]:
    """The column words that stand one under the other from `start` on; () when they head no table of fields.

    >>> upright_columns(["Name", "Type", "Description", "limit", "integer", "How many"], 0)
    ('Name', 'Type', 'Description')
    """
    columns: list[str] = []
    kinds: list[str | None] = []
    for line in lines[start : start + 6]:
        kind = column_kind(line.strip())
        if kind is None or kind in kinds or not line.strip()[:1].isupper():
            break
        columns.append(line.strip())
        kinds.append(kind)
    fits = len(columns) > 1 and kinds[0] == "name" and all(kind in _FITS for kind in kinds[1:])
    return tuple(columns) if fits else ()


def upright_rows(
    lines: list[str], start: int, columns: tuple[str, ...]
) -> tuple[list[tuple[int, tuple[str, ...]]], int]:
    """The rows under the columns, each with the index of its first line, and the index of the line after them.

    A cell that does not fit its column belongs to the next one: empty cells leave no line.

    >>> upright_rows(["limit", "integer", "How many", "The end."], 0, ("Name", "Type", "Description"))
    ([(0, ('limit', 'integer', 'How many'))], 3)
    """
    kinds = [column_kind(column) or "" for column in columns]
    rows: list[tuple[int, tuple[str, ...]]] = []
    at = start
    while at < len(lines):
        name = lines[at].strip()
        if not _NAME.fullmatch(name) or (_TITLE.fullmatch(name) and not (rows and _TITLE.fullmatch(rows[0][1][0]))):
            break
        cells, after = [name], at + 1
        for index, kind in enumerate(kinds[1:], 1):
            line = lines[after].strip() if after < len(lines) else ""
            last = index == len(kinds) - 1
            fits = bool(line) and _FITS[kind].fullmatch(line) is not None
            if kind == "default" and not last and fits:  # else it is the next name
                fits = (
                    after + 1 < len(lines) and _FITS[kinds[index + 1]].fullmatch(lines[after + 1].strip()) is not None
                )
            cells.append(line if fits else "")
            after += fits
        if after == at + 1:
            break
        rows.append((at, tuple(cells)))
        at = after
    return rows, at
