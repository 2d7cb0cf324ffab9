"""What the templates print: one frozen value a page, everything decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; an empty ``href`` means plain words."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the side navigation; ``verb`` is the method in small letters, empty for anything else."""

    text: str
    href: str
    verb: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A heading or a foldable group of entries. ``href`` leads to the group's own page."""

    text: str
    href: str = ""
    items: Sequence[NavItem] = ()
    heading: str = ""  # printed above the group (x-tagGroups)
    open: bool = False
    link: str = "Overview"
    shard: str = ""  # entries that the script adds: the group's key in nav.js


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page and what every page has around its content."""

    title: str
    description: str
    base: str
    path: str  # from the root of the site
    policy: Markup
    canonical: str = ""
    twin: str = ""  # the Markdown of the same page
    current: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """What the site is called."""

    title: str
    version: str
    logo: str
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """A heading over a tree: parameters of a location, headers."""

    title: str
    rows: Markup
    anchor: str


@dataclass(frozen=True, slots=True)
class Media:
    """A media type of a body."""

    name: str
    type: Markup
    rows: Markup = NOTHING
    description: Markup = NOTHING
    facts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ResponseView:
    """A response; ``tone`` is ok, bad or soft."""

    status: str
    reason: str
    tone: str
    description: Markup
    media: Sequence[Media] = ()
    headers: Markup = NOTHING
    links: Sequence[Link] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A tab of a sample panel."""

    label: str
    code: Markup
    language: str
    source: str
    made: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A way to be allowed: all of these together."""

    schemes: Sequence[Link]
    scopes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OperationView:
    """Everything on an operation's page (and in its section of the page that holds everything)."""

    id: str
    title: str
    method: str
    verb: str
    prefix: str  # of the path, from the server: /api/v4
    path: Sequence[Link]  # pieces; ``note`` is "parameter" for those in braces
    description: Markup
    deprecated: bool
    needs: Sequence[Need]
    anonymous: bool
    parameters: Sequence[Fold]
    body: Sequence[Media]
    body_required: bool
    body_description: Markup
    responses: Sequence[ResponseView]
    callbacks: Sequence[Callback]
    sources: Sequence[str]
    external: Link | None
    request_samples: Sequence[Sample]
    response_samples: Sequence[Sample]
    pagination: str
    crumbs: Sequence[Link]
    previous: Link | None
    next: Link | None
    try_it: Markup
    kind: str = "operation"


@dataclass(frozen=True, slots=True)
class Callback:
    """What the API calls back."""

    name: str
    expression: str
    operations: Sequence[OperationView]


@dataclass(frozen=True, slots=True)
class EnumRow:
    """A value of an enum."""

    value: str
    description: Markup


@dataclass(frozen=True, slots=True)
class SchemaView:
    """A schema's page."""

    id: str
    name: str
    description: Markup
    deprecated: bool
    type: Markup
    rows: Markup
    values: Sequence[EnumRow]
    extends: Sequence[Link]
    discriminator: str
    variants: Sequence[Link]
    used_by: Sequence[NavItem]
    sample: Sample | None
    facts: Sequence[str]
    additional: str


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag's page, or its section of the overview."""

    name: str
    href: str
    description: Markup
    summary: str
    operations: Sequence[OperationLine]
    external: Link | None
    anchor: str


@dataclass(frozen=True, slots=True)
class OperationLine:
    """An operation in a list."""

    method: str
    verb: str
    path: str
    summary: str
    href: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A way to sign in."""

    id: str
    anchor: str
    title: str
    description: Markup
    lines: Sequence[Link]  # text: what it is, note: the value
    scopes: Sequence[Link]


@dataclass(frozen=True, slots=True)
class ServerView:
    """A server."""

    url: str
    description: str
    variables: Sequence[str]


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """A status that operations answer with when something is wrong."""

    status: str
    reason: str
    description: str
    count: int
    types: Sequence[Markup]
