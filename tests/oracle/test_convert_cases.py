"""The promised conversions, each a folder of data: see tests/cases/convert/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import specsmith
from specsmith.text import load

CASES = Path(__file__).parent.parent / "cases" / "convert"
EVERY = sorted(path.parent for path in CASES.glob("*/input.yaml"))
ANY = "*ANY*"


def read(path: Path) -> Any:
    return load(path.read_text(encoding="utf-8")).roots[0]


def options(case: Path) -> dict[str, Any]:
    path = case / "options.yaml"
    return read(path) if path.exists() else {}


def differences(expected: Any, found: Any, at: str = "") -> list[str]:
    """Where two trees differ; ``*ANY*`` stands for any value.

    >>> differences({"a": [1, "*ANY*"]}, {"a": [2, 3], "b": 1})
    ['/a/0: expected 1, found 2', '/b: not expected: 1']
    """
    if expected == ANY:
        return []
    if isinstance(expected, dict) and isinstance(found, dict):
        out = [f"{at}/{key}: missing, expected {json.dumps(expected[key])}" for key in expected if key not in found]
        for key, value in found.items():
            if key in expected:
                out += differences(expected[key], value, f"{at}/{key}")
            else:
                out.append(f"{at}/{key}: not expected: {json.dumps(value)}")
        return sorted(out)
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [
            one for i, pair in enumerate(zip(expected, found, strict=True)) for one in differences(*pair, f"{at}/{i}")
        ]
    same = expected == found and isinstance(expected, bool) == isinstance(found, bool)
    return [] if same else [f"{at}: expected {json.dumps(expected)}, found {json.dumps(found)}"]


@pytest.mark.parametrize(
    "case", [case for case in EVERY if (case / "expected.yaml").exists()], ids=lambda case: case.name
)
def test_writes_what_a_specialist_would(case: Path) -> None:
    result = specsmith.convert(case / "input.yaml", **options(case))
    assert result.document is not None
    found = differences(read(case / "expected.yaml"), result.document.root)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "case", [case for case in EVERY if (case / "diagnostics.txt").exists()], ids=lambda case: case.name
)
def test_reports_what_it_had_to_decide(case: Path) -> None:
    diagnostics = specsmith.convert(case / "input.yaml", **options(case)).diagnostics
    for line in (case / "diagnostics.txt").read_text(encoding="utf-8").splitlines():
        at, _, text = line[1:].partition(": ") if line.startswith("@") else ("", "", line)
        near = [one for one in diagnostics if one.pointer == at or one.pointer.startswith(f"{at}/")]
        said = [f"{one.pointer}: {one.message}" for one in diagnostics]
        assert any(text in one.message for one in near), (line, said)
        assert all(one.span is not None for one in near if text in one.message), f"without position: {line}"


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_converting_twice_changes_nothing(case: Path, tmp_path: Path) -> None:
    first = specsmith.convert(case / "input.yaml", **options(case)).document
    assert first is not None
    again = tmp_path / "again.json"
    again.write_text(json.dumps(first.root), encoding="utf-8")
    second = specsmith.convert(again, **options(case)).document
    assert second is not None
    assert differences(first.root, second.root) == []


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_output_is_valid(case: Path) -> None:
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    document = specsmith.convert(case / "input.yaml", **options(case)).document
    assert document is not None
    kind = OpenAPIV30SpecValidator if document.root["openapi"].startswith("3.0") else OpenAPIV31SpecValidator
    if document.root["openapi"].startswith("3.2"):
        document.root["openapi"] = "3.1.1"  # nothing of 3.2 alone is in the cases, and the validator may not know it
    broken = (
        "22-template-parameter-mismatch", "22-undefined-security",
    )  # fmt: skip
    errors = [] if case.name in broken else [error.message for error in kind(document.root).iter_errors()]
    assert errors == []
