"""Courier Mail API. Generated from the description of the API; changes are lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from ._runtime.async_client import AsyncClient
from ._runtime.auth import Scheme, client_credentials, from_environment
from ._runtime.core import RequestHook, ResponseHook
from ._runtime.sync_client import SyncClient
from .errors import BY_STATUS

if TYPE_CHECKING:
    from .resources.letters import AsyncLetters, Letters
    from .resources.list import AsyncList, List

BASE_URL = "https://eu.courier.example/v2"
SCHEMES: Mapping[str, Scheme] = {
    "token": Scheme("bearer", ""),
    "machine": Scheme("bearer", ""),
}
USER_AGENT = "courier_mail/2.1.0 python"


class CourierMail(SyncClient):
    """Courier Mail API

    ``token``: Bearer token. Environment variable: ``COURIER_MAIL_TOKEN``.
    ``client_id``: OAuth 2 client id. Environment variable: ``COURIER_MAIL_CLIENT_ID``.
    ``client_secret``: OAuth 2 client secret. Environment variable: ``COURIER_MAIL_CLIENT_SECRET``.
    ``timeout`` is in seconds; ``max_retries`` counts attempts after the first. ``on_request`` and ``on_response`` see every
    request and response; ``http_client`` replaces the transport (proxies, certificates, tests).
    """

    _schemes = SCHEMES
    _package = "courier_mail"
    _user_agent = USER_AGENT
    _errors = BY_STATUS

    def __init__(
        self,
        *,
        token: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Sequence[str] = (),
        token_url: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        idempotency_keys: bool = False,
        on_request: Sequence[RequestHook] = (),
        on_response: Sequence[ResponseHook] = (),
        http_client: httpx.Client | None = None,
    ) -> None:
        token = token or from_environment("COURIER_MAIL_TOKEN")
        client_id = client_id or from_environment("COURIER_MAIL_CLIENT_ID")
        client_secret = client_secret or from_environment("COURIER_MAIL_CLIENT_SECRET")
        super().__init__(
            base_url=base_url or from_environment("COURIER_MAIL_BASE_URL"),
            default_url=BASE_URL,
            credentials={
                "token": token,
                "machine": token or client_credentials(client_id, client_secret, token_url or "https://courier.example/token", tuple(scopes)),
            },
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            idempotency_keys=idempotency_keys,
            on_request=on_request,
            on_response=on_response,
            http_client=http_client,
        )

    @cached_property
    def letters(self) -> Letters:
        """letters: Write and read letters."""
        from .resources.letters import Letters

        return Letters(self)

    @cached_property
    def list(self) -> List:
        """list: Words that Python has a use for."""
        from .resources.list import List

        return List(self)


class AsyncCourierMail(AsyncClient):
    """Courier Mail API

    ``token``: Bearer token. Environment variable: ``COURIER_MAIL_TOKEN``.
    ``client_id``: OAuth 2 client id. Environment variable: ``COURIER_MAIL_CLIENT_ID``.
    ``client_secret``: OAuth 2 client secret. Environment variable: ``COURIER_MAIL_CLIENT_SECRET``.
    ``timeout`` is in seconds; ``max_retries`` counts attempts after the first. ``on_request`` and ``on_response`` see every
    request and response; ``http_client`` replaces the transport (proxies, certificates, tests).
    """

    _schemes = SCHEMES
    _package = "courier_mail"
    _user_agent = USER_AGENT
    _errors = BY_STATUS

    def __init__(
        self,
        *,
        token: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Sequence[str] = (),
        token_url: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        idempotency_keys: bool = False,
        on_request: Sequence[RequestHook] = (),
        on_response: Sequence[ResponseHook] = (),
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        token = token or from_environment("COURIER_MAIL_TOKEN")
        client_id = client_id or from_environment("COURIER_MAIL_CLIENT_ID")
        client_secret = client_secret or from_environment("COURIER_MAIL_CLIENT_SECRET")
        super().__init__(
            base_url=base_url or from_environment("COURIER_MAIL_BASE_URL"),
            default_url=BASE_URL,
            credentials={
                "token": token,
                "machine": token or client_credentials(client_id, client_secret, token_url or "https://courier.example/token", tuple(scopes)),
            },
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            idempotency_keys=idempotency_keys,
            on_request=on_request,
            on_response=on_response,
            http_client=http_client,
        )

    @cached_property
    def letters(self) -> AsyncLetters:
        """letters: Write and read letters."""
        from .resources.letters import AsyncLetters

        return AsyncLetters(self)

    @cached_property
    def list(self) -> AsyncList:
        """list: Words that Python has a use for."""
        from .resources.list import AsyncList

        return AsyncList(self)
