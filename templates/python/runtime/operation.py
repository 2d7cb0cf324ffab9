"""What an operation is on the wire: constants that the generated resources hand to the client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypedDict, TypeVar

T = TypeVar("T")


class Param(NamedTuple):
    """One parameter: its name on the wire, where it travels and how it is written. ``fixed`` is sent always."""

    name: str
    location: str
    style: str = "form"
    explode: bool = True
    content_type: str = ""
    allow_reserved: bool = False
    fixed: Any = None


class Content(NamedTuple):
    """One media type of a body. ``encodings``: property → (content type, style, explode)."""

    media_type: str
    kind: str
    encodings: Mapping[str, tuple[str, str, bool]] = {}


class Answer(NamedTuple):
    """One media type of a response: status ("200", "2XX", "default"), how to read it, what it holds."""

    status: str
    media_type: str
    kind: str
    shape: Any = None


class Paging(NamedTuple):
    """How the pages of a list follow each other; ``position`` and ``size`` are indexes of parameters, -1 for none."""

    kind: str
    position: int
    size: int
    items: tuple[str, ...]
    next: tuple[str, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """Everything about an operation but the values of one call."""

    id: str
    method: str
    path: str
    params: tuple[Param, ...] = ()
    contents: tuple[Content, ...] = ()
    answers: tuple[Answer, ...] = ()
    security: tuple[tuple[str, ...], ...] | None = None
    server: str = ""
    paging: Paging | None = None
    idempotency_header: str = ""
    deprecated: bool = False
    models: str = ""


class RequestOptions(TypedDict, total=False):
    """Options of a single call, all optional."""

    timeout: float | None
    max_retries: int
    headers: Mapping[str, str]
    query: Mapping[str, str]
    idempotency_key: str
    content_type: str
    base_url: str
