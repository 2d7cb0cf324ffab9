"""Examples made from types."""

from __future__ import annotations

import json

import pytest

from specsmith.views.examples import MAX_FIELDS, example_for
from specsmith.views.types import (
    ANY,
    NEVER,
    NULL,
    Array,
    Constraints,
    Discriminator,
    Example,
    Field,
    Kind,
    Literal,
    Map,
    Model,
    ModelShape,
    Named,
    Primitive,
    Tuple,
    TypeRef,
    Union,
)

STRING = Primitive(Kind.STRING)


def constraints(**pairs: str) -> Constraints:
    return Constraints(tuple(pairs.items()))


@pytest.mark.parametrize(
    ("type_", "limits", "expected"),
    [
        (STRING, Constraints(), "string"),
        (STRING, constraints(minLength="8"), "stringst"),
        (STRING, constraints(maxLength="3"), "str"),
        (Primitive(Kind.STRING, "email"), Constraints(), "ada@example.com"),
        (Primitive(Kind.INTEGER), constraints(minimum="18"), 18),
        (Primitive(Kind.INTEGER), constraints(exclusiveMaximum="0"), -1),
        (Primitive(Kind.NUMBER), constraints(multipleOf="0.5"), 1.5),
        (Primitive(Kind.INTEGER), constraints(minimum="nonsense"), 1),
        (Literal(("b", "a")), Constraints(), "b"),
        (Array(STRING), Constraints(), ["string"]),
        (Array(ANY), Constraints(), []),
        (Tuple((STRING, Primitive(Kind.BOOLEAN)), NEVER), Constraints(), ["string", True]),
        (Map(STRING), Constraints(), {"key": "string"}),
        (Union((NULL, STRING)), Constraints(), "string"),
        (NULL, Constraints(), None),
        (NEVER, Constraints(), None),
        (Named("gone"), Constraints(), None),
    ],
)
def test_example(type_: TypeRef, limits: Constraints, expected: object) -> None:
    assert example_for(type_, {}, constraints=limits) == expected


def model(id_: str, *fields: Field, **more: object) -> Model:
    return Model(id_, id_, ModelShape.OBJECT, fields=fields, **more)  # type: ignore[arg-type]


def test_recursion_ends() -> None:
    models = {"a": model("a", Field("name", STRING), Field("next", Named("a")), Field("all", Array(Named("a"))))}
    assert example_for(Named("a"), models) == {"name": "string", "all": []}


def test_what_is_sent_and_what_comes_back_differ() -> None:
    models = {"a": model("a", Field("id", STRING, read_only=True), Field("secret", STRING, write_only=True))}
    assert example_for(Named("a"), models, request=True) == {"secret": "string"}
    assert example_for(Named("a"), models) == {"id": "string"}


def test_given_examples_and_defaults_come_first() -> None:
    fields = (
        Field("a", STRING, examples=(Example("", '"given"'),)),
        Field("b", Primitive(Kind.INTEGER), default="20"),
        Field("c", STRING, deprecated=True),
    )
    assert example_for(Named("m"), {"m": model("m", *fields)}) == {"a": "given", "b": 20}


def test_the_discriminator_says_which_member_it_is() -> None:
    models = {"cat": model("cat", Field("type", STRING), Field("name", STRING))}
    union = Union((Named("cat"),), discriminator=Discriminator("type", (("feline", "cat"),)))
    assert example_for(union, models) == {"type": "feline", "name": "string"}


def test_examples_are_bounded() -> None:
    wide = {f"m{i}": model(f"m{i}", *(Field(f"f{j}", Named(f"m{i + 1}")) for j in range(12))) for i in range(30)}
    wide["m30"] = model("m30", Field("x", STRING))
    made = json.dumps(example_for(Named("m0"), wide))
    assert made.count('"f') <= MAX_FIELDS
