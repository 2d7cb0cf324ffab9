"""The oracle is worth something if it finds what a bad converter does: each entry of the table bends a good output."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from specsmith.text.load import load
from tests.oracle import Loss, compare, unexplained

CASES = Path(__file__).parent.parent / "cases"


def read(path: Path) -> Any:
    loaded = load(path.read_text(encoding="utf-8"))
    assert loaded.roots, loaded.problems
    return loaded.roots[0]


GOOD_SWAGGER = read(CASES / "oracle" / "good.swagger.yaml")
GOOD_OPENAPI = read(CASES / "oracle" / "good.openapi.yaml")
MUTATIONS: list[dict[str, Any]] = read(CASES / "oracle" / "mutations.yaml")
CONVERSIONS = sorted(path.parent for path in (CASES / "convert").glob("*/expected.yaml"))

REPAIRED = {
    "01-path-level-body-overridden": ["/paths/~1pets/parameters/0"],
    "06-file-without-multipart": ["/paths/~1json/post", "/paths/~1urlencoded/post"],
    "06-form-beside-json": ["/paths/~1login/post"],
    "06-form-fields-without-form-media-type": ["/paths/~1login/post"],
    "15-default-beside-reference": ["/definitions/P/properties/bad", "/definitions/P/properties/bad/default"],
    "20-missing-responses": ["/responses"],
    "22-definitions-that-only-know-themselves": [
        *(f"/paths/~1a/post/parameters/{below}" for below in ("0/name", "0/schema", "0/schema/type", "1")),
    ],
    "26-bearer-tokens": ["/securityDefinitions/word/type"],
    "30-relative-links": ["/externalDocs"],
    "32-schema-reference-beside-statements": [
        *(f"/paths/~1a/post/parameters{index}" for index in ("", "/1", "/2")),
        *(f"/paths/~1a/post{below}" for below in ("", "/responses/200", "/responses/200/type")),
    ],
    "33-type-less-parameters": [f"/paths/~1a/get/parameters/{index}" for index in range(3)],
    "34-cross-file-references": [
        "/paths/~1a/get/parameters/0",
        "/paths/~1a/get/parameters",
        "/definitions",
        "/parameters",
    ],
}
"""Cases whose input is broken or incomplete by itself, and where the oracle has to see that something was changed."""


def bend(tree: Any, pointer: str, mutation: dict[str, Any]) -> Any:
    bent = copy.deepcopy(tree)
    node = bent
    names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    for name in names[:-1]:
        node = node[int(name)] if isinstance(node, list) else node[name]
    key: Any = int(names[-1]) if isinstance(node, list) else names[-1]
    if mutation.get("drop"):
        del node[key]
    elif isinstance(node, list) and key == len(node):
        node.append(mutation["set"])
    else:
        assert not isinstance(node, dict) or node.get(key) != mutation["set"]
        node[key] = mutation["set"]
    return bent


def test_a_good_conversion_has_no_losses() -> None:
    assert compare(GOOD_SWAGGER, GOOD_OPENAPI) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[mutation["name"] for mutation in MUTATIONS])
def test_a_bent_conversion_is_noticed(mutation: dict[str, Any]) -> None:
    losses = compare(GOOD_SWAGGER, bend(GOOD_OPENAPI, mutation["at"], mutation))
    assert any(loss.pointer.startswith(mutation["near"]) for loss in losses), [str(loss) for loss in losses]


@pytest.mark.parametrize("case", CONVERSIONS, ids=lambda case: case.name)
def test_expected_conversions_have_no_losses(case: Path) -> None:
    swagger = read(case / "input.yaml")
    if swagger.get("swagger") != "2.0":
        return  # the conversions between OpenAPI versions are compared as trees only
    losses = compare(swagger, read(case / "expected.yaml"))
    assert sorted({loss.pointer for loss in losses}) == sorted(REPAIRED.get(case.name, [])), [
        str(one) for one in losses
    ]


def test_cost_is_linear_in_shared_definitions() -> None:
    """A chain in which each definition refers twice to the next would take 2^200 steps without remembering pairs."""
    size = 200

    def chain(prefix: str) -> dict[str, Any]:
        links: dict[str, Any] = {f"D{size}": {"type": "string"}}
        for index in range(size):
            target = {"$ref": f"{prefix}D{index + 1}"}
            links[f"D{index}"] = {"type": "object", "properties": {"a": target, "b": dict(target)}}
        return links

    info = {"title": "t", "version": "1"}
    old = {"swagger": "2.0", "info": info, "paths": {}, "definitions": chain("#/definitions/")}
    new = {"openapi": "3.1.1", "info": info, "paths": {}, "components": {"schemas": chain("#/components/schemas/")}}
    assert compare(old, new) == []


def test_a_diagnostic_about_the_whole_file_explains_nothing() -> None:
    class Diagnostic:
        def __init__(self, pointer: str) -> None:
            self.pointer = pointer

    loss = Loss("/paths/~1a/get/parameters/0/items/format", "format: x", "gone")
    assert unexplained([loss], [Diagnostic(""), Diagnostic("/paths"), Diagnostic("/paths/~1a/get")]) == [loss]
    assert unexplained([loss], [Diagnostic("/paths/~1a/get/parameters/1")]) == [loss]
    assert unexplained([loss], [Diagnostic("/paths/~1a/get/parameters/0")]) == []
    assert unexplained([loss], [Diagnostic("/paths/~1a/get/parameters/0/items/format")]) == []
