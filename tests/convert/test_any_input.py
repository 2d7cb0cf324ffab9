"""Whatever stands in a document: converting never raises, ends, says where things came from, and is done once."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specsmith.model import Dialect, Document
from specsmith.passes.upgrade import upgrade
from specsmith.text import load
from specsmith.text.source import SourceFile
from tests.conftest import CASES

WORDS = [
    "$ref",
    "type",
    "in",
    "body",
    "formData",
    "query",
    "array",
    "object",
    "file",
    "schema",
    "items",
    "x-nullable",
    "name",
]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats(0, 1) | st.sampled_from([*WORDS, "", "#/definitions/A", "#/paths/~1a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FILES = sorted(path for area in ("convert", "upgrade") for path in (CASES / area).glob("*/input.yaml"))
INPUTS = [load(path.read_text(encoding="utf-8")).roots[0] for path in FILES]
NAMES = [path.parent.name for path in FILES]
DIALECTS = {"3.0": Dialect.OPENAPI_3_0, "3.1": Dialect.OPENAPI_3_1, "3.2": Dialect.OPENAPI_3_2}


def dialect(root: dict[str, Any]) -> Dialect:
    return DIALECTS.get(str(root.get("openapi"))[:3], Dialect.SWAGGER_2_0)


def document(root: dict[str, Any]) -> Document:
    return Document.read(root, dialect(root), SourceFile("input.yaml", ""))


def containers(node: Any) -> list[Any]:
    found, stack = [], [node]
    while stack:
        current = stack.pop()
        if isinstance(current, dict | list):
            found.append(current)
            stack.extend(current.values() if isinstance(current, dict) else current)
    return found


def replace(root: Any, choice: int, junk: Any) -> None:
    """Put ``junk`` into the place that ``choice`` picks among all places of the tree."""
    places = [(c, key) for c in containers(root) for key in (list(c) if isinstance(c, dict) else range(len(c)))]
    container, key = places[choice % len(places)]
    container[key] = copy.deepcopy(junk)


@given(
    which=st.integers(0, 10_000),
    changes=st.lists(st.tuples(st.integers(0, 10_000), JUNK), max_size=3),
    to=st.sampled_from([None, "3.0", "3.1", "3.2"]),
)
def test_anything_goes_through(which: int, changes: list[tuple[int, Any]], to: str | None) -> None:
    root = copy.deepcopy(INPUTS[which % len(INPUTS)])
    for choice, junk in changes:
        replace(root, choice, junk)
    converted = document(root)
    upgrade(converted, to)
    text = json.dumps(converted.root)
    assert converted.root["openapi"].startswith(to or "3.")
    upgrade(converted, to)
    assert json.dumps(converted.root) == text


@pytest.mark.parametrize("root", INPUTS, ids=NAMES)
@pytest.mark.parametrize("to", [None, "3.0", "3.2"])
def test_every_container_knows_its_source(root: dict[str, Any], to: str | None) -> None:
    converted = document(copy.deepcopy(root))
    upgrade(converted, to)
    lost = [node for node in containers(converted.root) if not converted.provenance.of(node)]
    assert lost == []


@pytest.mark.parametrize("root", INPUTS, ids=NAMES)
def test_no_subtree_stands_in_two_places(root: dict[str, Any]) -> None:
    converted = document(copy.deepcopy(root))
    upgrade(converted)
    ids = [id(node) for node in containers(converted.root)]
    assert len(ids) == len(set(ids))


def test_a_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no OpenAPI version"):
        upgrade(document({"swagger": "2.0"}), "4.0")
