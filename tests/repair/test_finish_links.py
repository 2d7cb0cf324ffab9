"""The finishing steps that go with the repairs."""

from __future__ import annotations

import pytest

from specsmith.passes.finish import link_servers
from specsmith.passes.finish.found import find
from specsmith.passes.finish.query_actions import finish_query_actions
from tests.repair.conftest import document_of, spelled


def test_the_server_of_a_link_becomes_an_extension() -> None:
    document = document_of(link_servers.CODE.broken)
    link_servers.finish_link_servers(document, find(document.root).links)
    link_servers.finish_link_servers(document, find(document.root).links)
    assert spelled(document.root) == spelled(document_of(link_servers.CODE.fixed).root)
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["SS0269"]


@pytest.mark.parametrize(
    ("path", "schema", "expected"),
    [
        ("/#Action=A", "{type: string, enum: [A]}", {"type": "string", "const": "A"}),
        ("/a#acl", "{type: string, enum: ['']}", {"type": "string", "const": ""}),
        ("/#Action=B", "{type: string, enum: [A]}", {"type": "string", "enum": ["A"]}),
        ("/", "{type: string, enum: [A]}", {"type": "string", "enum": ["A"]}),
        ("/#Action=A", "{type: string, enum: [A, B]}", {"type": "string", "enum": ["A", "B"]}),
    ],
)
def test_fixed_query_parameters_have_a_const(path: str, schema: str, expected: dict[str, str]) -> None:
    name = "acl" if "acl" in path else "Action"
    text = f"openapi: 3.1.1\npaths:\n  '{path}':\n    get:\n      parameters: [{{name: {name}, in: query, required: true, schema: {schema}}}]\n"
    document = document_of(text)
    finish_query_actions(document)
    finish_query_actions(document)
    assert document.root["paths"][path]["get"]["parameters"][0]["schema"] == expected
