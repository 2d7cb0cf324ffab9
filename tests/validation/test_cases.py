"""Documents and the diagnostics they get: code, pointer, position, words."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from specsmith.validation import is_valid, validate_document
from tests.repair.conftest import ROOT, document_of

TABLE = ROOT / "tests" / "cases" / "validation" / "cases.yaml"


def _cases() -> list[dict[str, Any]]:
    cases = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    assert isinstance(cases, list)
    return cases


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    document = document_of(case["input"])
    before = json.dumps(document.root)
    found = [diagnostic.located() for diagnostic in validate_document(document)]
    assert json.dumps(document.root) == before
    assert not document.diagnostics
    shown = [f"{d.span.line if d.span else 0} {d.severity.value} {d.code} {d.pointer}: {d.message}" for d in found]
    assert shown == case["diagnostics"]
    assert is_valid(found) == (not any(" error " in line for line in case["diagnostics"]))
