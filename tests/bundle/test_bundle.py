"""External references: files beside the description are taken in, nothing else is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specsmith.model import Dialect, Document
from specsmith.passes.bundle import bundle
from specsmith.passes.finish.found import find
from specsmith.passes.finish.placeholders import add_placeholders
from specsmith.text import SourceFile, load, to_yaml

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "bundle" / "files_beside"


def read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(path.name, text))


def test_takes_in_what_stands_beside() -> None:
    document = read(FOLDER / "main.yaml")
    bundle(document, location=str(FOLDER / "main.yaml"))
    lines = sorted(f"{d.code} {d.file}{d.pointer} {d.message}" for d in document.diagnostics)
    result, found = to_yaml(document.root), "".join(f"{line}\n" for line in lines)
    if os.environ.get("SPECSMITH_GOLDEN"):
        (FOLDER / "expected.txt").write_text(result, encoding="utf-8")
        (FOLDER / "diagnostics.txt").write_text(found, encoding="utf-8")
    assert result == (FOLDER / "expected.txt").read_text(encoding="utf-8")
    assert found == (FOLDER / "diagnostics.txt").read_text(encoding="utf-8")


def test_what_was_taken_in_points_to_its_file() -> None:
    document = read(FOLDER / "main.yaml")
    bundle(document, location=str(FOLDER / "main.yaml"))
    origin = document.origin(document.root["components"]["schemas"]["pet"])
    assert (origin.source.path, origin.pointer) == ("schemas/pet.yaml", "")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("type: string\n", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    try:
        (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    text = "openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: {$ref: link.yaml}}}\n"
    (inside / "a.yaml").write_text(text, encoding="utf-8")
    document = read(inside / "a.yaml")
    bundle(document, location=str(inside / "a.yaml"))
    assert [d.code for d in document.diagnostics] == ["SS0492"]
    assert document.root["components"]["schemas"] == {"A": {"$ref": "#/components/schemas/link"}}


def test_every_reference_to_a_refused_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    schemas = "A: {$ref: ../b.yaml}, B: {$ref: ../b.yaml}"
    text = f"openapi: 3.1.0\npaths: {{}}\ncomponents: {{schemas: {{{schemas}}}}}\n"
    (tmp_path / "inside" / "a.yaml").write_text(text, encoding="utf-8")
    document = read(tmp_path / "inside" / "a.yaml")
    bundle(document, location=str(tmp_path / "inside" / "a.yaml"))
    told = sorted((d.code, d.pointer) for d in document.diagnostics)
    assert told == [("SS0492", f"/components/schemas/{name}/$ref") for name in "AB"]


def test_names_that_are_no_data_are_searched(tmp_path: Path) -> None:
    properties = "value: {$ref: b.yaml}, default: {$ref: '#/components/schemas/gone'}"
    schema = f"{{default: {{$ref: c.yaml}}, properties: {{{properties}}}}}"
    path = tmp_path / "a.yaml"
    path.write_text(f"openapi: 3.1.0\npaths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("type: string\n", encoding="utf-8")
    document = read(path)
    bundle(document, location=str(path))
    add_placeholders(document, find(document.root).references)
    schemas = document.root["components"]["schemas"]
    assert schemas["A"]["default"] == {"$ref": "c.yaml"}
    assert schemas["A"]["properties"]["value"] == {"$ref": "#/components/schemas/b"}
    assert schemas["b"] == {"type": "string"}
    assert "gone" in schemas


def test_what_is_missing_becomes_a_placeholder_with_one_warning_each() -> None:
    document = read(FOLDER / "main.yaml")
    bundle(document, location=str(FOLDER / "main.yaml"))
    before = len(document.diagnostics)
    add_placeholders(document, find(document.root).references)
    said = [(d.code, d.message) for d in document.diagnostics[before:]]
    assert said == [
        ("SS0410", "`responses/NotFound` is referred to, and no source defines it"),
        ("SS0410", "`schemas/outside` is referred to, and no source defines it"),
        ("SS0410", "`schemas/Own2` is referred to, and no source defines it"),
    ]
    assert document.root["components"]["responses"]["NotFound"]["x-specsmith-placeholder"] is True
    add_placeholders(document, find(document.root).references)
    assert len(document.diagnostics) == before + 3
