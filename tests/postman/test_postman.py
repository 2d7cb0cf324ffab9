"""Each folder of tests/cases/postman: a collection in, an OpenAPI tree and the diagnostics out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specsmith.merging import merge_documents
from specsmith.model import Dialect, Document
from specsmith.readers.postman import read_postman
from specsmith.text import SourceFile, load, to_yaml

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "postman"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def collection(text: str) -> Document:
    return read_postman(load(text).roots[0], SourceFile("collection.json", text))


@pytest.mark.parametrize("name", CASES)
def test_reads_as_expected(name: str) -> None:
    document = collection((FOLDER / name / "collection.json").read_text(encoding="utf-8"))
    lines = [
        f"{d.code}:{d.span.line if d.span else 0} {d.message}" for d in (x.located() for x in document.diagnostics)
    ]
    found, result = "".join(f"{line}\n" for line in lines), to_yaml(document.root)
    if os.environ.get("SPECSMITH_GOLDEN"):
        (FOLDER / name / "expected.yaml").write_text(result, encoding="utf-8")
        (FOLDER / name / "diagnostics.txt").write_text(found, encoding="utf-8")
    assert result == (FOLDER / name / "expected.yaml").read_text(encoding="utf-8")
    assert found == (FOLDER / name / "diagnostics.txt").read_text(encoding="utf-8")


def test_operations_point_to_their_items() -> None:
    document = collection((FOLDER / "folders_and_auth" / "collection.json").read_text(encoding="utf-8"))
    origins = document.provenance.of(document.root["paths"]["/mails"]["post"])
    assert [origin.pointer for origin in origins] == ["/item/0/item/1/item/0", "/item/0/item/1/item/1"]


def test_a_collection_counts_less_than_a_specification_and_fills_its_gaps() -> None:
    spec = """
openapi: 3.1.1
info: {title: Mail, version: 1.0.0}
servers: [{url: 'https://mail.example'}]
paths:
  /mails/{mail_id}:
    get:
      summary: Get
      parameters: [{name: mail_id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: OK}}
"""
    weak = collection((FOLDER / "folders_and_auth" / "collection.json").read_text(encoding="utf-8"))
    strong = Document.read(load(spec).roots[0], Dialect.OPENAPI_3_1, SourceFile("a.yaml", spec))
    merged = merge_documents([weak, strong]).document.root
    operation = merged["paths"]["/mails/{mail_id}"]["get"]
    assert operation["summary"] == "Get"
    assert operation["description"] == "One mail."
    assert operation["responses"]["200"]["content"] == {"application/json": {"schema": {}, "example": {"id": 42}}}
    assert operation["parameters"][0] == {
        "name": "mail_id", "in": "path", "required": True, "schema": {"type": "integer"}, "example": "42",
    }  # fmt: skip


def test_a_request_with_values_in_its_path_belongs_to_the_template_that_fits() -> None:
    spec = """
openapi: 3.1.1
info: {title: Mail, version: 1.0.0}
servers: [{url: 'https://mail.example'}]
paths: {'/mails/{id}': {get: {responses: {'200': {description: OK}}}}}
"""
    weak = collection('{"info": {"name": "M"}, "item": [{"name": "One", "request": "https://mail.example/mails/42"}]}')
    strong = Document.read(load(spec).roots[0], Dialect.OPENAPI_3_1, SourceFile("a.yaml", spec))
    merged = merge_documents([weak, strong]).document.root
    assert list(merged["paths"]) == ["/mails/{id}"]
    assert merged["paths"]["/mails/{id}"]["get"]["summary"] == "One"


@pytest.mark.parametrize("to", ["3.0", "3.1"])
def test_a_collection_alone_becomes_a_valid_document(to: str) -> None:
    from specsmith import convert, merge

    text = """{"info": {"name": "Mail", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
      "item": [{"name": "list", "request": {"method": "GET", "url": "https://a.example/v1/mails/{id}?page=1"}}]}"""
    for result in (convert(text, to=to), merge([text], to=to)):
        assert result.ok, result.diagnostics
        assert result.document is not None
        assert result.document.root["openapi"].startswith(to)
