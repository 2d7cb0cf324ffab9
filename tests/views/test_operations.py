"""Operations: parameters, bodies, names, tags, pagination, security; and trees that hold anything anywhere."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specsmith.model import Dialect, Document
from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.text import SourceFile
from specsmith.views.api import Api, BodyKind, PaginationKind
from specsmith.views.build import build_api
from specsmith.views.types import ANY
from tests.generated.building import CASES, load_yaml

MAIL = load_yaml(CASES / "clients" / "mail.yaml")
WIRE = load_yaml(CASES / "wire" / "spec.yaml")


def build(root: dict[str, Any]) -> tuple[Api, list[str]]:
    document = Document.read(copy.deepcopy(root), Dialect.OPENAPI_3_1, SourceFile("a.yaml", ""))
    api, diagnostics = build_api(document, slug="a")
    return api, [one.code for one in diagnostics]


def paths(**items: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {f"/{key}": value for key, value in items.items()},
    }


def test_own_descriptions_are_understood_completely() -> None:
    for root in (MAIL, WIRE):
        api, codes = build(root)
        assert codes == []
        stated = sum(len(set(item) - {"parameters"}) for item in root["paths"].values())
        assert len(api.operations) == stated


def test_fragment_is_never_part_of_the_path() -> None:
    api, _ = build(MAIL)
    drop = next(one for one in api.operations if one.name == "list")
    assert (drop.path, drop.key_path) == ("/list/", "/list/#Action=Drop")
    assert [one.fixed for one in drop.parameters if one.name == "Action"] == ['"Drop"']


def test_parameters_of_the_path_item_are_replaced_by_name_and_place() -> None:
    def one(kind: str, place: str = "query") -> dict[str, Any]:
        return {"name": "a", "in": place, "schema": {"type": kind}}

    api, codes = build(
        paths(x={"parameters": [one("string"), one("string", "header")], "get": {"parameters": [one("integer")]}})
    )
    assert [(p.location.value, p.type.kind.value) for p in api.operations[0].parameters] == [
        ("query", "integer"),
        ("header", "string"),
    ]
    assert codes == []


def test_undeclared_and_unplaced_path_parameters_are_reported() -> None:
    api, codes = build(
        {**paths(), "paths": {"/{a}": {"get": {"parameters": [{"name": "b", "in": "path", "required": True}]}}}}
    )
    assert [one.name for one in api.operations[0].parameters] == ["a"]
    assert codes == ["SS0709", "SS0710"]


def test_ids_and_slugs_are_unique_without_case_and_safe() -> None:
    api, _ = build(
        paths(
            a={"get": {"operationId": "Get"}}, b={"get": {"operationId": "get"}}, c={"get": {"operationId": "../CON"}}
        )
    )
    assert [one.id for one in api.operations] == ["Get", "get-2", "../CON"]
    assert [one.slug for one in api.operations] == ["get", "get-2", "con-"]


def test_tags_that_nobody_declared_and_operations_without_tag() -> None:
    root = {
        **paths(a={"get": {"tags": ["b", "a"]}, "put": {}}, **{"v1/Users/{id}": {"get": {}}, "{id}": {"get": {}}}),
        "tags": [{"name": "A"}, {"name": "a"}],
        "x-tagGroups": [{"name": "G", "tags": ["a", "z"]}],
    }
    api, codes = build(root)
    assert [(tag.name, tag.declared, tag.made, len(tag.operations)) for tag in api.tags] == [
        ("A", True, False, 1),  # `put /a` has no tag: its path names this one
        ("a", True, False, 0),
        ("b", False, False, 1),
        ("Users", False, True, 1),
        ("default", False, True, 1),
    ]
    assert [group.tags for group in api.tag_groups] == [("a-2",)]
    assert codes == ["SS0710", "SS0710", "SS0711"]  # the path parameters are not declared


def test_pagination_kinds() -> None:
    api, _ = build(WIRE)
    found = {one.name: one.pagination for one in api.operations if one.pagination}
    assert {name: one.kind for name, one in found.items()} == {
        "byPage": PaginationKind.PAGE,
        "byOffset": PaginationKind.OFFSET,
        "byCursor": PaginationKind.CURSOR,
        "byLink": PaginationKind.LINK,
    }
    assert (found["byCursor"].items, found["byCursor"].next) == (("items",), ("next_cursor",))


def test_forms_have_fields_and_json_is_preferred() -> None:
    api, _ = build(MAIL)
    body = next(one for one in api.operations if one.name == "createLetter").body
    assert body is not None
    assert body.media_types[body.preferred].kind is BodyKind.JSON
    assert [field.name for field in body.media_types[1].fields] == ["letter", "scan"]


def test_security_that_is_not_defined_is_reported() -> None:
    api, codes = build({**paths(a={"get": {"security": [{"no": []}]}}), "security": []})
    assert api.operations[0].security == ()
    assert codes == ["SS0708"]


def test_a_callback_that_is_its_own_operation_ends() -> None:
    root = paths(a={"post": {"operationId": "a", "callbacks": {"again": {"{$url}": {"$ref": "#/paths/~1a"}}}}})
    api, _ = build(root)
    assert [one.id for one in api.operations] == ["a"]
    assert [one.id for callback in api.operations[0].callbacks for one in callback.operations] == ["a-2"]


_JUNK = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.text(max_size=3)
    | st.lists(st.none() | st.text(max_size=2), max_size=2)
    | (
        st.dictionaries(
            st.sampled_from(["type", "$ref", "properties", "schema", "x", "in"]),
            st.text(max_size=3) | st.none(),
            max_size=2,
        )
    )
)


def _places(node: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    stack = [node]
    while stack:
        one = stack.pop()
        for key, value in list(one.items() if isinstance(one, dict) else enumerate(one)):
            found.append((one, key))
            if isinstance(value, dict | list):
                stack.append(value)
    return found


@given(st.sampled_from([MAIL, WIRE]), st.lists(st.tuples(st.integers(0, 10_000), _JUNK), min_size=1, max_size=4))
def test_anything_anywhere_costs_only_itself(root: dict[str, Any], changes: list[tuple[int, Any]]) -> None:
    broken = copy.deepcopy(root)
    for number, junk in changes:
        places = _places(broken)
        holder, key = places[number % len(places)]
        holder[key] = copy.deepcopy(junk)
    api, _ = build(broken)
    rendered = render_client(api, "python", ClientOptions())
    for name, text in rendered.files.items():
        if name.endswith(".py"):
            compile(text, name, "exec")


def _paged(extension: object) -> dict[str, Any]:
    rows = {"type": "object", "properties": {"id": {"type": "integer"}}}
    inner = {"type": "object", "properties": {"rows": {"type": "array", "items": rows}, "more": {"type": "string"}}}
    answer = {
        "type": "object",
        "properties": {"result": inner, "other": {"type": "array", "items": {"type": "string"}}},
    }
    return {
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "integer"}} for name in ("page", "nr", "n", "at")
        ],
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": answer}}}},
        **({} if extension is None else {"x-pagination": extension}),
    }


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        (None, ("page", "page", "", ("other",), (), 1)),
        (False, None),
        (
            {"kind": "offset", "position": "nr", "size": "n", "items": "result.rows"},
            ("offset", "nr", "n", ("result", "rows"), (), 1),
        ),
        (
            {"kind": "cursor", "position": "at", "items": "result.rows", "next": "result.more"},
            ("cursor", "at", "", ("result", "rows"), ("result", "more"), 1),
        ),
        ({"first": 0}, ("page", "page", "", ("other",), (), 0)),
        ({"kind": "nonsense", "position": "nothing", "first": "x"}, ("page", "page", "", ("other",), (), 1)),
        ("nonsense", ("page", "page", "", ("other",), (), 1)),
    ],
)
def test_pagination_may_be_stated(stated: object, wanted: tuple[Any, ...] | None) -> None:
    root = {"openapi": "3.1.1", "info": {"title": "T", "version": "1"}, "paths": {"/rows": {"get": _paged(stated)}}}
    found = build(root)[0].operations[0].pagination
    shown = (
        None if found is None else (found.kind.value, found.position, found.size, found.items, found.next, found.first)
    )
    assert shown == wanted
    if wanted is not None and wanted[3] == ("result", "rows"):
        assert found is not None
        assert found.item_type != ANY
