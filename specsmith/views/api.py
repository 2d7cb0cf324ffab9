"""The finished API as templates see it: operations, bodies, responses, security, servers, tags."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specsmith.views.types import ANY, Constraints, Example, Field, Model, TypeRef


class Location(enum.StrEnum):
    """Where a parameter travels (OAS 3.1 §4.8.12)."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"  # OAS 3.2: the whole query string, serialized by a media type


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its serialization decided: ``style`` and ``explode`` are never empty.

    ``content_type`` is set when the value is serialized by a media type (``content``) instead of a style.
    ``fixed`` is the JSON text of the only value allowed (``const``): clients send it, callers never see it.
    """

    name: str
    location: Location
    type: TypeRef
    required: bool = False
    nullable: bool = False
    deprecated: bool = False
    description: str = ""
    default: str | None = None
    fixed: str | None = None
    style: str = "form"
    explode: bool = True
    allow_reserved: bool = False
    allow_empty: bool = False
    content_type: str = ""
    constraints: Constraints = Constraints()
    examples: tuple[Example, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """How one property of a form travels (OAS 3.1 §4.8.15): content type, style, explode, extra headers."""

    property: str
    content_type: str = ""
    style: str = "form"
    explode: bool = True
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """A response (or part) header."""

    name: str
    type: TypeRef
    required: bool = False
    deprecated: bool = False
    description: str = ""
    explode: bool = False
    constraints: Constraints = Constraints()


class BodyKind(enum.StrEnum):
    """How a client has to write (or read) a media type."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    BINARY = "binary"
    XML = "xml"
    EVENTS = "events"  # text/event-stream
    LINES = "lines"  # application/x-ndjson, application/jsonl


@dataclass(frozen=True, slots=True)
class MediaType:
    """One media type of a body. ``fields`` are the parts of a form (kind FORM or MULTIPART), else empty."""

    name: str
    kind: BodyKind
    type: TypeRef = ANY
    fields: tuple[Field, ...] = ()
    encodings: tuple[PartEncoding, ...] = ()
    examples: tuple[Example, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A request body: ``media_types`` in the order of the spec, the preferred one (JSON first) at index ``preferred``."""

    media_types: tuple[MediaType, ...]
    required: bool = False
    description: str = ""
    name: str = ""  # x-body-name
    preferred: int = 0
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A response link (OAS 3.1 §4.8.20): parameters are (name, expression) pairs."""

    name: str
    operation: str
    description: str = ""
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """One response; ``status`` is "200", "2XX" or "default"."""

    status: str
    description: str = ""
    media_types: tuple[MediaType, ...] = ()
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    pointer: str = ""

    @property
    def success(self) -> bool:
        """Whether the status says that all went well."""
        return self.status[:1] == "2"


class SchemeKind(enum.StrEnum):
    """How a security scheme is used by a client."""

    API_KEY = "apiKey"
    BASIC = "basic"
    BEARER = "bearer"
    OAUTH2 = "oauth2"
    OPENID = "openIdConnect"
    MUTUAL_TLS = "mutualTLS"
    OTHER = "http"


@dataclass(frozen=True, slots=True)
class Flow:
    """An OAuth 2 flow; ``scopes`` are (name, description)."""

    name: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme (OAS 3.1 §4.8.27). ``parameter`` and ``location`` are those of an API key."""

    id: str
    kind: SchemeKind
    description: str = ""
    parameter: str = ""
    location: Location = Location.HEADER
    scheme: str = ""  # of kind OTHER: the HTTP scheme
    bearer_format: str = ""
    flows: tuple[Flow, ...] = ()
    openid_url: str = ""


@dataclass(frozen=True, slots=True)
class SecurityNeed:
    """One alternative: all these schemes together; empty: no credentials needed. (scheme id, scopes) pairs."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A variable of a server URL."""

    name: str
    default: str
    enum: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A server; ``url`` may hold ``{variables}``, ``resolved`` has their defaults filled in."""

    url: str
    resolved: str
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()


class PaginationKind(enum.StrEnum):
    """How the pages of a list are asked for."""

    PAGE = "page"
    OFFSET = "offset"
    CURSOR = "cursor"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Pagination:
    """How an operation pages, as detected from its parameters and its response (wire names).

    ``position`` is the parameter that moves (page, offset, cursor), ``size`` the page size parameter (may be empty),
    ``items`` the path of property names to the list in the response (empty tuple: the body is the list), ``next`` the path to the next
    cursor (kind CURSOR). ``first`` is the first page number.
    """

    kind: PaginationKind
    position: str = ""
    size: str = ""
    items: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    item_type: TypeRef = ANY
    first: int = 1


@dataclass(frozen=True, slots=True)
class CodeSample:
    """A sample of ``x-code-samples``."""

    language: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A place that a statement came from."""

    file: str
    line: int
    pointer: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. ``id`` is unique and stable; ``path`` is what is sent (a ``#fragment`` of the key is gone).

    ``key_path`` is the key in the document. ``name`` is the operationId (given, or made where it is none to call), ``group`` the slug of its first tag.
    ``slug`` names its page. ``servers`` is empty when the API's servers hold.
    """

    id: str
    name: str
    slug: str
    method: str
    path: str
    key_path: str
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    tags: tuple[str, ...] = ()
    group: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[SecurityNeed, ...] = ()
    servers: tuple[Server, ...] = ()
    pagination: Pagination | None = None
    callbacks: tuple[Callback, ...] = ()
    samples: tuple[CodeSample, ...] = ()
    external_docs: ExternalDocs | None = None
    sources: tuple[SourceNote, ...] = ()
    pointer: str = ""
    streaming: bool = False  # a success response is text/event-stream
    idempotent: bool = False  # safe to send twice: GET, HEAD, PUT, DELETE, OPTIONS, TRACE
    extensions: tuple[tuple[str, str], ...] = ()  # (x-name, JSON text)


@dataclass(frozen=True, slots=True)
class Callback:
    """A callback: what the API calls at ``expression``."""

    name: str
    expression: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook (OAS 3.1 §4.8.1): ``operation.path`` is empty."""

    name: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class ExternalDocs:
    """A link to more documentation."""

    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A group of operations. Those without a tag are in a tag made from their path (``made``), ``default`` at worst."""

    name: str
    slug: str
    description: str = ""
    display_name: str = ""
    external_docs: ExternalDocs | None = None
    operations: tuple[str, ...] = ()  # operation ids whose first tag this is
    declared: bool = True
    made: bool = False  # no statement of the description: a group of operations that have no tag


@dataclass(frozen=True, slots=True)
class TagGroup:
    """``x-tagGroups``: a heading over tags (slugs)."""

    name: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to ask."""

    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class License:
    """Under which terms the API is offered."""

    name: str
    url: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """What a listing says about who offers the API; ``links`` are (type, url)."""

    name: str = ""
    description: str = ""
    url: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Api:
    """Everything a renderer needs about one finished API."""

    slug: str
    title: str
    version: str
    description: str = ""
    summary: str = ""
    terms_of_service: str = ""
    contact: Contact | None = None
    license: License | None = None
    logo: str = ""
    servers: tuple[Server, ...] = ()
    operations: tuple[Operation, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    models: tuple[Model, ...] = ()
    tags: tuple[Tag, ...] = ()
    tag_groups: tuple[TagGroup, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    security: tuple[SecurityNeed, ...] = ()
    external_docs: ExternalDocs | None = None
    provider: Provider = Provider()
    openapi: str = "3.1.1"

    def model(self, id: str) -> Model:
        """The model with this id; raises ``KeyError`` when there is none (a linear scan: renderers keep their own index)."""
        for model in self.models:
            if model.id == id:
                return model
        raise KeyError(id)
