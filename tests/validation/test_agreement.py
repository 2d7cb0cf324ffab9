"""Over mutated documents this validator finds an error wherever openapi-spec-validator finds one."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from specsmith.diagnostics import Severity
from specsmith.model import Dialect, Document
from specsmith.passes.repair import repair
from specsmith.text import SourceFile, load
from specsmith.validation import validate_document
from specsmith.validation.second_opinion import spec_validator_errors
from tests.repair.conftest import ROOT

BASES = {
    Dialect.SWAGGER_2_0: "swagger-2.0.yaml",
    Dialect.OPENAPI_3_0: "openapi-3.0.yaml",
    Dialect.OPENAPI_3_1: "openapi-3.1.yaml",
    Dialect.OPENAPI_3_2: "openapi-3.2.yaml",
}
JUNK: list[Any] = [
    None, True, 0, -1, 2.5, "", "x", "String", "#/definitions/Pet", "#/components/schemas/Nope", "a, b", [], {}, [None],
    ["a", "a"], [{}], {"a": 1}, {"x": {}}, "200 OK", {"$ref": "#/definitions/Pet"}, {"$ref": 5}, "[a", "path", ["zz"],
    {"type": "string", "default": 5}, {"allOf": [{}], "required": ["q"]}, {"minimum": 3, "default": 1},
]  # fmt: skip
KEYS = [
    "type",
    "in",
    "name",
    "items",
    "enum",
    "default",
    "required",
    "responses",
    "schema",
    "parameters",
    "$ref",
    "odd",
]


def _base(dialect: Dialect) -> dict[str, Any]:
    file = ROOT / "tests" / "cases" / "validation" / "bases" / BASES[dialect]
    root: dict[str, Any] = load(file.read_text(encoding="utf-8")).roots[0]
    return root


def mutated(root: dict[str, Any], seed: int, times: int = 1) -> dict[str, Any]:
    """A copy of a document with something wrong in it."""
    rnd = random.Random(seed)
    tree = copy.deepcopy(root)
    for _ in range(times):
        spots = _spots(tree)
        container, key = rnd.choice(spots)
        kind = rnd.random()
        if kind < 0.6:
            container[key] = copy.deepcopy(rnd.choice(JUNK))
        elif kind < 0.75:
            del container[key]
        elif isinstance(container, list):
            container.append(copy.deepcopy(container[key]))
        elif kind < 0.9:
            container[rnd.choice(KEYS)] = copy.deepcopy(rnd.choice(JUNK))
        else:
            container[key.upper()] = container.pop(key)
    return tree


def _spots(root: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    stack = [root]
    while stack:
        node = stack.pop()
        for key, value in list(node.items()) if isinstance(node, dict) else list(enumerate(node)):
            found.append((node, key))
            if isinstance(value, dict | list):
                stack.append(value)
    return found


@pytest.mark.parametrize("dialect", list(BASES), ids=lambda dialect: dialect.value)
def test_the_bases_are_valid(dialect: Dialect) -> None:
    root = _base(dialect)
    assert not [
        d for d in validate_document(Document.read(root, dialect, SourceFile("a", ""))) if d.severity == "error"
    ]
    assert not spec_validator_errors(root)


@pytest.mark.parametrize("dialect", list(BASES), ids=lambda dialect: dialect.value)
def test_what_openapi_spec_validator_finds_is_found(dialect: Dialect) -> None:
    base = _base(dialect)
    compared = 0
    for seed in range(40):
        root = mutated(base, seed)
        if not str(root.get("openapi") or root.get("swagger")).startswith(("2.0", "3.")):
            continue
        before = json.dumps(root)
        own = validate_document(Document.read(root, dialect, SourceFile("a", "")))
        assert json.dumps(root) == before
        theirs = spec_validator_errors(root)
        if theirs:
            compared += 1
            assert any(d.severity is Severity.ERROR for d in own), (seed, theirs[0])
    assert compared > 10


@pytest.mark.parametrize("dialect", list(BASES), ids=lambda dialect: dialect.value)
def test_repair_never_raises_and_is_idempotent(dialect: Dialect) -> None:
    base = _base(dialect)
    for seed in range(150):
        document = Document.read(mutated(base, seed, times=3), dialect, SourceFile("a", ""))
        repair(document)
        before = json.dumps(document.root)
        repair(document)
        assert json.dumps(document.root) == before, seed


@pytest.mark.parametrize("dialect", list(BASES), ids=lambda dialect: dialect.value)
def test_validation_never_raises(dialect: Dialect) -> None:
    base = _base(dialect)
    for seed in range(150):
        validate_document(Document.read(mutated(base, seed, times=3), dialect, SourceFile("a", "")))


def test_the_second_opinion_agrees_on_a_sound_document() -> None:
    document = Document.read(_base(Dialect.OPENAPI_3_1), Dialect.OPENAPI_3_1, SourceFile("a", ""))
    assert not [d for d in validate_document(document, second_opinion=True) if d.code == "SS0590"]


def test_the_second_opinion_speaks_up_where_the_verdicts_differ() -> None:
    root = _base(Dialect.OPENAPI_3_1)
    root["components"]["requestBodies"] = {"odd": {"content": {"text/plain": {"schema": {"type": "strin"}}}}}
    document = Document.read(root, Dialect.OPENAPI_3_1, SourceFile("a", ""))
    assert [d.severity for d in validate_document(document, second_opinion=True) if d.code == "SS0590"] == ["warning"]
