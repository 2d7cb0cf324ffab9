"""What both clients share and what needs no network: building requests, reading responses, following pages."""

from __future__ import annotations

import json
import uuid
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urljoin

import httpx

from .auth import ClientCredentials, Credential, Credentials, Scheme
from .bodies import repeatable, write_body
from .errors import ApiError, ConfigurationError, error_for
from .log import Log
from .model import Model, decode
from .operation import Answer, Content, Operation, Paging, RequestOptions
from .serialize import in_cookie, in_header, in_path, in_query

T = TypeVar("T")
RequestHook = Callable[[httpx.Request], Any]
ResponseHook = Callable[[httpx.Response], Any]

_IDEMPOTENT = frozenset(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"])


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[T]):
    """A response with what it holds: ``parsed``, and the response itself with status and headers."""

    parsed: T
    http_response: httpx.Response

    @property
    def status_code(self) -> int:
        """The status of the response."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the response."""
        return self.http_response.headers


@dataclass(slots=True)
class Capture:
    """Where the response of a call is left for who asked for it."""

    stream: bool = False
    response: httpx.Response | None = None


CAPTURE: ContextVar[Capture | None] = ContextVar("capture", default=None)


@dataclass(slots=True)
class Prepared:
    """A request that is ready to be built, once for each attempt."""

    method: str
    url: str
    headers: dict[str, str]
    arguments: dict[str, Any]
    security: tuple[str, ...]
    idempotent: bool
    repeatable: bool
    retries: int
    timeout: Any
    query: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)


class Core:
    """Settings of a client, and the parts of a call that wait for nothing."""

    _schemes: Mapping[str, Scheme] = {}
    _package = "client"
    _user_agent = "client"
    _errors: Mapping[int, type[ApiError]] = {}

    def __init__(
        self,
        *,
        base_url: str | None,
        default_url: str,
        credentials: Mapping[str, Credential | None],
        timeout: float | None,
        max_retries: int,
        headers: Mapping[str, str] | None,
        idempotency_keys: bool,
        on_request: Sequence[RequestHook],
        on_response: Sequence[ResponseHook],
    ) -> None:
        self._given_url = base_url
        self._base_url = base_url or default_url
        self._credentials = Credentials(self._schemes, credentials)
        self._timeout = timeout
        self._max_retries = max_retries
        self._headers = dict(headers or {})
        self._idempotency_keys = idempotency_keys
        self._on_request = tuple(on_request)
        self._on_response = tuple(on_response)
        self._log = Log(self._package, [scheme.name for scheme in self._schemes.values() if scheme.kind == "apiKey"])

    def _prepare(
        self,
        operation: Operation[Any],
        values: tuple[Any, ...],
        options: RequestOptions | None,
        body: Any,
        accept: str,
        depth: int = 5,
    ) -> Prepared:
        """Put a request together; credentials come later, they may have to be fetched. ``depth``: frames up to the caller."""
        given: RequestOptions = options or {}
        if operation.deprecated:
            warnings.warn(f"{operation.id} is deprecated", DeprecationWarning, stacklevel=depth)
        headers = {"User-Agent": self._user_agent, "Accept": accept, **self._headers}
        path, query, cookies = self._place(operation, values, headers)
        arguments: dict[str, Any] = {}
        if body is not None and operation.contents:
            content = _choose(operation.contents, given.get("content_type"))
            made, arguments = write_body(content, body)
            headers.update(made)
        key = given.get("idempotency_key")
        if (
            key is None
            and operation.method not in _IDEMPOTENT
            and (self._idempotency_keys or operation.idempotency_header)
        ):
            key = str(uuid.uuid4())
        if key is not None:
            headers.setdefault(operation.idempotency_header or "Idempotency-Key", key)
        headers.update(given.get("headers") or {})
        query += [
            f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in (given.get("query") or {}).items()
        ]
        return Prepared(
            method=operation.method,
            url=self._url(operation, path, given.get("base_url")),
            headers=headers,
            arguments=arguments,
            security=self._credentials.choose(operation.security),
            idempotent=operation.method in _IDEMPOTENT or key is not None,
            repeatable=repeatable(body),
            retries=given.get("max_retries", self._max_retries),
            timeout=given.get("timeout", self._timeout),
            query=query,
            cookies=cookies,
        )

    def _place(
        self, operation: Operation[Any], values: tuple[Any, ...], headers: dict[str, str]
    ) -> tuple[str, list[str], list[str]]:
        """Put each value where its parameter travels: (path, query pairs, cookies); header parameters go into ``headers``."""
        path = operation.path
        query: list[str] = []
        cookies: list[str] = []
        rest = iter(values)
        for param in operation.params:
            value = param.fixed if param.fixed is not None else next(rest)
            if value is None and param.location != "path":
                continue
            if param.location == "path":
                written = in_path(param, value)
                if not written:
                    raise ConfigurationError(f"The path parameter {param.name!r} of {operation.id} is empty")
                path = path.replace("{" + param.name + "}", written)
            elif param.location == "query":
                query += in_query(param, value)
            elif param.location == "querystring":
                query += [in_query(param, value)[0].partition("=")[2]]
            elif param.location == "header":
                headers[param.name] = in_header(param, value)
            else:
                cookies += in_cookie(param, value)
        return path, query, cookies

    def _url(self, operation: Operation[Any], path: str, base: str | None) -> str:
        chosen = base or self._given_url or operation.server or self._base_url
        if chosen.startswith("/") and self._base_url.startswith("http"):
            chosen = urljoin(self._base_url, chosen)
        if not chosen.startswith(("http://", "https://")):
            raise ConfigurationError(f"The API states no absolute server URL: pass base_url=… (found {chosen!r})")
        return chosen.rstrip("/") + (path if path.startswith("/") else f"/{path}")

    def _finish(self, prepared: Prepared) -> dict[str, Any]:
        """The arguments for building the request, with the credentials as they are now."""
        applied = self._credentials.apply(prepared.security)
        headers = {**applied.headers, **prepared.headers}
        cookies = prepared.cookies + applied.cookies
        if cookies:
            headers["Cookie"] = "; ".join(cookies)
        pairs = prepared.query + [f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in applied.query]
        url = prepared.url
        if pairs:
            url += ("&" if "?" in url else "?") + "&".join(pairs)
        raw = [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]
        timeout = httpx.Timeout(prepared.timeout)
        return {"method": prepared.method, "url": url, "headers": raw, "timeout": timeout, **prepared.arguments}

    def _go_to(self, prepared: Prepared, url: str) -> None:
        """Ask for a URL that the server named; credentials never follow it to another host."""
        if httpx.URL(url).netloc != httpx.URL(prepared.url).netloc:
            prepared.security = ()
        prepared.url, prepared.query = url, []

    def _forget_tokens(self, prepared: Prepared) -> bool:
        """Drop fetched tokens that a server did not accept; whether there were any."""
        dropped = False
        for name in prepared.security:
            value = self._credentials.values[name]
            if isinstance(value, ClientCredentials) and value.token:
                value.token, value.expires, dropped = "", 0.0, True
        return dropped

    def _read(self, operation: Operation[Any], response: httpx.Response) -> Any:
        """What a response holds; raises the error of its status."""
        answer = find_answer(operation.answers, response)
        if response.is_success:
            return read_body(response, answer, operation.models)
        try:
            body = read_body(response, answer, operation.models)
        except (ValueError, ApiError):
            body = response.text
        raise error_for(response, body, self._errors)

    def _next_values(
        self, paging: Paging, values: tuple[Any, ...], payload: Any, items: list[Any], response: httpx.Response
    ) -> tuple[tuple[Any, ...] | None, str]:
        """(values of the next call or None at the end, URL of the next page for Link headers)."""
        if paging.kind == "link":
            following = response.links.get("next", {}).get("url", "")
            if following or "link" in response.headers:
                return None, urljoin(str(response.request.url), following) if following else ""
            if paging.position < 0:
                return None, ""
        if not items or paging.position < 0:
            return None, ""
        current = values[paging.position]
        size = values[paging.size] if paging.size >= 0 else None
        if paging.kind == "cursor":
            cursor = dig(payload, paging.next) if paging.next else _last_id(items)
            if not cursor or cursor == current or (not paging.next and dig(payload, ("has_more",)) is False):
                return None, ""
            following_value: Any = cursor
        elif paging.kind == "offset":
            following_value = int(current or 0) + len(items)
        else:
            following_value = int(current if current is not None else paging.first) + 1
        if paging.kind != "cursor" and isinstance(size, int) and len(items) < size:
            return None, ""
        return (*values[: paging.position], following_value, *values[paging.position + 1 :]), ""


def _choose(contents: tuple[Content, ...], wanted: str | None) -> Content:
    if wanted is None:
        return contents[0]
    return next((one for one in contents if one.media_type == wanted), contents[0]._replace(media_type=wanted))


def accept_of(operation: Operation[Any]) -> str:
    """The Accept header: what the description says the answers are, streams left out."""
    answers = [one for one in operation.answers if one.media_type and one.kind not in {"events", "lines"}]
    return ", ".join(dict.fromkeys(one.media_type for one in answers)) or "*/*"


def _last_id(items: list[Any]) -> Any:
    last = items[-1]
    return last["id"] if isinstance(last, Model | dict) and "id" in last else None


def dig(payload: Any, path: tuple[str, ...]) -> Any:
    """The value at a path of property names; None where there is none."""
    for name in path:
        if isinstance(payload, Model):
            payload = payload._get(name)
        else:
            payload = payload.get(name) if isinstance(payload, dict) else None
    return payload


def find_answer(answers: tuple[Answer, ...], response: httpx.Response) -> Answer | None:
    """The stated answer that fits a response best: its status, its range, the default; then its media type."""
    status = str(response.status_code)
    for wanted in (status, f"{status[0]}XX", "default"):
        same = [answer for answer in answers if answer.status == wanted]
        if same:
            media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            exact = [one for one in same if one.media_type.partition(";")[0].strip().lower() == media]
            return (exact or same)[0]
    return None


def read_body(response: httpx.Response, answer: Answer | None, models: str) -> Any:
    """The body of a response in the form that the description states; JSON that nobody described is JSON too."""
    if not response.content:
        return b"" if answer is not None and answer.kind == "binary" else None
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = media.endswith(("/json", "+json"))
    kind = answer.kind if answer is not None else ("json" if is_json else "text")
    if is_json and kind != "binary":
        kind = "json"
    if kind == "json":
        try:
            return decode(json.loads(response.content), answer.shape if answer is not None else None, models)
        except ValueError:
            if is_json:
                raise ApiError("The response is not the JSON it claims to be", response=response, body=None) from None
            return response.text
    return response.content if kind == "binary" else response.text
