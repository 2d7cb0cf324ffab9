"""The asynchronous client."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar, cast

import httpx

from .auth import Credential
from .bodies import AsyncChunks, Chunks
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
from .sse import AsyncStream

T = TypeVar("T")
P = ParamSpec("P")


class AsyncClient(Core):
    """Sends requests with ``httpx.AsyncClient``."""

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
        http_client: httpx.AsyncClient | None,
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
        self._http = http_client or httpx.AsyncClient(follow_redirects=True)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def with_response(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[T]:
        """Call a method of this client and get the response beside the result: status, headers, bytes."""
        capture = Capture()
        token = CAPTURE.set(capture)
        try:
            parsed = await method(*args, **kwargs)
        finally:
            CAPTURE.reset(token)
        return RawResponse(parsed, cast(httpx.Response, capture.response))

    @asynccontextmanager
    async def streaming(
        self, method: Callable[P, Awaitable[Any]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncIterator[httpx.Response]:
        """Call a method and get its response unread, for downloads that should not be held in memory."""
        capture = Capture(stream=True)
        token = CAPTURE.set(capture)
        try:
            await method(*args, **kwargs)
        finally:
            CAPTURE.reset(token)
        response = cast(httpx.Response, capture.response)
        try:
            yield response
        finally:
            await response.aclose()

    async def call(
        self, operation: Operation[T], values: tuple[Any, ...], options: RequestOptions | None, body: Any = None
    ) -> T:
        """Send a request and read its response."""
        return (await self._call(operation, values, options, body))[0]

    async def _call(
        self, operation: Operation[T], values: tuple[Any, ...], options: RequestOptions | None, body: Any, url: str = ""
    ) -> tuple[T, httpx.Response]:
        prepared = self._prepare(operation, values, options, body, accept_of(operation))
        if url:
            self._go_to(prepared, url)
        capture = CAPTURE.get()
        stream = capture is not None and capture.stream
        response = await self._send(prepared, stream=stream)
        if capture is not None:
            capture.response = response
            if stream and response.is_success:
                return cast(T, None), response
        await response.aread()
        return self._read(operation, response), response

    async def stream(
        self,
        operation: Operation[Any],
        values: tuple[Any, ...],
        options: RequestOptions | None,
        body: Any = None,
    ) -> AsyncStream[Any]:
        """Send a request and hand over the items of its response as they arrive."""
        accept = next((one.media_type for one in operation.answers if one.kind in {"events", "lines"}), "*/*")
        response = await self._send(self._prepare(operation, values, options, body, accept, 4), stream=True)
        if not response.is_success:
            await response.aread()
            self._read(operation, response)
        answer = find_answer(tuple(one for one in operation.answers if one.kind in {"events", "lines"}), response)
        kind = answer.kind if answer is not None else "events"
        return AsyncStream(response, kind, answer.shape if answer is not None else None, operation.models)

    async def pages(
        self,
        operation: Operation[Any],
        values: tuple[Any, ...],
        options: RequestOptions | None,
    ) -> AsyncIterator[Any]:
        """The items of all pages, fetched as they are asked for."""
        paging = operation.paging
        following: tuple[Any, ...] | None = values
        url = ""
        while paging is not None and (following is not None or url):
            payload, response = await self._call(operation, following or values, options, None, url)
            found = dig(payload, paging.items)
            items = found if isinstance(found, list) else []
            for item in items:
                yield item
            following, url = self._next_values(paging, following or values, payload, items, response)

    async def _send(self, prepared: Prepared, *, stream: bool = False) -> httpx.Response:
        content = prepared.arguments.get("content")
        if isinstance(content, Chunks):
            prepared.arguments["content"] = AsyncChunks(content)
        refreshed = False
        attempt = 0
        while True:
            await self._authenticate(prepared)
            request = self._http.build_request(**self._finish(prepared))
            for hook in self._on_request:
                waiting = hook(request)
                if inspect.isawaitable(waiting):
                    await waiting
            self._log.request(request, attempt)
            again = attempt < prepared.retries and prepared.repeatable
            try:
                response = await self._http.send(request, stream=True)
                if not stream:
                    await response.aread()
            except httpx.TimeoutException as error:
                if not (again and (prepared.idempotent or isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout))):
                    raise ApiTimeoutError(str(error) or "The server did not answer in time") from error
                await asyncio.sleep(delay(attempt, {}))
            except httpx.TransportError as error:
                if not (again and (prepared.idempotent or isinstance(error, httpx.ConnectError))):
                    raise ApiConnectionError(str(error) or "The connection broke") from error
                await asyncio.sleep(delay(attempt, {}))
            else:
                self._log.response(response)
                for response_hook in self._on_response:
                    waiting = response_hook(response)
                    if inspect.isawaitable(waiting):
                        await waiting
                if response.status_code == 401 and not refreshed and self._forget_tokens(prepared):
                    refreshed = True
                    await response.aclose()
                    continue
                if not (again and status_is_retried(response.status_code, response.headers, prepared.idempotent)):
                    return response
                await response.aclose()
                await asyncio.sleep(delay(attempt, response.headers))
            attempt += 1

    async def _authenticate(self, prepared: Prepared) -> None:
        for one in self._credentials.exchange(prepared.security):
            answer = await self._http.post(one.token_url, data=one.form(), headers={"Accept": "application/json"})
            if not answer.is_success:
                raise ApiConnectionError(f"The token endpoint answered {answer.status_code}")
            one.take(answer.json())
