"""Each folder of tests/cases/overlay: a description and an overlay in, the corrected description and the diagnostics out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specsmith.ledger import close, take_inventory
from specsmith.model import Dialect, Document
from specsmith.passes.finish.overlay import apply_overlay, apply_overlay_files
from specsmith.text import SourceFile, load, to_yaml

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "overlay"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(path.name, text))


@pytest.mark.parametrize("name", CASES)
def test_applies_as_expected(name: str) -> None:
    document = read(FOLDER / name / "openapi.yaml")
    text = (FOLDER / name / "overlay.yaml").read_text(encoding="utf-8")
    apply_overlay(document, load(text).roots[0], SourceFile("overlay.yaml", text))
    lines = [
        f"{d.code} {d.file}:{d.span.line if d.span else 0} {d.message}"
        for d in (x.located() for x in document.diagnostics)
    ]
    found, result = "".join(f"{line}\n" for line in lines), to_yaml(document.root)
    if os.environ.get("SPECSMITH_GOLDEN"):
        (FOLDER / name / "expected.yaml").write_text(result, encoding="utf-8")
        (FOLDER / name / "diagnostics.txt").write_text(found, encoding="utf-8")
    assert result == (FOLDER / name / "expected.yaml").read_text(encoding="utf-8")
    assert found == (FOLDER / name / "diagnostics.txt").read_text(encoding="utf-8")


def test_what_an_overlay_removes_is_explained_to_the_ledger() -> None:
    document = read(FOLDER / "remove" / "openapi.yaml")
    inventory = take_inventory(document)
    overlay = load((FOLDER / "remove" / "overlay.yaml").read_text(encoding="utf-8")).roots[0]
    apply_overlay(document, overlay, SourceFile("overlay.yaml", ""))
    report = close([inventory], document, document.diagnostics)
    assert (report.stated, report.written, report.unexplained) == (2, 1, 0)


def test_what_an_overlay_adds_points_to_the_overlay() -> None:
    document = read(FOLDER / "update_merges_and_appends" / "openapi.yaml")
    text = (FOLDER / "update_merges_and_appends" / "overlay.yaml").read_text(encoding="utf-8")
    apply_overlay(document, load(text).roots[0], SourceFile("overlay.yaml", text))
    origin = document.origin(document.root["tags"][-1])
    assert (origin.source.path, origin.rule) == ("overlay.yaml", "overlay")


def test_a_file_that_can_not_be_read_is_an_error_and_the_others_count(tmp_path: Path) -> None:
    document = read(FOLDER / "remove" / "openapi.yaml")
    apply_overlay_files(document, [str(tmp_path / "none.yaml"), str(FOLDER / "remove" / "overlay.yaml")])
    assert document.diagnostics[0].code == "SS0450"
    assert "/internal" not in document.root["paths"]
