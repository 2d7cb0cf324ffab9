"""TypeScript samples for README and docs: calls of the generated client, from the same name tables."""

from __future__ import annotations

import json
from typing import Any

from specsmith.renderers.clients.typescript_credentials import typescript_credentials
from specsmith.renderers.clients.typescript_fit import fits
from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.targets.typescript import TypeScriptNames, argument_name, typescript_names
from specsmith.views.api import Api, BodyKind, MediaType, Operation, Parameter
from specsmith.views.examples import example_for
from specsmith.views.types import Constraints, Example, Field, Kind, Model, Primitive, TypeRef

_WIDTH = 100
_FILE = 'new Blob(["…"])'
_STREAMED = frozenset([BodyKind.EVENTS, BodyKind.LINES])


def typescript_sample(
    api: Api, operation: Operation, names: TypeScriptNames | None = None, models: dict[str, Model] | None = None
) -> str:
    """A complete sample that calls ``operation`` with its required arguments; always compiles.

    ``names`` and ``models`` (by id) spare the work when many samples are made of one API.
    """
    names = names or typescript_names(api)
    models = models if models is not None else {model.id: model for model in api.models}
    call = sample_call(operation, names, models)
    lines = [f"import {{ {names.client} }} from {escape.string(names.package)};", ""]
    lines += [f"const client = {client_call(api, names)};", ""]
    answered = any(one.success and one.media_types for one in operation.responses)
    if operation.streaming:
        lines += [f"for await (const item of await {call}) {{", "  console.log(item);", "}"]
    elif operation.method in {"delete", "head"} or not answered:
        lines.append(f"await {call};")
    else:
        lines += [f"const result = await {call};", "console.log(result);"]
    return "\n".join(lines) + "\n"


def client_call(api: Api, names: TypeScriptNames) -> str:
    """How the client is made: with the credentials that the first security requirement asks for."""
    options = typescript_credentials(api, names.client).options
    shown = [one for one in options if one.name in {"token", "apiKey"}][:1] or list(options[:2])
    given = ", ".join(f'{one.name}: "…"' for one in shown)
    return f"new {names.client}({{ {given} }})" if given else f"new {names.client}()"


def sample_call(operation: Operation, names: TypeScriptNames, models: dict[str, Model], method: str = "") -> str:
    """The call of an operation with its required arguments, an argument a line where one line is too long.

    ``method`` is the name of another method with the same arguments (an iterator).
    """
    chosen = method or names.methods[operation.id]
    if not method and operation.streaming and has_plain_answer(operation):
        chosen = names.streams[operation.id]
    arguments = []
    for parameter in operation.parameters:
        if parameter.required and parameter.fixed is None:
            arguments.append(f"{argument_name(names, operation, parameter)}: {_parameter(parameter, models)}")
    body = operation.body
    if body is not None and body.media_types and (body.required or method == ""):
        arguments.append(f"body: {_body(body.media_types[body.preferred], models)}")
    head = f"client.{names.groups[operation.group][0]}.{chosen}"
    if not arguments:
        return f"{head}()"
    line = f"{head}({{ {', '.join(arguments)} }})"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    return f"{head}({{\n" + "".join(f"  {argument},\n" for argument in arguments) + "})"


def has_plain_answer(operation: Operation) -> bool:
    """Whether a good answer may be something else than a stream: the stream then has a method of its own."""
    return any(media.kind not in _STREAMED for one in operation.responses if one.success for media in one.media_types)


def _parameter(parameter: Parameter, models: dict[str, Model]) -> str:
    return _typed(parameter.type, parameter.examples, models, parameter.constraints)


def _typed(
    found: TypeRef, examples: tuple[Example, ...], models: dict[str, Model], constraints: Constraints = Constraints()
) -> str:
    """The first stated example that has the type, else a made one; a value that fits no type of ours is let through."""
    made = example_for(found, models, request=True, constraints=constraints)
    stated = [json.loads(one.json) for one in examples if one.json]
    for value in [*stated, made]:
        if fits(value, found, models):
            return expression(value, 2)
    return f"{expression(made, 2)} as never"


def _body(media: MediaType, models: dict[str, Model]) -> str:
    if media.kind is BodyKind.BINARY:
        return _FILE
    if media.kind is BodyKind.MULTIPART and media.fields:
        rows = [f"{escape.property_key(one.name)}: {_part(one, models)}" for one in _shown(media.fields)]
        return f"{{ {', '.join(rows)} }}"
    if media.kind in {BodyKind.TEXT, BodyKind.XML}:
        value = next((json.loads(one.json) for one in media.examples if one.json), None)
        value = example_for(media.type, models, request=True) if value is None else value
        return escape.string(value if isinstance(value, str) else json.dumps(value))
    if media.kind in _STREAMED:
        return f"[{_typed(media.type, (), models)}]"
    return _typed(media.type, media.examples, models)


def _shown(fields: tuple[Field, ...]) -> list[Field]:
    sent = [one for one in fields if not one.read_only]
    return [one for one in sent if one.required] or sent[:2]


def _part(field: Field, models: dict[str, Model]) -> str:
    if isinstance(field.type, Primitive) and field.type.kind is Kind.BINARY:
        return _FILE
    return _typed(field.type, field.examples, models, field.constraints)


def expression(value: Any, indent: int = 0) -> str:
    """Decoded JSON as a TypeScript expression, over several lines where one is too long.

    >>> expression({"a": [1, None, "b"]})
    '{ a: [1, null, "b"] }'
    """
    flat = _flat(value)
    if len(flat) + indent <= _WIDTH - 20 or not isinstance(value, dict | list) or not value:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        rows = [f"{escape.property_key(str(key))}: {expression(item, indent + 2)}" for key, item in value.items()]
        return "{\n" + "".join(f"{inner}{row},\n" for row in rows) + " " * indent + "}"
    return "[\n" + "".join(f"{inner}{expression(item, indent + 2)},\n" for item in value) + " " * indent + "]"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        rows = [f"{escape.property_key(str(key))}: {_flat(item)}" for key, item in value.items()]
        return f"{{ {', '.join(rows)} }}" if rows else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(item) for item in value) + "]"
    return escape.literal(value if isinstance(value, str | int | float | bool | None) else str(value))
