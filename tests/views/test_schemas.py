"""Schemas keyword by keyword: every entry of tests/cases/views/schemas.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specsmith.model import Dialect, Document
from specsmith.text import SourceFile, load
from specsmith.views.build import build_api
from specsmith.views.types import (
    Any_,
    Array,
    Literal,
    Map,
    Model,
    ModelShape,
    Named,
    Never,
    Null,
    Primitive,
    Tuple,
    TypeRef,
    Union,
)

TABLE = load((Path(__file__).parent.parent / "cases" / "views" / "schemas.yaml").read_text("utf-8")).roots[0]


def show(found: TypeRef) -> str:
    match found:
        case Primitive(kind=kind):
            return kind.value
        case Literal(values=values):
            return " / ".join(json.dumps(value) for value in values)
        case Array(items=items):
            return f"list[{show(items)}]"
        case Tuple(items=items, rest=rest):
            return f"tuple[{', '.join(map(show, items))}; {show(rest)}]"
        case Map(values=values):
            return f"map[{show(values)}]"
        case Named(id=name):
            return name
        case Union(members=members, discriminator=None):
            return " | ".join(map(show, members))
        case Union(members=members, discriminator=chosen):
            pairs = ", ".join(f"{value}={target}" for value, target in chosen.mapping)
            return f"{' | '.join(map(show, members))} by {chosen.property} ({pairs})"
        case Null():
            return "null"
        case Any_():
            return "any"
        case Never():
            return "never"


def show_model(model: Model) -> Any:
    if model.shape is not ModelShape.OBJECT:
        return show(model.type)
    fields = {}
    for field in model.fields:
        fields[f"{field.name}{'!' if field.required else ''}"] = show(field.type) + (
            " | null" if field.nullable else ""
        )
    return fields


@pytest.mark.parametrize("case", TABLE, ids=[case["name"] for case in TABLE])
def test_schema(case: dict[str, Any]) -> None:
    response = {"description": "", "content": {"application/json": {"schema": case["schema"]}}}
    operation = {"operationId": "x", "responses": {"200": {"$ref": "#/components/responses/r"}}}
    root = {
        "paths": {"/": {"get": operation}},
        "components": {"schemas": case.get("components", {}), "responses": {"r": response}},
    }
    api, diagnostics = build_api(Document.read(root, Dialect.OPENAPI_3_1, SourceFile("a.yaml", "")), slug="a")
    found = api.operations[0].responses[0].media_types[0].type
    renamed = json.loads(json.dumps({model.id: show_model(model) for model in api.models}).replace("RResponse", "Here"))
    assert show(found).replace("RResponse", "Here") == case["type"]
    assert renamed == case.get("models", {})
    assert [one.code for one in diagnostics] == case.get("codes", [])
    for name, parents in case.get("extends", {}).items():
        assert api.model(name).extends == tuple(parents)
