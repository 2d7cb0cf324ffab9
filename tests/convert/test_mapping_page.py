"""docs/mapping.md tells what the code does: generated from its tables, and current."""

from __future__ import annotations

from specsmith.passes.upgrade import schemas, three_one_schemas, three_zero
from specsmith.passes.upgrade.mapping_page import PARTS, page
from tests.conftest import ROOT


def test_the_page_is_current() -> None:
    written = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
    assert written == page(), "run `python -m specsmith.passes.upgrade.mapping_page > docs/mapping.md`"


def test_every_schema_keyword_that_the_code_looks_at_is_on_the_page() -> None:
    text = page()
    for table in (schemas.TABLE, schemas.COMMON_TABLE, three_one_schemas.TABLE):
        for keyword in table:
            assert f"| Schema | `{keyword}` |" in text
    for keyword in three_zero.SCHEMA_EXTRAS:
        assert f"`x-openapi-{keyword}`" in text


def test_no_line_stands_twice() -> None:
    for title, rows in PARTS:
        said = [(row.place, row.keyword) for row in rows]
        assert len(said) == len(set(said)), title
