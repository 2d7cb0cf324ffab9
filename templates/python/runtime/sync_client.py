"""The blocking client."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar, cast

import httpx

from .auth import Credential
from .core import (
    CAPTURE,
    Capture,
    Core,
    Prepared,
    RawResponse,
    RequestHook,
    ResponseHook,
    accept_of,
    dig,
    find_answer,
)
from .errors import ApiConnectionError, ApiTimeoutError
from .operation import Operation, RequestOptions
from .retries import delay, status_is_retried
from .sse import Stream

T = TypeVar("T")
P = ParamSpec("P")


class SyncClient(Core):
    """Sends requests with ``httpx.Client``."""

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
        http_client: httpx.Client | None,
    ) -> None:
        super().__init__(
            base_url=base_url,
            default_url=default_url,
            credentials=credentials,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            idempotency_keys=idempotency_keys,
            on_request=on_request,
            on_response=on_response,
        )
        self._http = http_client or httpx.Client(follow_redirects=True)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def with_response(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Call a method of this client and get the response beside the result: status, headers, bytes."""
        capture = Capture()
        token = CAPTURE.set(capture)
        try:
            parsed = method(*args, **kwargs)
        finally:
            CAPTURE.reset(token)
        return RawResponse(parsed, cast(httpx.Response, capture.response))

    @contextmanager
    def streaming(self, method: Callable[P, Any], /, *args: P.args, **kwargs: P.kwargs) -> Iterator[httpx.Response]:
        """Call a method and get its response unread, for downloads that should not be held in memory."""
        capture = Capture(stream=True)
        token = CAPTURE.set(capture)
        try:
            method(*args, **kwargs)
        finally:
            CAPTURE.reset(token)
        response = cast(httpx.Response, capture.response)
        try:
            yield response
        finally:
            response.close()

    def call(
        self, operation: Operation[T], values: tuple[Any, ...], options: RequestOptions | None, body: Any = None
    ) -> T:
        """Send a request and read its response."""
        return self._call(operation, values, options, body)[0]

    def _call(
        self, operation: Operation[T], values: tuple[Any, ...], options: RequestOptions | None, body: Any, url: str = ""
    ) -> tuple[T, httpx.Response]:
        prepared = self._prepare(operation, values, options, body, accept_of(operation))
        if url:
            self._go_to(prepared, url)
        capture = CAPTURE.get()
        stream = capture is not None and capture.stream
        response = self._send(prepared, stream=stream)
        if capture is not None:
            capture.response = response
            if stream and response.is_success:
                return cast(T, None), response
        response.read()
        return self._read(operation, response), response

    def stream(
        self,
        operation: Operation[Any],
        values: tuple[Any, ...],
        options: RequestOptions | None,
        body: Any = None,
    ) -> Stream[Any]:
        """Send a request and hand over the items of its response as they arrive."""
        accept = next((one.media_type for one in operation.answers if one.kind in {"events", "lines"}), "*/*")
        response = self._send(self._prepare(operation, values, options, body, accept, 4), stream=True)
        if not response.is_success:
            response.read()
            self._read(operation, response)
        answer = find_answer(tuple(one for one in operation.answers if one.kind in {"events", "lines"}), response)
        kind = answer.kind if answer is not None else "events"
        return Stream(response, kind, answer.shape if answer is not None else None, operation.models)

    def pages(
        self,
        operation: Operation[Any],
        values: tuple[Any, ...],
        options: RequestOptions | None,
    ) -> Iterator[Any]:
        """The items of all pages, fetched as they are asked for."""
        paging = operation.paging
        following: tuple[Any, ...] | None = values
        url = ""
        while paging is not None and (following is not None or url):
            payload, response = self._call(operation, following or values, options, None, url)
            found = dig(payload, paging.items)
            items = found if isinstance(found, list) else []
            yield from items
            following, url = self._next_values(paging, following or values, payload, items, response)

    def _send(self, prepared: Prepared, *, stream: bool = False) -> httpx.Response:
        refreshed = False
        attempt = 0
        while True:
            self._authenticate(prepared)
            request = self._http.build_request(**self._finish(prepared))
            for hook in self._on_request:
                hook(request)
            self._log.request(request, attempt)
            again = attempt < prepared.retries and prepared.repeatable
            try:
                response = self._http.send(request, stream=True)
                if not stream:
                    response.read()
            except httpx.TimeoutException as error:
                if not (again and (prepared.idempotent or isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout))):
                    raise ApiTimeoutError(str(error) or "The server did not answer in time") from error
                time.sleep(delay(attempt, {}))
            except httpx.TransportError as error:
                if not (again and (prepared.idempotent or isinstance(error, httpx.ConnectError))):
                    raise ApiConnectionError(str(error) or "The connection broke") from error
                time.sleep(delay(attempt, {}))
            else:
                self._log.response(response)
                for response_hook in self._on_response:
                    response_hook(response)
                if response.status_code == 401 and not refreshed and self._forget_tokens(prepared):
                    refreshed = True
                    response.close()
                    continue
                if not (again and status_is_retried(response.status_code, response.headers, prepared.idempotent)):
                    return response
                response.close()
                time.sleep(delay(attempt, response.headers))
            attempt += 1

    def _authenticate(self, prepared: Prepared) -> None:
        for one in self._credentials.exchange(prepared.security):
            answer = self._http.post(one.token_url, data=one.form(), headers={"Accept": "application/json"})
            if not answer.is_success:
                raise ApiConnectionError(f"The token endpoint answered {answer.status_code}")
            one.take(answer.json())
