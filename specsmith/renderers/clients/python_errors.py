"""Error classes of an API: one a stated status, with the types that its bodies have over all operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from specsmith.renderers.targets.naming import pascal
from specsmith.renderers.targets.python import PythonTypes, split_union
from specsmith.views.api import Api, BodyKind, MediaType, Operation, Response

KNOWN = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
"""The statuses that the run-time has a class for, whatever the description says."""
_SERVER = "ServerError"
_MANY = 8


@dataclass(frozen=True, slots=True)
class PythonError:
    """One class: ``base`` is a class of the run-time where ``runtime``, else one of the same module."""

    name: str
    status: str
    base: str
    runtime: bool
    key: int
    body: str


def error_name(status: int) -> str:
    """The class of a status.

    >>> error_name(404), error_name(410), error_name(500), error_name(599)
    ('NotFoundError', 'GoneError', 'InternalServerError', 'Status599Error')
    """
    if status in KNOWN:
        return KNOWN[status]
    phrase = HTTPStatus(status).phrase if status in {one.value for one in HTTPStatus} else f"Status {status}"
    return f"{pascal(phrase.replace(chr(39), '')).removesuffix('Error')}Error"


def build_errors(api: Api, types: PythonTypes) -> tuple[PythonError, ...]:
    """The classes of all stated statuses of 400 and more, and of those that a stated default or range answers."""
    stated = {
        int(response.status)
        for operation in api.operations
        for response in operation.responses
        if response.status.isdecimal() and response.status.isascii() and 400 <= int(response.status) <= 599
    }
    ranges = {response.status.upper() for operation in api.operations for response in operation.responses}
    if ranges & {"DEFAULT", "4XX"}:
        stated |= set(KNOWN)
    found = []
    server = sorted(status for status in stated if status >= 500)
    if server or ranges & {"DEFAULT", "5XX"}:
        body = _body(api, [*server, 599], types)
        found.append(PythonError(_SERVER, "5xx", _SERVER, True, 5, body))
    for status in sorted(stated):
        name = error_name(status)
        base = KNOWN.get(status) or (_SERVER if status >= 500 else "ApiError")
        found.append(PythonError(name, str(status), base, status < 500, status, _body(api, [status], types)))
    return tuple(found)


def _body(api: Api, statuses: list[int], types: PythonTypes) -> str:
    """What a body may be: every stated type, the text of an answer that is something else, nothing."""
    parts: dict[str, None] = {}
    for operation in api.operations:
        for status in statuses:
            for response in _answering(operation, status):
                for media in response.media_types:
                    parts |= dict.fromkeys(split_union(_annotation(media, types)))
    if not parts or "Any" in parts or len(parts) > _MANY:
        types.used.add("Any")
        return "Any"
    for one in ("str", "None"):
        parts.pop(one, None)
        parts[one] = None
    return " | ".join(parts)


def _answering(operation: Operation, status: int) -> Iterator[Response]:
    """The response of an operation for a status: its own, its range, the default."""
    for wanted in (str(status), f"{status // 100}XX", "default"):
        found = [one for one in operation.responses if one.status.lower() == wanted.lower()]
        if found:
            yield from found
            return


def _annotation(media: MediaType, types: PythonTypes) -> str:
    if media.kind in {BodyKind.TEXT, BodyKind.XML, BodyKind.EVENTS, BodyKind.LINES}:
        return "str"
    if media.kind is BodyKind.BINARY:
        return "bytes"
    return types.annotation(media.type)
