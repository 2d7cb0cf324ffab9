"""The table of cases: what goes in, what comes out, which rules say so. Repairing twice changes nothing more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from specsmith.passes.repair import repair
from specsmith.text import load
from tests.repair.conftest import ROOT, document_of, spelled

TABLE = ROOT / "tests" / "cases" / "repair" / "cases.yaml"


def _cases(table: Path) -> list[dict[str, Any]]:
    cases = yaml.safe_load(table.read_text(encoding="utf-8"))
    assert isinstance(cases, list)
    return cases


@pytest.mark.parametrize("case", _cases(TABLE), ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    document = document_of(case["input"])
    repair(document)
    expected = load(case["output"]).roots[0]
    for key in ("swagger", "openapi", "info", "paths"):
        if key not in expected:
            document.root.pop(key, None)
    assert document.root == expected, json.dumps(document.root, indent=1)
    assert sorted({diagnostic.code for diagnostic in document.diagnostics}) == sorted(case["codes"])


@pytest.mark.parametrize("case", _cases(TABLE), ids=lambda case: case["name"])
def test_twice_is_once(case: dict[str, Any]) -> None:
    document = document_of(case["input"])
    repair(document)
    before, said = spelled(document.root), len(document.diagnostics)
    repair(document)
    assert spelled(document.root) == before
    assert len(document.diagnostics) == said
