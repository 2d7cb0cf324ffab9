"""Examples made from types when a description has none: plausible, bounded, the same every time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from specsmith.views.types import (
    Array,
    Constraints,
    Example,
    Field,
    Kind,
    Literal,
    Map,
    Model,
    ModelShape,
    Named,
    Null,
    Primitive,
    Tuple,
    TypeRef,
    Union,
)

MAX_DEPTH = 5
MAX_FIELDS = 60
OMIT = object()  # what stands for "no example": the field is left out

_FORMATS = {
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uri-reference": "/path",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "password": "secret",
    "byte": "c3RyaW5n",
    "json-pointer": "/a",
}
_KINDS: dict[Kind, Any] = {
    Kind.STRING: "string",
    Kind.INTEGER: 1,
    Kind.NUMBER: 1.5,
    Kind.BOOLEAN: True,
    Kind.DATE: "2024-01-31",
    Kind.DATE_TIME: "2024-01-31T12:00:00Z",
    Kind.TIME: "12:00:00Z",
    Kind.DURATION: "P1D",
    Kind.UUID: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    Kind.BINARY: "<bytes>",
    Kind.BASE64: "c3RyaW5n",
}


def example_for(
    type_: TypeRef, models: Mapping[str, Model], *, request: bool = False, constraints: Constraints = Constraints()
) -> Any:
    """A JSON value of ``type_``; examples and defaults of the description are used wherever they exist.

    ``request`` leaves readOnly fields out, otherwise writeOnly ones are. Recursion ends at the second visit of a model; at
    most ``MAX_FIELDS`` fields are filled in. Never raises.

    >>> example_for(Array(Primitive(Kind.STRING, "email")), {})
    ['ada@example.com']
    """
    value = _Maker(models, request).value(type_, constraints, ())
    return None if value is OMIT else value


def made_example(
    type_: TypeRef, models: Mapping[str, Model], *, request: bool = False, constraints: Constraints = Constraints()
) -> Example:
    """:func:`example_for` as an :class:`Example` that says that it was made."""
    value = example_for(type_, models, request=request, constraints=constraints)
    return Example(name="", json=json.dumps(value, indent=2, ensure_ascii=False), made=True)


class _Maker:
    def __init__(self, models: Mapping[str, Model], request: bool) -> None:
        self._models = models
        self._request = request
        self._left = MAX_FIELDS

    def value(self, type_: TypeRef, constraints: Constraints, path: tuple[str, ...]) -> Any:
        match type_:
            case Primitive():
                return _primitive(type_, constraints)
            case Literal():
                return type_.values[0] if type_.values else OMIT
            case Array():
                return self._list((type_.items,), path)
            case Tuple():
                return self._list(type_.items, path)
            case Map():
                inner = self.value(type_.values, Constraints(), (*path, ""))
                return {} if inner is OMIT else {"key": inner}
            case Union():
                return self._union(type_, path)
            case Named():
                return self._named(type_.id, path)
            case Null():
                return None
            case _:
                return OMIT

    def _list(self, items: tuple[TypeRef, ...], path: tuple[str, ...]) -> list[Any]:
        made = (self.value(item, Constraints(), path) for item in items)
        return [value for value in made if value is not OMIT]

    def _union(self, union: Union, path: tuple[str, ...]) -> Any:
        for member in union.members:
            if not isinstance(member, Null):
                value = self.value(member, Constraints(), path)
                if value is not OMIT:
                    if union.discriminator is not None and isinstance(member, Named) and isinstance(value, dict):
                        named = [v for v, target in union.discriminator.mapping if target == member.id]
                        if named:
                            value[union.discriminator.property] = named[0]
                    return value
        return OMIT

    def _named(self, id_: str, path: tuple[str, ...]) -> Any:
        model = self._models.get(id_)
        if model is None or id_ in path or len(path) >= MAX_DEPTH:
            return OMIT
        given = _given(model.examples)
        if given is not OMIT:
            return given
        if model.shape is ModelShape.ENUM:
            return model.enum_values[0].value if model.enum_values else OMIT
        if model.shape is ModelShape.ALIAS:
            return self.value(model.type, model.constraints, (*path, id_))
        out: dict[str, Any] = {}
        for field in model.request_fields if self._request else model.response_fields:
            if self._left <= 0:
                break
            if field.deprecated and not field.required:
                continue
            self._left -= 1
            value = self._field(field, (*path, id_))
            if value is not OMIT:
                out[field.name] = value
        return out

    def _field(self, field: Field, path: tuple[str, ...]) -> Any:
        given = _given(field.examples)
        if given is not OMIT:
            return given
        if field.default is not None:
            return _json(field.default)
        return self.value(field.type, field.constraints, path)


def _given(examples: tuple[Example, ...]) -> Any:
    for example in examples:
        if not example.made and example.json:
            return _json(example.json)
    return OMIT


def _json(source: str) -> Any:
    try:
        return json.loads(source)
    except ValueError:
        return source


def _primitive(type_: Primitive, constraints: Constraints) -> Any:
    pairs = dict(constraints.pairs)
    value = _FORMATS.get(type_.format, _KINDS[type_.kind]) if type_.kind is Kind.STRING else _KINDS[type_.kind]
    if type_.kind in (Kind.INTEGER, Kind.NUMBER):
        return _number(type_.kind, pairs)
    if type_.kind is Kind.STRING and isinstance(value, str):
        shortest, longest = _whole(pairs.get("minLength")), _whole(pairs.get("maxLength"))
        if shortest is not None and len(value) < shortest <= 200:
            value = (value * (shortest // len(value) + 1))[:shortest]
        if longest is not None and len(value) > longest:
            value = value[:longest]
    return value


def _number(kind: Kind, pairs: dict[str, str]) -> Any:
    value: float = 1 if kind is Kind.INTEGER else 1.5
    low, high = _float(pairs.get("minimum")), _float(pairs.get("maximum"))
    above, below = _float(pairs.get("exclusiveMinimum")), _float(pairs.get("exclusiveMaximum"))
    if low is not None and value < low:
        value = low
    if above is not None and value <= above:
        value = above + 1
    if high is not None and value > high:
        value = high
    if below is not None and value >= below:
        value = below - 1
    step = _float(pairs.get("multipleOf"))
    if step and value % step:
        value = step * (value // step + 1)
    return int(value) if kind is Kind.INTEGER or value == int(value) else value


def _whole(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() else None


def _float(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 1e15 else None
