"""Streams: Server-Sent Events and lines of JSON."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import httpx

from .model import decode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Event:
    """One Server-Sent Event (WHATWG HTML §9.2): its type, its data, the last id."""

    event: str
    data: str
    id: str = ""
    retry: int | None = None

    def json(self) -> Any:
        """The data as JSON."""
        return json.loads(self.data)


class EventParser:
    """Lines → events, by the rules of WHATWG HTML §9.2.6."""

    def __init__(self) -> None:
        self._data: list[str] = []
        self._event = ""
        self._id = ""
        self._retry: int | None = None

    def feed(self, line: str) -> Event | None:
        """Take one line without its end; an empty one completes an event."""
        if not line:
            if not self._data:
                self._event = ""
                return None
            event = Event(self._event or "message", "\n".join(self._data), self._id, self._retry)
            self._data, self._event, self._retry = [], "", None
            return event
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isdigit():
            self._retry = int(value)
        return None


def read_item(event: Event, shape: Any, module: str) -> Any:
    """What an event holds: its data as the described type; text that is no JSON stays text."""
    try:
        return decode(event.json(), shape, module)
    except ValueError:
        return event.data


class _Lines:
    """Texts as they arrive → items; only the line ends of the format end a line, not all that Unicode knows."""

    def __init__(self, kind: str, shape: Any, module: str) -> None:
        self._kind = kind
        self._shape = shape
        self._module = module
        self._parser = EventParser()
        self._rest = ""

    def feed(self, text: str) -> list[Any]:
        """The items that a piece of text completes."""
        text = self._rest + text
        held = "\r" if text.endswith("\r") else ""  # its line feed may be in the next piece
        lines = text.removesuffix(held).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._rest = lines.pop() + held
        return [item[0] for item in map(self._line, lines) if item is not None]

    def end(self) -> list[Any]:
        """The item that the end of the text completes: a last line without its end."""
        return self.feed("\n") if self._rest and self._kind == "lines" else []

    def _line(self, line: str) -> tuple[Any] | None:
        if self._kind == "lines":
            return (decode(json.loads(line), self._shape, self._module),) if line.strip() else None
        event = self._parser.feed(line)
        if event is None or event.data == "[DONE]":
            return None
        return (read_item(event, self._shape, self._module),)


class Stream(Generic[T]):
    """The items of a streamed response, as they arrive. Close it, or use it as a context manager."""

    def __init__(self, response: httpx.Response, kind: str, shape: Any, module: str) -> None:
        self.response = response
        self._lines = _Lines(kind, shape, module)

    def __iter__(self) -> Iterator[T]:
        with self:
            for text in self.response.iter_text():
                yield from self._lines.feed(text)
            yield from self._lines.end()

    def close(self) -> None:
        """Let go of the connection."""
        self.response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncStream(Generic[T]):
    """The items of a streamed response, as they arrive. Close it, or use it as an asynchronous context manager."""

    def __init__(self, response: httpx.Response, kind: str, shape: Any, module: str) -> None:
        self.response = response
        self._lines = _Lines(kind, shape, module)

    async def __aiter__(self) -> AsyncIterator[T]:
        async with self:
            async for text in self.response.aiter_text():
                for item in self._lines.feed(text):
                    yield item
            for item in self._lines.end():
                yield item

    async def close(self) -> None:
        """Let go of the connection."""
        await self.response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
