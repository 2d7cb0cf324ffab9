"""Merging is a join: the order of sources does not matter, and what was merged stays when a source comes again."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from specsmith.ledger import close, take_inventory
from specsmith.merging import merge_documents
from specsmith.model import Dialect, Document
from specsmith.text import SourceFile, load, to_yaml

TEXTS = st.sampled_from(["OK", "Mails", "All the mails of a user", "Mail", ""])
NAMES = st.sampled_from(["Mail", "User", "Folder"])
SIMPLE: st.SearchStrategy[Any] = st.sampled_from(
    [
        {"type": "string"}, {"type": "integer"}, {}, {"type": "string", "format": "date"}, {"type": ["string", "null"]},
        {"type": "string", "enum": ["a", "b"]}, {"type": "integer", "default": 1}, {"type": "object"},
        {"type": "string", "description": "Who"}, {"type": "boolean", "default": False},
    ]
)  # fmt: skip
REFERENCES = NAMES.map(lambda name: {"$ref": f"#/components/schemas/{name}"})


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["simple", "simple", "reference", "object", "object", "array"]))
    if kind == "simple":
        return copy.deepcopy(draw(SIMPLE))
    if kind == "reference":
        return dict(draw(REFERENCES))
    if kind == "array":
        return {"type": "array", "items": copy.deepcopy(draw(st.one_of(SIMPLE, REFERENCES)))}
    names = draw(st.lists(st.sampled_from(["id", "name", "size", "owner"]), unique=True, min_size=1))
    made: dict[str, Any] = {
        "type": "object",
        "properties": {n: copy.deepcopy(draw(st.one_of(SIMPLE, REFERENCES))) for n in names},
    }
    if draw(st.booleans()):
        made["required"] = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    return made


@st.composite
def operations(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, values in (
        ("summary", TEXTS),
        ("description", TEXTS),
        ("operationId", st.sampled_from(["list", "listMails", "send-it"])),
    ):
        if draw(st.booleans()):
            made[key] = draw(values)
    if draw(st.booleans()):
        made["tags"] = draw(st.lists(st.sampled_from(["mails", "users"]), unique=True))
    parameters: list[dict[str, Any]] = [
        {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names
    ]
    for name in draw(st.lists(st.sampled_from(["limit", "page"]), unique=True)):
        parameter = {"name": name, "in": "query", "schema": copy.deepcopy(draw(SIMPLE))}
        if draw(st.booleans()):
            parameter["required"] = draw(st.booleans())
        parameters.append(parameter)
    if parameters:
        made["parameters"] = parameters
    if draw(st.booleans()):
        made["requestBody"] = {"content": {"application/json": {"schema": draw(schemas())}}}
    statuses = draw(st.lists(st.sampled_from(["200", "201", "404"]), unique=True, min_size=1))
    made["responses"] = {}
    for status in statuses:
        made["responses"][status] = {"description": draw(TEXTS)}
        if draw(st.booleans()):
            made["responses"][status]["content"] = {"application/json": {"schema": draw(schemas())}}
    return made


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "openapi": "3.1.1",
        "info": {"title": draw(TEXTS) or "T", "version": draw(st.sampled_from(["1", "2.0"]))},
    }
    base = draw(st.sampled_from([None, "https://a.example/v1", "https://a.example", "https://b.example/v1"]))
    if base is not None:
        tree["servers"] = [{"url": base}]
    if draw(st.booleans()):
        tree["security"] = [{"token": []}]
    tree["paths"] = {}
    prefix = draw(st.sampled_from(["", "/v1"]))
    for path, names in draw(
        st.lists(
            st.sampled_from([("/mails", []), ("/mails/", []), ("/users/{id}", ["id"]), ("/users/{user_id}", ["user_id"])]),
            unique_by=lambda found: found[0][:4], min_size=1,
        )
    ):  # fmt: skip
        methods = draw(st.lists(st.sampled_from(["get", "post"]), unique=True, min_size=1))
        tree["paths"][prefix + path] = {method: draw(operations(names)) for method in methods}
    tree["components"] = {
        "securitySchemes": {"token": {"type": "http", "scheme": draw(st.sampled_from(["bearer", "basic"]))}}
    }
    defined = draw(st.lists(NAMES, unique=True))
    if defined:
        tree["components"]["schemas"] = {name: draw(schemas()) for name in defined}
    return tree


def document(tree: dict[str, Any], name: str) -> Document:
    text = to_yaml(tree)
    return Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(name, text))


@settings(max_examples=25)
@given(st.lists(trees(), min_size=2, max_size=3), st.randoms())
def test_the_order_of_sources_does_not_matter(some: list[dict[str, Any]], random: Any) -> None:
    inputs = [document(tree, f"{index}.yaml") for index, tree in enumerate(some)]
    first = to_yaml(merge_documents(inputs).document.root)
    random.shuffle(inputs)
    assert to_yaml(merge_documents(inputs).document.root) == first


@settings(max_examples=25)
@given(trees())
def test_one_source_comes_back(tree: dict[str, Any]) -> None:
    once = to_yaml(merge_documents([document(tree, "a.yaml")]).document.root)
    again = document(load(once).roots[0], "b.yaml")
    assert to_yaml(merge_documents([again]).document.root) == once
    assert to_yaml(merge_documents([again, document(load(once).roots[0], "c.yaml")]).document.root) == once


@settings(max_examples=25)
@given(st.lists(trees(), min_size=2, max_size=3))
def test_a_source_that_comes_again_changes_nothing(some: list[dict[str, Any]]) -> None:
    inputs = [document(tree, f"{index}.yaml") for index, tree in enumerate(some)]
    once = to_yaml(merge_documents(inputs).document.root)
    for source in inputs:
        again = merge_documents([document(load(once).roots[0], "openapi.yaml"), source])
        assert to_yaml(again.document.root) == once


@settings(max_examples=25)
@given(st.lists(trees(), min_size=1, max_size=3))
def test_nothing_is_lost(some: list[dict[str, Any]]) -> None:
    inputs = [document(tree, f"{index}.yaml") for index, tree in enumerate(some)]
    inventories = [take_inventory(source) for source in inputs]
    merged = merge_documents(inputs)
    report = close(inventories, merged.document, merged.document.diagnostics, merged.decisions)
    assert [f"{d.file} {d.pointer}" for d in report.diagnostics] == []
    assert report.stated == sum(inventory.count("operation") for inventory in inventories)
