"""Python samples for README and docs: calls of the generated client, from the same name tables."""

from __future__ import annotations

import json
from typing import Any

from specsmith.renderers.clients.python_credentials import python_credentials
from specsmith.renderers.escaping import python as escape
from specsmith.renderers.targets.python import PythonNames, argument_name, python_names
from specsmith.views.api import Api, BodyKind, MediaType, Operation, Parameter
from specsmith.views.examples import example_for
from specsmith.views.types import Field, Kind, Model, Primitive

_WIDTH = 100
_FILE = 'Path("file.bin").read_bytes()'


def python_sample(
    api: Api, operation: Operation, names: PythonNames | None = None, models: dict[str, Model] | None = None
) -> str:
    """A complete sample that calls ``operation`` with its required arguments; always compiles.

    ``names`` and ``models`` (by id) spare the work when many samples are made of one API.
    """
    names = names or python_names(api)
    models = models if models is not None else {model.id: model for model in api.models}
    call = sample_call(operation, names, models)
    lines = imports_of(call)
    lines += [f"from {names.package} import {names.client}", "", f"client = {client_call(api, names)}", ""]
    if operation.streaming:
        lines += [f"for item in {call}:", "    print(item)"]
    elif operation.method == "delete" or not any(one.success and one.media_types for one in operation.responses):
        lines.append(call)
    else:
        lines += [f"result = {call}", "print(result)"]
    return "\n".join(lines) + "\n"


def imports_of(call: str) -> list[str]:
    """The import lines of the standard library that a call needs, with the blank line after them."""
    return ["from pathlib import Path", ""] if _FILE in call else []


def client_call(api: Api, names: PythonNames) -> str:
    """How the client is made: with the credentials that the first security requirement asks for."""
    arguments = python_credentials(api, names.client).arguments if api.security_schemes else ()
    shown = [one for one in arguments if one.name in {"token", "api_key"}][:1] or list(arguments[:2])
    given = ", ".join(one.name + '="…"' for one in shown)
    return f"{names.client}({given})"


def sample_call(operation: Operation, names: PythonNames, models: dict[str, Model], method: str = "") -> str:
    """The call of an operation with its required arguments, an argument a line where one line is too long.

    ``method`` is the name of another method with the same arguments (an iterator).
    """
    method, given = method or names.methods[operation.id], method
    if not given and operation.streaming and _has_plain_answer(operation):
        method = names.streams[operation.id]
    arguments = []
    for parameter in operation.parameters:
        if parameter.required and parameter.fixed is None:
            value = _value(parameter, models)
            arguments.append(f"{argument_name(names, operation, parameter)}={expression(value, 4)}")
    body = operation.body
    if body is not None and body.media_types:
        arguments.append(f"body={_body(body.media_types[body.preferred], models)}")
    head = f"client.{names.groups[operation.group][0]}.{method}"
    line = f"{head}({', '.join(arguments)})"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    return f"{head}(\n" + "".join(f"    {argument},\n" for argument in arguments) + ")"


def _has_plain_answer(operation: Operation) -> bool:
    streamed = {BodyKind.EVENTS, BodyKind.LINES}
    return any(media.kind not in streamed for one in operation.responses if one.success for media in one.media_types)


def _value(parameter: Parameter, models: dict[str, Model]) -> Any:
    for example in parameter.examples:
        if example.json:
            return json.loads(example.json)
    return example_for(parameter.type, models, request=True, constraints=parameter.constraints)


def _body(media: MediaType, models: dict[str, Model]) -> str:
    if media.kind is BodyKind.BINARY:
        return _FILE
    if media.kind is BodyKind.MULTIPART and media.fields:
        rows = [f"{escape.string(one.name)}: {_part(one, models)}" for one in _shown(media.fields)]
        return "{" + ", ".join(rows) + "}"
    value = next((json.loads(one.json) for one in media.examples if one.json), None)
    if value is None:
        value = example_for(media.type, models, request=True)
    if media.kind in {BodyKind.TEXT, BodyKind.XML} and not isinstance(value, str):
        value = json.dumps(value)
    return expression(value, 4)


def _shown(fields: tuple[Field, ...]) -> list[Field]:
    return [one for one in fields if one.required] or list(fields[:2])


def _part(field: Field, models: dict[str, Model]) -> str:
    if isinstance(field.type, Primitive) and field.type.kind is Kind.BINARY:
        return _FILE
    return expression(example_for(field.type, models, request=True), 4)


def expression(value: Any, indent: int = 0) -> str:
    """Decoded JSON as a Python expression, over several lines where one is too long.

    >>> expression({"a": [1, None, "b"]})
    '{"a": [1, None, "b"]}'
    """
    flat = _flat(value)
    if len(flat) + indent <= _WIDTH - 20 or not isinstance(value, dict | list) or not value:
        return flat
    inner = " " * (indent + 4)
    if isinstance(value, dict):
        rows = [f"{escape.string(str(key))}: {expression(item, indent + 4)}" for key, item in value.items()]
        return "{\n" + "".join(f"{inner}{row},\n" for row in rows) + " " * indent + "}"
    return "[\n" + "".join(f"{inner}{expression(item, indent + 4)},\n" for item in value) + " " * indent + "]"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{escape.string(str(key))}: {_flat(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(item) for item in value) + "]"
    return escape.literal(value if isinstance(value, str | int | float | bool | None) else str(value))
