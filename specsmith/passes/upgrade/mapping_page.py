"""``docs/mapping.md``: what every statement becomes, written from the tables that the conversion itself uses.

``python -m specsmith.passes.upgrade.mapping_page`` prints the page; a test checks that the file in ``docs/`` is current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from specsmith.passes.upgrade import (
    bodies,
    discriminators,
    extensions,
    names,
    operations,
    parameters,
    references,
    responses,
    schemas,
    security,
    servers,
    swagger,
    three_one,
    three_one_schemas,
    three_two,
    three_zero,
)
from specsmith.passes.upgrade.row import Row

_INTRODUCTION = """\
# What a conversion writes

This page is generated from the tables that the conversion uses (`python -m specsmith.passes.upgrade.mapping_page`).
A code in the last column is reported, with file, line and column, when a statement had to be bent;
`specsmith explain CODE` says more.
"""

#: Title → rows of each part of the page.
PARTS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Swagger 2.0 → OpenAPI 3.1: document and servers", (*swagger.ROWS, *servers.ROWS, *names.ROWS, *references.ROWS)),
    ("Swagger 2.0 → OpenAPI 3.1: paths and parameters", (*operations.ROWS, *parameters.ROWS)),
    ("Swagger 2.0 → OpenAPI 3.1: request bodies and responses", (*bodies.ROWS, *responses.ROWS)),
    ("Swagger 2.0 → OpenAPI 3.1: schemas", (*schemas.ROWS, *discriminators.ROWS)),
    ("Swagger 2.0 → OpenAPI 3.1: security", security.ROWS),
    ("Swagger 2.0 → OpenAPI 3.1: extensions", extensions.ROWS),
    ("OpenAPI 3.0 → 3.1", three_zero.ROWS),
    ("OpenAPI 3.1 → 3.0", (*three_one.ROWS, *three_one_schemas.ROWS)),
    ("OpenAPI 3.2 → 3.1", three_two.ROWS),
)


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_part(title, rows) for title, rows in PARTS)])


def _part(title: str, rows: Iterable[Row]) -> str:
    lines = [f"## {title}", "", "| Where | Statement | Becomes | How | Code |", "|---|---|---|---|---|"]
    lines += [_line(row) for row in rows]
    return "\n".join([*lines, ""])


def _line(row: Row) -> str:
    """One row of a Markdown table.

    >>> _line(Row("Schema", "a|b", "c"))
    '| Schema | `a\\\\|b` | `c` |  |  |'
    """
    cells = (row.place, f"`{row.keyword}`", f"`{row.becomes}`", row.note, row.code.id if row.code else "")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
