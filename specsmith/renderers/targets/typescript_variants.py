"""Which models look different when they are sent and when they are received (readOnly, writeOnly, files)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specsmith.views.api import Api, Operation
from specsmith.views.types import (
    Array,
    Kind,
    Map,
    Model,
    ModelShape,
    Named,
    Primitive,
    Tuple,
    TypeRef,
    Union,
)


@dataclass(frozen=True, slots=True)
class Variants:
    """``split``: models with two types, one for each direction; ``sent``: those that have one, the one that is sent."""

    split: frozenset[str]
    sent: frozenset[str]


def variants_of(api: Api) -> Variants:
    """The models that need a type for each direction: they differ, and both directions use them."""
    models = {model.id: model for model in api.models}
    edges = {model.id: frozenset(_names(_parts(model))) for model in api.models}
    differing = {model.id for model in api.models if _differs(model)}
    users: dict[str, list[str]] = {}
    for one, targets in edges.items():
        for target in targets:
            users.setdefault(target, []).append(one)
    differing = _closure(differing, users)
    given = _closure(_names(_sent(api)) & models.keys(), edges)
    read = _closure(_names(_received(api)) & models.keys(), edges)
    return Variants(frozenset(differing & given & read), frozenset((differing & given) - read))


def _closure(start: Iterable[str], edges: dict[str, list[str]] | dict[str, frozenset[str]]) -> set[str]:
    found = set(start)
    todo = sorted(found)
    while todo:
        for one in edges.get(todo.pop(), ()):
            if one not in found:
                found.add(one)
                todo.append(one)
    return found


def _differs(model: Model) -> bool:
    directed = model.shape is ModelShape.OBJECT and any(one.read_only or one.write_only for one in model.fields)
    return directed or any(_holds_file(one) for one in _parts(model))


def _holds_file(found: TypeRef) -> bool:
    return any(isinstance(one, Primitive) and one.kind is Kind.BINARY for one in walk(found))


def _parts(model: Model) -> Iterator[TypeRef]:
    if model.shape is ModelShape.OBJECT:
        yield from (one.type for one in model.fields)
        yield model.additional
        if model.discriminator is not None:
            yield from (Named(one) for _, one in model.discriminator.mapping)
    else:
        yield model.type


def walk(found: TypeRef) -> Iterator[TypeRef]:
    """A type and everything that is written inside it; named models are not entered."""
    yield found
    match found:
        case Array(items=inner) | Map(values=inner):
            yield from walk(inner)
        case Tuple(items=items, rest=rest):
            for one in (*items, rest):
                yield from walk(one)
        case Union(members=members):
            for one in members:
                yield from walk(one)


def _names(found: Iterable[TypeRef]) -> set[str]:
    return {inner.id for one in found for inner in walk(one) if isinstance(inner, Named)}


def _sent(api: Api) -> Iterator[TypeRef]:
    for operation in api.operations:
        yield from (one.type for one in operation.parameters)
        if operation.body is not None:
            yield from (media.type for media in operation.body.media_types)


def _received(api: Api) -> Iterator[TypeRef]:
    for operation in api.operations:
        yield from (media.type for one in operation.responses for media in one.media_types)
        if operation.pagination is not None:
            yield operation.pagination.item_type
    yield from (kind for one in api.webhooks for kind in webhook_types(one.operation))


def webhook_types(operation: Operation) -> list[TypeRef]:
    """What an operation of a webhook hands over."""
    return [] if operation.body is None else [media.type for media in operation.body.media_types]
