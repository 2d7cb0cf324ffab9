"""The upgrade alone, without the repairs that usually come first: each case a folder of data under tests/cases/upgrade.

``input.yaml``, ``expected.yaml`` (the whole result), ``options.yaml`` (``to``), and ``diagnostics.txt``: code, pointer and
message of everything reported. ``SPECSMITH_UPDATE=1`` writes the expected files anew; review the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from specsmith.model import Document
from specsmith.passes.upgrade import upgrade
from specsmith.text import load, to_yaml
from specsmith.text.source import SourceFile
from tests.conftest import CASES
from tests.convert.test_any_input import dialect

EVERY = sorted(path.parent for path in (CASES / "upgrade").glob("*/input.yaml"))


def read(path: Path) -> Any:
    return load(path.read_text(encoding="utf-8")).roots[0]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_writes_and_reports_what_is_expected(case: Path) -> None:
    text = (case / "input.yaml").read_text(encoding="utf-8")
    root = load(text).roots[0]
    document = Document.read(root, dialect(root), SourceFile("input.yaml", text))
    options = read(case / "options.yaml") if (case / "options.yaml").exists() else {}
    upgrade(document, **options)
    said = [f"{one.code} {one.pointer or '/'}: {one.message}\n" for one in document.diagnostics]
    if os.environ.get("SPECSMITH_UPDATE"):
        (case / "expected.yaml").write_text(to_yaml(document.root), encoding="utf-8")
        (case / "diagnostics.txt").write_text("".join(said), encoding="utf-8")
    assert document.root == read(case / "expected.yaml")
    assert "".join(said) == (case / "diagnostics.txt").read_text(encoding="utf-8")
    assert all(one.located().span is not None for one in document.diagnostics)
