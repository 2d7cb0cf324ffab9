"""The ledger closes over real merges, and opens when something goes missing."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.ledger import close, take_inventory
from specsmith.merging import merge_documents
from specsmith.model import Dialect, Document
from specsmith.text import SourceFile, load, to_yaml

CODE = Code("SS0999", "test", Severity.INFO, "For the test", why="To explain.")


def document(tree: dict[str, Any], name: str) -> Document:
    text = to_yaml(tree)
    return Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(name, text))


def tree(*methods: str) -> dict[str, Any]:
    operation = {
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}, "example": 5}],
        "responses": {"200": {"description": "Mails.", "x-cost": 1}},
    }
    return {
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/mails": dict.fromkeys(methods, operation)},
    }


def test_every_copy_of_an_operation_is_accounted_for() -> None:
    inputs = [document(tree("get", "post"), f"{index}.yaml") for index in range(3)]
    inventories = [take_inventory(one) for one in inputs]
    merged = merge_documents(inputs)
    report = close(inventories, merged.document, merged.document.diagnostics, merged.decisions)
    assert (report.stated, report.written, report.unexplained) == (6, 2, 0)
    assert {kind: counts[0] - counts[1] for kind, counts in report.kinds.items()} == dict.fromkeys(report.kinds, 0)
    assert report.kinds["example"] == (6, 6, 0)
    assert report.kinds["extension"] == (6, 6, 0)


def test_an_operation_that_goes_missing_is_an_error_with_its_place() -> None:
    source = document(tree("get", "post"), "a.yaml")
    inventory = take_inventory(source)
    merged = merge_documents([source])
    del merged.document.root["paths"]["/mails"]["post"]
    report = close([inventory], merged.document, [])
    assert [(d.code, d.file, d.pointer) for d in report.diagnostics] == [("SS0900", "a.yaml", "/paths/~1mails/post")]


def test_a_diagnostic_at_the_place_explains_the_difference() -> None:
    source = document(tree("get", "post"), "a.yaml")
    inventory = take_inventory(source)
    merged = merge_documents([source])
    said = source.report(CODE, "taken out", source.root["paths"]["/mails"]["post"])
    del merged.document.root["paths"]["/mails"]["post"]
    report = close([inventory], merged.document, [said])
    assert report.unexplained == 0
    assert report.kinds["operation"] == (2, 1, 1)


def test_details_that_go_missing_are_errors_too() -> None:
    source = document(tree("get"), "a.yaml")
    inventory = take_inventory(source)
    merged = merge_documents([source])
    operation = merged.document.root["paths"]["/mails"]["get"]
    operation["parameters"].clear()
    del operation["responses"]["200"]
    report = close([inventory], merged.document, [], merged.decisions)
    assert sorted(d.message.split("`")[0] + d.message.split("`")[1] for d in report.diagnostics) == [
        "the example example",
        "the extension x-cost",
        "the parameter limit",
        "the response 200",
    ]
    assert {d.code for d in report.diagnostics} == {"SS0901"}
