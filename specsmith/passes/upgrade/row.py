"""One line of the mapping table: what a statement of the older specification becomes, and the function that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from specsmith.diagnostics import Code


@dataclass(frozen=True, slots=True)
class Row:
    """``keyword`` at ``place`` becomes ``becomes``; ``note`` says how, ``code`` is reported when something is bent.

    ``apply`` is the handler that a walk calls for the keyword, where the conversion works keyword by keyword; modules
    build their dispatch tables from their rows, so the page in ``docs/`` can't tell another story than the code.
    """

    place: str
    keyword: str
    becomes: str
    note: str = ""
    code: Code | None = None
    apply: Callable[..., Any] | None = None


def handlers(rows: tuple[Row, ...]) -> dict[str, Callable[..., Any]]:
    """Keyword → handler, for the rows that have one.

    >>> handlers((Row("Schema", "a", "b", apply=len), Row("Schema", "c", "d")))
    {'a': <built-in function len>}
    """
    return {row.keyword: row.apply for row in rows if row.apply is not None}
