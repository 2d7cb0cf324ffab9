"""The curl sample of an operation: the required parameters, the preferred body, the first way to sign in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from specsmith.renderers.escaping.html import percent, shell_word
from specsmith.views.api import Api, BodyKind, Location, MediaType, Operation, Parameter, SchemeKind, SecurityScheme
from specsmith.views.examples import example_for
from specsmith.views.types import Kind, Model, Primitive


def curl_sample(api: Api, operation: Operation, models: Mapping[str, Model], body: str | None) -> str:
    """A command that can be run as it is once the credentials are in the environment. ``body`` is the example of the body."""
    credentials, query = _credentials(api, operation)
    words: list[str] = []
    if operation.method.upper() == "HEAD":
        words.append("--head")
    elif operation.method.upper() != "GET" or operation.body is not None:
        words.append(f"--request {shell_word(operation.method.upper())}")
    words.append(f"--url {_url(api, operation, models, query)}")
    words.extend(credentials)
    cookies = []
    for parameter in operation.parameters:
        if not parameter.required or parameter.location not in (Location.HEADER, Location.COOKIE):
            continue
        value = _scalar(_value(parameter, models))
        if parameter.location is Location.COOKIE:
            cookies.append(f"{parameter.name}={percent(value)}")
        else:
            words.append(f"--header {shell_word(f'{parameter.name}: {value}')}")
    if cookies:
        words.append(f"--cookie {shell_word('; '.join(cookies))}")
    if operation.body is not None and operation.body.media_types:
        words.extend(_body(operation.body.media_types[operation.body.preferred], models, body))
    return " \\\n  ".join([f"curl {words[0]}", *words[1:]])


def base_url(api: Api, operation: Operation) -> str:
    """The URL that an operation's path is appended to; a placeholder host when the description names none."""
    servers = operation.servers or api.servers
    url = servers[0].resolved if servers else ""
    if not url.startswith(("http://", "https://")):
        url = "https://api.example.com" + (url if url.startswith("/") else "")
    return url.rstrip("/")


def _url(api: Api, operation: Operation, models: Mapping[str, Model], credentials: list[str]) -> str:
    path = operation.path
    query: list[str] = []
    for parameter in operation.parameters:
        if parameter.location is Location.PATH:
            path = path.replace(f"{{{parameter.name}}}", percent(_scalar(_value(parameter, models))))
        elif parameter.location is Location.QUERY and (parameter.required or parameter.fixed is not None):
            query.extend(_query(parameter, models))
    address = base_url(api, operation) + percent(path, safe="/:@!$&'()*+,;=-._~%?")
    shown = "?" if "?" not in address else "&"
    word = shell_word(address + (shown + "&".join(query) if query else ""))
    for pair in credentials:
        word += f'"{shown if not query else "&"}"{pair}'
        query.append("")
    return word


def _query(parameter: Parameter, models: Mapping[str, Model]) -> list[str]:
    value = _value(parameter, models)
    name = percent(parameter.name, safe="[]")
    if isinstance(value, list) and not parameter.content_type:
        if parameter.explode:
            return [f"{name}={percent(_scalar(item))}" for item in value]
        mark = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(parameter.style, ",")
        return [f"{name}={mark.join(percent(_scalar(item)) for item in value)}"]
    if isinstance(value, dict) and not parameter.content_type:
        if parameter.style == "deepObject":
            return [f"{name}[{percent(key)}]={percent(_scalar(v))}" for key, v in value.items()]
        if parameter.explode:
            return [f"{percent(key)}={percent(_scalar(v))}" for key, v in value.items()]
        pairs = ",".join(f"{percent(key)},{percent(_scalar(v))}" for key, v in value.items())
        return [f"{name}={pairs}"]
    return [f"{name}={percent(_scalar(value))}"]


def _value(parameter: Parameter, models: Mapping[str, Model]) -> Any:
    """Fixed value, example, default, or one made from the type."""
    for source in (parameter.fixed, *(e.json for e in parameter.examples), parameter.default):
        if source:
            try:
                return json.loads(source)
            except ValueError:
                return source
    if isinstance(parameter.type, Primitive) and parameter.type.kind is Kind.STRING and not parameter.type.format:
        return (
            re.sub(r"\W+", "_", parameter.name).strip("_").upper() or "VALUE"
        )  # a word to replace says more than "string"
    return example_for(parameter.type, models, request=True, constraints=parameter.constraints)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _credentials(api: Api, operation: Operation) -> tuple[list[str], list[str]]:
    """Words for headers, and shell fragments ``name=$VAR`` for the query."""
    schemes = {scheme.id: scheme for scheme in api.security_schemes}
    words: list[str] = []
    query: list[str] = []
    for need in operation.security[:1]:
        for id_, _ in need.schemes:
            scheme = schemes.get(id_)
            if scheme is not None:
                _credential(scheme, words, query)
    return words, query


def _credential(scheme: SecurityScheme, words: list[str], query: list[str]) -> None:
    match scheme.kind:
        case SchemeKind.BASIC:
            words.append('--user "$USERNAME:$PASSWORD"')
        case SchemeKind.BEARER | SchemeKind.OAUTH2 | SchemeKind.OPENID:
            words.append('--header "Authorization: Bearer $TOKEN"')
        case SchemeKind.API_KEY:
            if scheme.location is Location.QUERY:
                query.append(shell_word(percent(scheme.parameter) + "=") + '"$API_KEY"')
            elif scheme.location is Location.COOKIE:
                words.append(f'--cookie {shell_word(scheme.parameter + "=")}"$API_KEY"')
            else:
                words.append(f'--header {shell_word(scheme.parameter + ": ")}"$API_KEY"')
        case SchemeKind.MUTUAL_TLS:
            words.append("--cert client.pem")
        case SchemeKind.OTHER:
            words.append('--header "Authorization: $CREDENTIALS"')


def _body(media: MediaType, models: Mapping[str, Model], example: str | None) -> list[str]:
    if media.kind in (BodyKind.FORM, BodyKind.MULTIPART):
        return _form(media, models)
    header = f"--header {shell_word(f'Content-Type: {media.name}')}"
    if media.kind is BodyKind.BINARY:
        return [header, "--data-binary @file"]
    return [header, f"--data {shell_word(example)}"] if example else [header]


def _form(media: MediaType, models: Mapping[str, Model]) -> list[str]:
    flag = "--form" if media.kind is BodyKind.MULTIPART else "--data-urlencode"
    fields = [f for f in media.fields if f.required and not f.read_only] or [
        f for f in media.fields if not f.read_only
    ][:3]
    words = []
    for field in fields:
        if isinstance(field.type, Primitive) and field.type.kind is Kind.BINARY:
            words.append(f"{flag} {shell_word(f'{field.name}=@file')}")
        else:
            value = example_for(field.type, models, request=True, constraints=field.constraints)
            words.append(f"{flag} {shell_word(f'{field.name}={_scalar(value)}')}")
    return words
