"""The data from which the page's script builds the *Try it* console."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from specsmith.renderers.docs.context import Context, server_urls
from specsmith.renderers.docs.types import allowed
from specsmith.renderers.escaping import html
from specsmith.views.api import BodyKind, Operation, Parameter
from specsmith.views.types import Array, Kind, Literal, Map, Named, Primitive

_LONGEST_BODY = 20_000


def try_it_data(context: Context, operation: Operation, example: str) -> Markup:
    """One JSON object: method, path, servers, parameters, body, credentials."""
    servers = [url for server in (operation.servers or context.api.servers) for url in server_urls(server)]
    data: dict[str, Any] = {
        "method": operation.method.upper(),
        "path": operation.path,
        "servers": [url for url in dict.fromkeys(servers) if html.origin(url)][:12],
        "parameters": [_parameter(p, context) for p in operation.parameters],
        "auth": _auth(context, operation),
    }
    if operation.body is not None and operation.body.media_types:
        media = operation.body.media_types[operation.body.preferred]
        data["body"] = {
            "type": media.name,
            "kind": media.kind.value,
        }
        if media.kind in (BodyKind.FORM, BodyKind.MULTIPART):
            data["body"]["fields"] = [
                {"name": f.name} | ({"file": 1} if _is_file(f.type) else {}) | ({"required": 1} if f.required else {})
                for f in media.fields
                if not f.read_only
            ]
        elif example and len(example) <= _LONGEST_BODY:
            data["body"]["example"] = example
    return html.script_json(data)


def _parameter(parameter: Parameter, context: Context) -> dict[str, Any]:
    out: dict[str, Any] = {"name": parameter.name, "in": parameter.location.value}
    if parameter.required:
        out["required"] = 1
    if parameter.fixed is not None:
        out["fixed"] = _value(parameter.fixed)
    example = next((e.json for e in parameter.examples if e.json and not e.made), parameter.default)
    if example:
        out["hint"] = _value(example)
    if isinstance(parameter.type, Array | Map | Named) and not parameter.content_type:
        out["style"] = parameter.style
        out |= {"list": 1} if isinstance(parameter.type, Array) else {}
        out |= {"explode": 1} if parameter.explode else {}
    if isinstance(parameter.type, Literal):
        out["values"] = allowed(parameter.type, context.models)[:60]
    return out


def _value(source: str) -> str:
    try:
        value = json.loads(source)
    except ValueError:
        return source
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_file(type_: object) -> bool:
    if isinstance(type_, Array):
        type_ = type_.items
    return isinstance(type_, Primitive) and type_.kind is Kind.BINARY


def _auth(context: Context, operation: Operation) -> list[dict[str, str]]:
    schemes = {scheme.id: scheme for scheme in context.api.security_schemes}
    found: list[dict[str, str]] = []
    for need in operation.security:
        for id_, _ in need.schemes:
            scheme = schemes.get(id_)
            if scheme is not None:
                one = {"id": id_, "kind": scheme.kind.value}
                if scheme.parameter:
                    one |= {"name": scheme.parameter, "in": scheme.location.value}
                if one not in found:
                    found.append(one)
    return found
