"""Courier Mail API. Generated from the description of the API; changes are lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._runtime import errors as _errors

if TYPE_CHECKING:
    from . import models


class ServerError(_errors.ServerError):
    """5xx."""

    body: models.Problem | str | None


class BadRequestError(_errors.BadRequestError):
    """400."""

    body: models.Problem | str | None


class AuthenticationError(_errors.AuthenticationError):
    """401."""

    body: models.Problem | str | None


class PermissionDeniedError(_errors.PermissionDeniedError):
    """403."""

    body: models.Problem | str | None


class NotFoundError(_errors.NotFoundError):
    """404."""

    body: models.Problem | str | None


class ConflictError(_errors.ConflictError):
    """409."""

    body: models.Problem | str | None


class UnprocessableEntityError(_errors.UnprocessableEntityError):
    """422."""

    body: models.Problem | str | None


class RateLimitError(_errors.RateLimitError):
    """429."""

    body: models.Problem | str | None


BY_STATUS: Mapping[int, type[_errors.ApiError]] = {
    5: ServerError,
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}
