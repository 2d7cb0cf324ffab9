"""Courier Mail API. Generated from the description of the API; changes are lost."""

from __future__ import annotations

import builtins

from .._runtime.async_client import AsyncClient
from .._runtime.operation import Answer, Operation, Param, RequestOptions
from .._runtime.sync_client import SyncClient

_MODELS = "courier_mail.models"
_LIST: Operation[builtins.list[str]] = Operation(
    id="list",
    method="POST",
    path="/list/",
    params=(Param("Action", "query", fixed="Drop"), Param("self", "query"), Param("body", "query"), Param("timeout", "query"), Param("2fa", "header", style="simple", explode=False),),
    answers=(Answer("200", "application/json", "json"),),
    security=(("token",),),
    models=_MODELS,
)


class List:
    """list: Words that Python has a use for."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        self_: str,
        body_: int | None = None,
        timeout: float | None = None,
        x_2_fa: bool | None = None,
        request_options: RequestOptions | None = None,
    ) -> builtins.list[str]:
        """POST /list/"""
        return self._client.call(_LIST, (self_, body_, timeout, x_2_fa,), request_options)

class AsyncList:
    """list: Words that Python has a use for."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def list(
        self,
        *,
        self_: str,
        body_: int | None = None,
        timeout: float | None = None,
        x_2_fa: bool | None = None,
        request_options: RequestOptions | None = None,
    ) -> builtins.list[str]:
        """POST /list/"""
        return await self._client.call(_LIST, (self_, body_, timeout, x_2_fa,), request_options)
