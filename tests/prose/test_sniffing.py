"""What is no reference page is not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from specsmith.recovery.prose import sniff_prose

CASES: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "prose-not" / "cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", CASES)
def test_other_texts_are_no_reference_pages(name: str) -> None:
    assert not sniff_prose(CASES[name])


def test_binary_and_empty_texts_are_no_reference_pages() -> None:
    assert not sniff_prose("")
    assert not sniff_prose("GET /users\0")
    assert not sniff_prose("x" * 50_000 + " GET /users")
