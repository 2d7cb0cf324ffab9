"""Courier Mail API. Generated from the description of the API; changes are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.async_client import AsyncClient
from .._runtime.operation import (
    Answer,
    Content,
    Operation,
    Paging,
    Param,
    RequestOptions,
)
from .._runtime.sse import AsyncStream, Stream
from .._runtime.sync_client import SyncClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from .. import models

_MODELS = "courier_mail.models"
_LIST_LETTERS: Operation[list[models.Letter]] = Operation(
    id="listLetters",
    method="GET",
    path="/letters",
    params=(Param("page", "query"), Param("per_page", "query"), Param("class", "query"), Param("filter", "query", style="deepObject"),),
    answers=(Answer("200", "application/json", "json", ("list", "Letter")),),
    security=(("token",),),
    paging=Paging("page", 0, 1, (), (), 1),
    models=_MODELS,
)
_CREATE_LETTER: Operation[models.Letter] = Operation(
    id="createLetter",
    method="POST",
    path="/letters",
    params=(Param("Idempotency-Key", "header", style="simple", explode=False),),
    contents=(Content("application/json", "json"), Content("multipart/form-data", "multipart", {"scan": ("application/octet-stream", "form", True)}),),
    answers=(Answer("201", "application/json", "json", "Letter"), Answer("422", "application/json", "json", "Problem"),),
    security=(("token",),),
    idempotency_header="Idempotency-Key",
    models=_MODELS,
)
_GET_LETTER: Operation[models.Letter] = Operation(
    id="getLetter",
    method="GET",
    path="/letters/{id}",
    params=(Param("id", "path", style="simple", explode=False),),
    answers=(Answer("200", "application/json", "json", "Letter"), Answer("default", "application/json", "json", "Problem"),),
    security=(("token",),),
    models=_MODELS,
)
_DELETE_LETTER: Operation[None] = Operation(
    id="deleteLetter",
    method="DELETE",
    path="/letters/{id}",
    params=(Param("id", "path", style="simple", explode=False),),
    security=(("token",),),
    deprecated=True,
    models=_MODELS,
)
_DOWNLOAD_SCAN: Operation[bytes] = Operation(
    id="downloadScan",
    method="GET",
    path="/letters/{id}/scan",
    params=(Param("id", "path", style="simple", explode=False),),
    answers=(Answer("200", "image/png", "binary"),),
    security=(("token",),),
    models=_MODELS,
)
_TRACK: Operation[None] = Operation(
    id="track",
    method="GET",
    path="/tracking",
    answers=(Answer("200", "text/event-stream", "events", "Letter"),),
    security=(),
    models=_MODELS,
)


class Letters:
    """letters: Write and read letters."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def list_letters(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        class_: models.Class | None = None,
        filter: models.ListLettersFilter | Mapping[str, Any] | None = None,
        request_options: RequestOptions | None = None,
    ) -> list[models.Letter]:
        """List letters"""
        return self._client.call(_LIST_LETTERS, (page, per_page, class_, filter,), request_options)

    def iter_list_letters(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        class_: models.Class | None = None,
        filter: models.ListLettersFilter | Mapping[str, Any] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.Letter]:
        """The items of all pages of ``list_letters``, fetched as they are asked for."""
        return self._client.pages(_LIST_LETTERS, (page, per_page, class_, filter,), request_options)

    def create_letter(
        self,
        *,
        body: models.Letter | Mapping[str, Any] | models.CreateLetterBodyFormData,
        idempotency_key: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.Letter:
        """Write a letter

        Creates a draft. It is not sent before `sendLetter`.

        Sizes are checked.

        Args:
            body: The body, application/json
            idempotency_key: Makes it safe to ask twice."""
        return self._client.call(_CREATE_LETTER, (idempotency_key,), request_options, body)

    def get_letter(
        self,
        *,
        id: str,
        request_options: RequestOptions | None = None,
    ) -> models.Letter:
        """Read a letter"""
        return self._client.call(_GET_LETTER, (id,), request_options)

    def delete_letter(
        self,
        *,
        id: str,
        request_options: RequestOptions | None = None,
    ) -> None:
        """DELETE /letters/{id}

        Deprecated."""
        return self._client.call(_DELETE_LETTER, (id,), request_options)

    def download_scan(
        self,
        *,
        id: str,
        request_options: RequestOptions | None = None,
    ) -> bytes:
        """GET /letters/{id}/scan"""
        return self._client.call(_DOWNLOAD_SCAN, (id,), request_options)

    def track(
        self,
        *,
        request_options: RequestOptions | None = None,
    ) -> Stream[models.Letter]:
        """GET /tracking"""
        return self._client.stream(_TRACK, (), request_options)

class AsyncLetters:
    """letters: Write and read letters."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def list_letters(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        class_: models.Class | None = None,
        filter: models.ListLettersFilter | Mapping[str, Any] | None = None,
        request_options: RequestOptions | None = None,
    ) -> list[models.Letter]:
        """List letters"""
        return await self._client.call(_LIST_LETTERS, (page, per_page, class_, filter,), request_options)

    def iter_list_letters(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        class_: models.Class | None = None,
        filter: models.ListLettersFilter | Mapping[str, Any] | None = None,
        request_options: RequestOptions | None = None,
    ) -> AsyncIterator[models.Letter]:
        """The items of all pages of ``list_letters``, fetched as they are asked for."""
        return self._client.pages(_LIST_LETTERS, (page, per_page, class_, filter,), request_options)

    async def create_letter(
        self,
        *,
        body: models.Letter | Mapping[str, Any] | models.CreateLetterBodyFormData,
        idempotency_key: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.Letter:
        """Write a letter"""
        return await self._client.call(_CREATE_LETTER, (idempotency_key,), request_options, body)

    async def get_letter(
        self,
        *,
        id: str,
        request_options: RequestOptions | None = None,
    ) -> models.Letter:
        """Read a letter"""
        return await self._client.call(_GET_LETTER, (id,), request_options)

    async def delete_letter(
        self,
        *,
        id: str,
        request_options: RequestOptions | None = None,
    ) -> None:
        """DELETE /letters/{id}"""
        return await self._client.call(_DELETE_LETTER, (id,), request_options)

    async def download_scan(
        self,
        *,
        id: str,
        request_options: RequestOptions | None = None,
    ) -> bytes:
        """GET /letters/{id}/scan"""
        return await self._client.call(_DOWNLOAD_SCAN, (id,), request_options)

    async def track(
        self,
        *,
        request_options: RequestOptions | None = None,
    ) -> AsyncStream[models.Letter]:
        """GET /tracking"""
        return await self._client.stream(_TRACK, (), request_options)
