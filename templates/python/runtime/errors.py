"""What can go wrong in a call, one class a status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx


class ClientError(Exception):
    """Base of everything this package raises."""


class ConfigurationError(ClientError):
    """The client lacks something it needs: a base URL, a usable value."""


class ApiConnectionError(ClientError):
    """The server was not reached, or the connection broke."""


class ApiTimeoutError(ApiConnectionError):
    """The server did not answer in time."""


class ApiError(ClientError):
    """The server answered with an error. ``body`` is the parsed body: a model where the description has one."""

    def __init__(self, message: str, *, response: httpx.Response, body: Any) -> None:
        super().__init__(message)
        self.response = response
        self.status_code = response.status_code
        self.headers = response.headers
        self.body = body


class BadRequestError(ApiError):
    """400."""


class AuthenticationError(ApiError):
    """401."""


class PermissionDeniedError(ApiError):
    """403."""


class NotFoundError(ApiError):
    """404."""


class ConflictError(ApiError):
    """409."""


class UnprocessableEntityError(ApiError):
    """422."""


class RateLimitError(ApiError):
    """429."""


class ServerError(ApiError):
    """5xx."""


_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def error_for(response: httpx.Response, body: Any, classes: Mapping[int, type[ApiError]]) -> ApiError:
    """The error of a response: the class that the API has for its status, else ours; ``classes`` has 5 for all 5xx."""
    status = response.status_code
    ours = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    kind = classes.get(status) or classes.get(status // 100) or ours
    request = response.request
    message = f"{status} {response.reason_phrase} for {request.method} {request.url.copy_with(query=None)}"
    return kind(message, response=response, body=body)
