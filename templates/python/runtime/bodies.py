"""Request bodies: JSON, forms, multipart, text, raw bytes, lines."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import IO, Any
from urllib.parse import quote_plus

from .errors import ConfigurationError
from .model import Model, encode
from .operation import Content
from .serialize import compact, deep, scalar

FileContent = bytes | IO[bytes] | IO[str] | str
File = FileContent | tuple[str, FileContent] | tuple[str, FileContent, str]
"""A file to send: its content, or (file name, content), or (file name, content, content type)."""

_CHUNK = 65536


def write_body(content: Content, body: Any) -> tuple[dict[str, str], dict[str, Any]]:
    """(headers, arguments of ``httpx.Client.build_request``) for a body of one media type."""
    media = content.media_type if "*" not in content.media_type else _fallback(content.kind)
    if content.kind == "json":
        return {"content-type": media}, {"content": compact(body).encode("utf-8")}
    if content.kind == "form":
        return {"content-type": media}, {"content": "&".join(_form(content, _fields(body))).encode("ascii")}
    if content.kind == "multipart":
        return {}, {"files": _parts(content, _fields(body))}
    if content.kind in {"lines", "events"} and not isinstance(body, str | bytes):
        return {"content-type": media}, {"content": "".join(f"{compact(item)}\n" for item in body).encode("utf-8")}
    if isinstance(body, str):
        return {"content-type": media}, {"content": body.encode("utf-8")}
    if isinstance(body, bytes | bytearray):
        return {"content-type": media}, {"content": bytes(body)}
    if hasattr(body, "read"):
        return {"content-type": media}, {"content": Chunks(body)}
    if isinstance(body, Model | Mapping | list | int | float | bool):
        return {"content-type": media}, {"content": compact(body).encode("utf-8")}
    raise ConfigurationError(f"A body of type {type(body).__name__} can't be sent as {media}")


def _fallback(kind: str) -> str:
    return {"json": "application/json", "text": "text/plain"}.get(kind, "application/octet-stream")


class Chunks:
    """A file read piece by piece; starts where the file stood, however often it is read."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._start = file.tell() if _seekable(file) else None

    def __iter__(self) -> Iterator[bytes]:
        if self._start is not None:
            self._file.seek(self._start)
        while chunk := self._file.read(_CHUNK):
            yield chunk.encode("utf-8") if isinstance(chunk, str) else chunk


class AsyncChunks:
    """The same for asynchronous clients; httpx sends what can be iterated both ways only in the blocking one."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk


def _seekable(file: Any) -> bool:
    seekable = getattr(file, "seekable", None)
    return bool(seekable()) if callable(seekable) else False


def repeatable(body: Any) -> bool:
    """Whether a body can be sent a second time."""
    if isinstance(body, Model):
        return all(repeatable(value) for _, value in body._set())
    if isinstance(body, Mapping):
        return all(repeatable(value) for value in body.values())
    if isinstance(body, list | tuple):
        return all(repeatable(item) for item in body)
    return not hasattr(body, "read") or _seekable(body)


def _fields(body: Any) -> dict[str, Any]:
    if isinstance(body, Model):
        return dict(body._set())
    if isinstance(body, Mapping):
        return dict(body)
    raise ConfigurationError(f"A form takes a mapping or a model, not {type(body).__name__}")


def _form(content: Content, fields: dict[str, Any]) -> list[str]:
    pairs: list[tuple[str, str]] = []
    for name, raw in fields.items():
        value = encode(raw)
        encoding = content.encodings.get(name)
        if encoding is None or encoding[0]:
            if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
                pairs += [(name, scalar(item)) for item in value]
            else:
                pairs.append((name, scalar(value)))
            continue
        _, style, explode = encoding
        if style == "deepObject" and isinstance(value, dict | list):
            pairs += deep(name, value)
        elif isinstance(value, list) and explode:
            pairs += [(name, scalar(item)) for item in value]
        elif isinstance(value, list):
            delimiter = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
            pairs.append((name, delimiter.join(scalar(item) for item in value)))
        elif isinstance(value, dict) and explode:
            pairs += [(key, scalar(item)) for key, item in value.items()]
        elif isinstance(value, dict):
            pairs.append((name, ",".join(part for key, item in value.items() for part in (key, scalar(item)))))
        else:
            pairs.append((name, scalar(value)))
    return [f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs]


def _parts(content: Content, fields: dict[str, Any]) -> list[tuple[str, tuple[str | None, Any, str | None]]]:
    parts = []
    for name, value in fields.items():
        media = content.encodings.get(name, ("", "", True))[0].partition(",")[0].strip()
        media = "" if "*" in media else media
        for item in value if isinstance(value, list) and media != "application/json" else [value]:
            if item is not None:
                parts.append((name, _part(name, item, media)))
    return parts


def _part(name: str, item: Any, media: str) -> tuple[str | None, Any, str | None]:
    if isinstance(item, tuple):
        file = item[1]
        return (item[0], file, item[2] if len(item) > 2 else media or "application/octet-stream")
    if isinstance(item, bytes | bytearray):
        return (name, bytes(item), media or "application/octet-stream")
    if hasattr(item, "read"):
        label = getattr(item, "name", None)
        label = os.path.basename(label) if isinstance(label, str) else name
        return (label, item, media or "application/octet-stream")
    value = encode(item)
    if isinstance(value, dict | list):
        return (None, compact(value).encode("utf-8"), media or "application/json")
    return (None, scalar(value).encode("utf-8"), media or None)
