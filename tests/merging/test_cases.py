"""Each folder of tests/cases/merging: some documents in, one document and the diagnostics out."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from specsmith.merging import Merged, MergeOptions, merge_documents
from specsmith.model import Dialect, Document
from specsmith.text import SourceFile, load, to_yaml

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "merging"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
FOR_ONE_MERGE = {"prefer_newest", "prefer_source"}  # a preference for one source holds for that merge only


def read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(path.name, text))


def read_text(text: str, name: str = "openapi.yaml") -> Document:
    return Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(name, text))


def documents(name: str) -> list[Document]:
    return [read(path) for path in sorted((FOLDER / name).glob("*.in.yaml"))]


def options(name: str) -> MergeOptions:
    path = FOLDER / name / "options.yaml"
    return MergeOptions(**load(path.read_text(encoding="utf-8")).roots[0]) if path.exists() else MergeOptions()


def said(merged: Merged) -> str:
    found = sorted((d.located() for d in merged.document.diagnostics), key=lambda d: d.sort_key())
    return "".join(f"{d.code} {d.file}:{d.span.line if d.span else 0} {d.message}\n" for d in found)


@pytest.mark.parametrize("name", CASES)
def test_merges_as_expected(name: str) -> None:
    merged = merge_documents(documents(name), options(name))
    result, found = to_yaml(merged.document.root), said(merged)
    if os.environ.get("SPECSMITH_GOLDEN"):
        (FOLDER / name / "expected.yaml").write_text(result, encoding="utf-8")
        (FOLDER / name / "diagnostics.txt").write_text(found, encoding="utf-8")
    assert result == (FOLDER / name / "expected.yaml").read_text(encoding="utf-8")
    assert found == (FOLDER / name / "diagnostics.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_the_order_of_documents_does_not_matter(name: str) -> None:
    expected = merge_documents(documents(name), options(name))
    for order in itertools.permutations(documents(name)):
        merged = merge_documents(order, options(name))
        assert to_yaml(merged.document.root) == to_yaml(expected.document.root)
        assert said(merged) == said(expected)


@pytest.mark.parametrize("name", [name for name in CASES if name not in FOR_ONE_MERGE])
def test_merging_again_changes_nothing(name: str) -> None:
    once = to_yaml(merge_documents(documents(name)).document.root)
    assert to_yaml(merge_documents([read_text(once)]).document.root) == once
    assert to_yaml(merge_documents([read_text(once), read_text(once, "again.yaml")]).document.root) == once
    for document in documents(name):
        assert to_yaml(merge_documents([read_text(once), document]).document.root) == once
    assert to_yaml(merge_documents([read_text(once), *documents(name)]).document.root) == once


@pytest.mark.parametrize("name", CASES)
def test_the_inputs_stay_as_they_are(name: str) -> None:
    inputs = documents(name)
    merge_documents(inputs, options(name))
    assert [to_yaml(d.root) for d in inputs] == [to_yaml(d.root) for d in documents(name)]
