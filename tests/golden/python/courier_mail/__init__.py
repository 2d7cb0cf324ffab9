"""Courier Mail API"""

from __future__ import annotations

from ._runtime.core import RawResponse
from ._runtime.errors import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    ClientError,
    ConfigurationError,
)
from ._runtime.operation import RequestOptions
from .client import AsyncCourierMail, CourierMail
from .errors import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnprocessableEntityError,
)

__all__ = [
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "AsyncCourierMail",
    "AuthenticationError",
    "BadRequestError",
    "ClientError",
    "ConfigurationError",
    "ConflictError",
    "CourierMail",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "RequestOptions",
    "ServerError",
    "UnprocessableEntityError",
]
__version__ = "2.1.0"
