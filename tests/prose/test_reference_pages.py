"""Reference pages in many styles (tests/cases/prose): endpoints, parameters, bodies, responses; nothing guessed unmarked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specsmith.recovery.prose import ProseResult, read_prose, sniff_prose
from specsmith.text import load as load_yaml

CASES = Path(__file__).parents[1] / "cases" / "prose"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
INFERRED = "x-specsmith-inferred"


def load(name: str) -> tuple[str, dict[str, Any]]:
    page = next((CASES / name).glob("page.*")).read_text(encoding="utf-8")
    return page, load_yaml((CASES / name / "expected.yaml").read_text(encoding="utf-8")).roots[0]


def read(name: str) -> tuple[ProseResult, dict[str, Any]]:
    page, expected = load(name)
    result = read_prose(page)
    assert result is not None
    return result, expected


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": item[method]
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def resolve(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def members(document: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    schema = resolve(document, schema)
    if schema.get("type") == "array":
        schema = schema["items"]
    return list(schema.get("properties", {}))


@pytest.mark.parametrize("name", NAMES)
def test_endpoints_are_those_of_the_page(name: str) -> None:
    result, expected = read(name)
    assert sorted(operations(result.document)) == sorted(expected["endpoints"])


@pytest.mark.parametrize("name", NAMES)
def test_details_are_those_of_the_page(name: str) -> None:
    result, expected = read(name)
    found = operations(result.document)
    for operation, wanted in expected.get("parameters", {}).items():
        assert [f"{p['in']} {p['name']}" for p in found[operation].get("parameters", [])] == wanted, operation
    for operation, wanted in expected.get("required", {}).items():
        required = [
            p["name"] for p in found[operation].get("parameters", []) if p.get("required") and p["in"] != "path"
        ]
        assert required == wanted, operation
    for operation, wanted in expected.get("body", {}).items():
        content = found[operation]["requestBody"]["content"]
        assert members(result.document, next(iter(content.values()))["schema"]) == wanted, operation
    for operation, wanted in expected.get("media", {}).items():
        assert list(found[operation]["requestBody"]["content"]) == wanted, operation
    for operation, wanted in expected.get("responses", {}).items():
        assert list(found[operation]["responses"]) == wanted, operation
    if "server" in expected:
        assert [server["url"] for server in result.document["servers"]] == [expected["server"]]
    if "title" in expected:
        assert result.document["info"]["title"] == expected["title"]


@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_valid(name: str) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    result, _ = read(name)
    assert [error.message for error in OpenAPIV31SpecValidator(result.document).iter_errors()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_guess_is_marked_and_noted_with_its_line(name: str) -> None:
    result, expected = read(name)
    page, _ = load(name)
    lines = len(page.splitlines())
    assert all(1 <= note.line <= lines for note in result.notes)
    assert all(1 <= line <= lines for line in result.lines.values())
    pointers = set(pointers_of(result.document))
    assert {pointer for pointer in result.lines if pointer not in pointers} == set()
    assert {note.pointer for note in result.notes if note.pointer not in pointers} == set()
    found = operations(result.document)
    assert sorted(name for name in found if found[name].get(INFERRED)) == sorted(expected.get("inferred", []))


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_without_a_note_and_no_guess_without_a_mark(name: str) -> None:
    result, _ = read(name)
    noted = {note.pointer for note in result.notes}
    marked = [p.removesuffix(f"/{INFERRED}") for p in pointers_of(result.document) if p.endswith(f"/{INFERRED}")]
    for pointer in marked:
        inside = any(other == pointer or other.startswith(f"{pointer}/") for other in noted)
        assert inside, pointer
        assert any(pointer.startswith(known) for known in result.lines), pointer
    for pointer, confidence in result.confidences.items():
        if confidence < 0.5:
            assert any(pointer == p or pointer.startswith(f"{p}/") for p in marked), pointer


def pointers_of(node: Any, pointer: str = "") -> list[str]:
    out = [pointer]
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        out += pointers_of(value, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return out


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_sniffed_as_prose(name: str) -> None:
    assert sniff_prose(load(name)[0])


def test_precision_and_recall_over_all_pages() -> None:
    right = invented = missed = 0
    for name in NAMES:
        result, expected = read(name)
        found, wanted = set(operations(result.document)), set(expected["endpoints"])
        right, invented, missed = (
            right + len(found & wanted),
            invented + len(found - wanted),
            missed + len(wanted - found),
        )
    assert right / (right + invented) >= 0.95
    assert right / (right + missed) >= 0.95


def test_reading_is_deterministic() -> None:
    for name in NAMES:
        page, _ = load(name)
        assert read_prose(page) == read_prose(page)
