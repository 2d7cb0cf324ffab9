"""Whether an example, written as a literal, has the type that is printed for callers: samples have to compile."""

from __future__ import annotations

from typing import Any

from specsmith.views.types import (
    Any_,
    Array,
    Kind,
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

_DEPTH = 24


def fits(value: Any, found: TypeRef, models: dict[str, Model], depth: int = 0) -> bool:
    """Whether ``value`` is accepted for ``found``; stricter than TypeScript where the rules are intricate.

    >>> fits(1, Primitive(Kind.INTEGER), {}), fits("1", Primitive(Kind.INTEGER), {}), fits("c", Literal(("a", "b")), {})
    (True, False, True)
    """
    if depth > _DEPTH:
        return False
    match found:
        case Any_() | Never():
            return True
        case Null():
            return value is None
        case Primitive(kind=kind):
            return _primitive(value, kind)
        case Literal(values=values):
            return _literal(value, values)
        case Array(items=items):
            return isinstance(value, list) and all(fits(one, items, models, depth + 1) for one in value)
        case Tuple(items=items, rest=rest):
            if not isinstance(value, list) or len(value) < len(items):
                return False
            kinds = [*items, *([rest] * (len(value) - len(items)))]
            if isinstance(rest, Never) and len(value) > len(items):
                return False
            return all(fits(one, kind, models, depth + 1) for one, kind in zip(value, kinds, strict=True))
        case Map(values=values_type):
            return isinstance(value, dict) and all(fits(one, values_type, models, depth + 1) for one in value.values())
        case Union(members=members):
            return any(fits(value, one, models, depth + 1) for one in members) and _chosen(value, found, models)
        case Named(id=name):
            return _model(value, models.get(name), models, depth + 1)


def _primitive(value: Any, kind: Kind) -> bool:
    if kind is Kind.BOOLEAN:
        return isinstance(value, bool)
    if kind in {Kind.INTEGER, Kind.NUMBER}:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _literal(value: Any, values: tuple[Any, ...]) -> bool:
    if any(type(value) is type(one) and value == one for one in values):
        return True
    if isinstance(value, bool) or len(values) < 2:
        return False
    if isinstance(value, str):
        return any(isinstance(one, str) for one in values)
    numbers = [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]
    return isinstance(value, int | float) and len(numbers) > 1


def _chosen(value: Any, found: Union, models: dict[str, Model]) -> bool:
    """Where a discriminator chooses, the model that it chooses has to fit."""
    if found.discriminator is None or not isinstance(value, dict):
        return True
    stated = value.get(found.discriminator.property)
    chosen = next((one for key, one in found.discriminator.mapping if key == stated), None)
    return chosen is not None and _model(value, models.get(chosen), models, 1)


def _model(value: Any, model: Model | None, models: dict[str, Model], depth: int) -> bool:
    if model is None or (value is None and model.nullable):
        return True
    if model.shape is not ModelShape.OBJECT:
        return fits(value, model.type, models, depth)
    if not isinstance(value, dict):
        return False
    fields = {one.name: one for one in model.request_fields}
    if any(one.required and name not in value for name, one in fields.items()):
        return False
    if not model.fields and not isinstance(model.additional, Never):
        return all(fits(one, model.additional, models, depth) for one in value.values())
    if any(name not in fields for name in value) and isinstance(model.additional, Any_ | Never):
        return False
    return all(
        (item is None and fields[name].nullable) or fits(item, fields[name].type, models, depth)
        for name, item in value.items()
        if name in fields
    )
