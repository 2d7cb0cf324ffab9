"""The parts of a Postman request: addresses, bodies, saved responses, auth."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_plus

Pair = tuple[str, str, str, object]
"""Name, example value, description, and the container it stands in."""

_URL = re.compile(r"(?:(?:([a-z][a-z0-9+.-]*):)?//)?([^/?#]*)([^?#]*)\??([^#]*)", re.IGNORECASE)
_FILLER_HOST = re.compile(r"(?:www\.)?example\.(?:com|org|net)(?::\d+)?", re.IGNORECASE)
"""A reserved name (RFC 2606): converters write ``http://example.com/api`` where a collection has no server."""
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}|\{([^{}]*)\}|(?<![A-Za-z0-9_]):([A-Za-z_][\w-]*)")
"""What stands for a value in a path: ``{{name}}``, ``{name}``, ``:name`` (also inside a segment, as in ``:base...:head``)."""
_VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NOTHING = frozenset(["", "{}", "%7b%7d", "<string>", "string"])
_LANGUAGES = {"json": "application/json", "xml": "application/xml", "html": "text/html", "text": "text/plain"}


@dataclass(slots=True)
class Address:
    """Where a request goes: the base URL (empty when a variable stands for it), the path template, its variables, the query."""

    base: str = ""
    path: str = "/"
    variables: list[Pair] = field(default_factory=list)
    query: list[Pair] = field(default_factory=list)

    @property
    def action(self) -> str:
        """The value of a query parameter ``Action``, which chooses the operation in query APIs; else empty."""
        return next((value for name, value, _, _ in self.query if name == "Action"), "")


def text_of(value: Any) -> str:
    """Text that may be wrapped as ``{content, type}``."""
    if isinstance(value, dict):
        value = value.get("content")
    return str(value).strip() if isinstance(value, str | int | float) else ""


def address(url: Any) -> Address:
    """A URL, as text (format 2.0) or taken apart (2.1).

    >>> found = address("https://x.example:8443/a/:id/{{kind}}?q=%7B%7D&n=5")
    >>> found.base, found.path, [pair[:2] for pair in found.query]
    ('https://x.example:8443', '/a/{id}/{kind}', [('q', ''), ('n', '5')])
    >>> address("https://x.example/compare/:base...:head/users:find").path
    '/compare/{base}...{head}/users:find'
    >>> address({"host": ["{{base}}"], "path": ["v1", ":user"], "variable": [{"id": "user", "value": "7"}]}).path
    '/v1/{user}'
    """
    out = Address()
    if isinstance(url, dict) and ("path" in url or "host" in url):
        host = _joined(url.get("host"), ".")
        scheme, port = text_of(url.get("protocol")), text_of(url.get("port"))
        path = _joined(url.get("path"), "/")
        query = ""
        _take_query(out, url.get("query"))
        authority = host + (f":{port}" if port else "")
    else:
        raw = text_of(url.get("raw")) if isinstance(url, dict) else text_of(url)
        marked = _VARIABLE.sub(lambda found: "{{" + found.group(1).replace("/", "_") + "}}", raw)
        if marked.startswith("/"):
            scheme, authority, path, query = "", "", *(marked.partition("?")[::2])
        else:
            found = _URL.match(marked)
            scheme, authority, path, query = found.groups() if found is not None else ("", "", "", "")
        for part in re.split("[&?]", query or ""):
            name, _, value = part.partition("=")
            if name:
                out.query.append((unquote_plus(name), _example(unquote_plus(value)), "", None))
    if _FILLER_HOST.fullmatch(authority or ""):
        path = re.sub(r"^/?api(?=/|$)", "", path or "")
    elif authority and "{{" not in authority and "." + authority != ".":
        out.base = f"{scheme or 'https'}://{authority.lower()}"
    _take_path(out, path or "", url.get("variable") if isinstance(url, dict) else None)
    return out


def _joined(value: Any, mark: str) -> str:
    if isinstance(value, list):
        return mark.join(text_of(part.get("value") if isinstance(part, dict) else part) for part in value)
    return text_of(value)


def _take_query(out: Address, query: Any) -> None:
    for pair in query if isinstance(query, list) else []:
        name = text_of(pair.get("key")) if isinstance(pair, dict) else ""
        if name:
            out.query.append((name, _example(text_of(pair.get("value"))), text_of(pair.get("description")), pair))


def _take_path(out: Address, path: str, variables: Any) -> None:
    known: dict[str, dict[str, Any]] = {}
    for variable in variables if isinstance(variables, list) else []:
        if isinstance(variable, dict):
            known[text_of(variable.get("key")) or text_of(variable.get("id"))] = variable
    used: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        name = next((group for group in found.groups() if group), "value")
        used[name] = used.get(name, 0) + 1
        name = name if used[name] == 1 else f"{name}{used[name]}"
        variable = known.get(name, {})
        out.variables.append(
            (name, _example(text_of(variable.get("value"))), text_of(variable.get("description")), variable or None)
        )
        return "{" + name + "}"

    segments = [_PLACE.sub(place, unquote(s) if unquote(s) == "{}" else s) for s in path.split("/") if s]
    out.path = "/" + "/".join(segments)


def _example(value: str) -> str:
    """A value worth showing: no filler and no unresolved variable."""
    return "" if value.lower() in _NOTHING or "{{" in value else value


def header_pairs(headers: Any) -> list[Pair]:
    """Headers as a list of pairs (2.0 and 2.1) or as text of several lines (2.0)."""
    if isinstance(headers, str):
        lines = [line.partition(":") for line in headers.splitlines() if ":" in line]
        return [(name.strip(), _example(value.strip()), "", None) for name, _, value in lines]
    out: list[Pair] = []
    for header in headers if isinstance(headers, list) else []:
        name = text_of(header.get("key")) if isinstance(header, dict) else ""
        if name and not header.get("disabled"):
            out.append((name, _example(text_of(header.get("value"))), text_of(header.get("description")), header))
    return out


def _content_type(headers: Any) -> str:
    for name, value, _, _ in header_pairs(headers):
        if name.lower() == "content-type":
            return value.partition(";")[0].strip().lower()
    return ""


def body_content(request: dict[str, Any]) -> dict[str, Any]:
    """The ``content`` of a request body by media type; empty when the request sends nothing.

    >>> body_content({"body": {"mode": "raw", "raw": '{"a": 1}'}})
    {'application/json': {'schema': {}, 'example': {'a': 1}}}
    """
    body = request.get("body")
    if not isinstance(body, dict) or body.get("disabled"):
        return {}
    stated = _content_type(request.get("header"))
    mode = body.get("mode")
    if mode == "raw":
        options = body.get("options")
        raw_options = options.get("raw") if isinstance(options, dict) else None
        language = raw_options.get("language") if isinstance(raw_options, dict) else None
        return _raw(text_of(body.get("raw")), stated or _LANGUAGES.get(str(language), ""))
    if mode in ("urlencoded", "formdata"):
        media_type = "application/x-www-form-urlencoded" if mode == "urlencoded" else "multipart/form-data"
        return _form(body.get(mode), media_type)
    if mode == "graphql" and isinstance(body.get("graphql"), dict):
        return {"application/json": {"schema": {"type": "object"}, "example": body["graphql"]}}
    if mode == "file":
        return {stated or "application/octet-stream": {"schema": {}}}
    return {}


def _raw(text: str, media_type: str) -> dict[str, Any]:
    if not text:
        return {}
    if not media_type or "json" in media_type:
        try:
            return {media_type or "application/json": {"schema": {}, "example": json.loads(text)}}
        except (ValueError, RecursionError):
            media_type = media_type or "text/plain"
    return {media_type: {"schema": {}, "example": text}}


def _form(fields: Any, media_type: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for entry in fields if isinstance(fields, list) else []:
        name = text_of(entry.get("key")) if isinstance(entry, dict) else ""
        if not name or entry.get("disabled"):
            continue
        schema: dict[str, Any] = {}
        if text_of(entry.get("description")):
            schema["description"] = text_of(entry["description"])
        if entry.get("type") == "file":
            schema["contentMediaType"] = "application/octet-stream"
        elif _example(text_of(entry.get("value"))):
            schema["examples"] = [text_of(entry["value"])]
        properties[name] = schema
    return {media_type: {"schema": {"type": "object", "properties": properties}}} if properties else {}


def response_content(response: dict[str, Any]) -> dict[str, Any]:
    """The ``content`` of a saved response."""
    return _raw(text_of(response.get("body")), _content_type(response.get("header")))


def security_of(auth: Any) -> tuple[str, dict[str, Any] | None] | None:
    """Auth as (name, security scheme); the scheme is None for "noauth", the whole None where nothing is said."""
    if not isinstance(auth, dict) or not isinstance(auth.get("type"), str):
        return None
    kind = auth["type"]
    if kind == "noauth":
        return ("", None)
    if kind in ("basic", "bearer", "digest"):
        return (f"{kind}Auth", {"type": "http", "scheme": kind})
    settings = _settings(auth.get(kind))
    if kind == "apikey":
        place = settings.get("in") if settings.get("in") in ("query", "header") else "header"
        return ("apiKey", {"type": "apiKey", "in": place, "name": settings.get("key") or "Authorization"})
    if kind == "oauth2":
        token, authorize = settings.get("accessTokenUrl"), settings.get("authUrl")
        if token and authorize:
            flow: dict[str, Any] = {
                "authorizationCode": {"authorizationUrl": authorize, "tokenUrl": token, "scopes": {}}
            }
        elif token:
            flow = {"clientCredentials": {"tokenUrl": token, "scopes": {}}}
        else:
            return ("bearerAuth", {"type": "http", "scheme": "bearer"})
        return ("oauth2", {"type": "oauth2", "flows": flow})
    return (f"{kind}Auth", {"type": "http", "scheme": kind})


def _settings(value: Any) -> dict[str, str]:
    """Format 2.1 keeps settings as a list of pairs, 2.0 as a mapping."""
    if isinstance(value, list):
        return {text_of(p.get("key")): text_of(p.get("value")) for p in value if isinstance(p, dict)}
    return {key: text_of(entry) for key, entry in value.items()} if isinstance(value, dict) else {}
