"""What an operation is on the wire, as the constant that the generated code hands to the run-time."""

from __future__ import annotations

import json
from collections.abc import Iterable

from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.targets.typescript import TypeScriptNames, argument_name
from specsmith.views.api import Body, BodyKind, Location, MediaType, Operation, Pagination, Parameter
from specsmith.views.types import Kind, Primitive

_FORM = frozenset([Location.QUERY, Location.COOKIE])


def wire_table(operation: Operation, names: TypeScriptNames, certificates: frozenset[str] | None) -> tuple[str, ...]:
    """The properties of the constant. ``certificates``: schemes that the transport serves; None: no security is stated."""
    rows = [f"id: {escape.string(operation.id)}", f"method: {escape.string(operation.method.upper())}"]
    rows.append(f"path: {escape.string(operation.path)}")
    if operation.parameters:
        rows.append(f"params: {_list(_param(operation, names, one) for one in operation.parameters)}")
    if operation.body is not None:
        rows.append(f"contents: {_list(_content(media) for media in preferred_first(operation.body))}")
    answers = [
        f"{{ status: {escape.string(one.status)}, mediaType: {escape.string(media.name)}, kind: {escape.string(media.kind.value)} }}"
        for one in operation.responses
        for media in one.media_types
    ]
    if answers:
        rows.append(f"answers: {_list(answers)}")
    if certificates is not None:
        needs = [[name for name, _ in need.schemes if name not in certificates] for need in operation.security]
        rows.append(f"security: {_list(_list(map(escape.string, need)) for need in needs)}")
    if operation.servers:
        rows.append(f"server: {escape.string(operation.servers[0].resolved)}")
    if operation.pagination is not None:
        rows.append(f"paging: {_paging(operation, operation.pagination, names)}")
    for one in operation.parameters:
        if one.location is Location.HEADER and one.name.lower() in {"idempotency-key", "x-idempotency-key"}:
            rows.append(f"idempotencyHeader: {escape.string(one.name)}")
            break
    if operation.deprecated:
        rows.append("deprecated: true")
    return tuple(rows)


def preferred_first(body: Body) -> list[MediaType]:
    """The media types of a body, the preferred one first."""
    first = body.media_types[body.preferred]
    return [first, *(media for media in body.media_types if media is not first)]


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _param(operation: Operation, names: TypeScriptNames, parameter: Parameter) -> str:
    parts = [f"name: {escape.string(parameter.name)}"]
    if parameter.fixed is None:
        key = argument_name(names, operation, parameter)
        if key != parameter.name:
            parts.append(f"key: {escape.string(key)}")
    parts.append(f"in: {escape.string(parameter.location.value)}")
    if parameter.style != ("form" if parameter.location in _FORM else "simple"):
        parts.append(f"style: {escape.string(parameter.style)}")
    if parameter.explode != (parameter.style in {"form", "cookie"}):
        parts.append(f"explode: {escape.literal(parameter.explode)}")
    if parameter.content_type:
        parts.append(f"contentType: {escape.string(parameter.content_type)}")
    if parameter.allow_reserved:
        parts.append("allowReserved: true")
    if parameter.fixed is not None:
        value = json.loads(parameter.fixed)
        parts.append(f"fixed: {constant('' if value is None else value)}")
    return f"{{ {', '.join(parts)} }}"


def constant(value: object) -> str:
    """Decoded JSON as a TypeScript expression.

    >>> print(constant({"a-b": [1, None, True], "__proto__": "x"}))
    { "a-b": [1, null, true], ["__proto__"]: "x" }
    """
    if isinstance(value, dict):
        rows = [f"{escape.property_key(str(key))}: {constant(item)}" for key, item in value.items()]
        return f"{{ {', '.join(rows)} }}" if rows else "{}"
    if isinstance(value, list):
        return _list(constant(item) for item in value)
    return escape.literal(value) if isinstance(value, str | int | float | bool | None) else escape.string(str(value))


def _content(media: MediaType) -> str:
    parts = [f"mediaType: {escape.string(media.name)}", f"kind: {escape.string(media.kind.value)}"]
    encodings: dict[str, str] = {}
    for field in media.fields:
        binary = isinstance(field.type, Primitive) and field.type.kind is Kind.BINARY
        if binary and media.kind is BodyKind.MULTIPART:
            encodings[field.name] = 'contentType: "application/octet-stream"'
    for one in media.encodings:
        stated = [f"contentType: {escape.string(one.content_type)}"] if one.content_type else []
        stated += [f"style: {escape.string(one.style)}", f"explode: {escape.literal(one.explode)}"]
        encodings[one.property] = ", ".join(stated)
    if encodings:
        shown = _list(f"{{ property: {escape.string(name)}, {made} }}" for name, made in encodings.items())
        parts.append(f"encodings: {shown}")
    return f"{{ {', '.join(parts)} }}"


def _paging(operation: Operation, pagination: Pagination, names: TypeScriptNames) -> str:
    query = {
        one.name: argument_name(names, operation, one)
        for one in operation.parameters
        if one.location is Location.QUERY and one.fixed is None
    }
    parts = [f"kind: {escape.string(pagination.kind.value)}"]
    for key, wanted in (("position", pagination.position), ("size", pagination.size)):
        if wanted in query:
            parts.append(f"{key}: {escape.string(query[wanted])}")
    parts.append(f"items: {_list(map(escape.string, pagination.items))}")
    parts.append(f"next: {_list(map(escape.string, pagination.next))}")
    parts.append(f"first: {pagination.first}")
    return f"{{ {', '.join(parts)} }}"
