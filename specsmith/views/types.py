"""The algebra of types that a template can meet: closed, frozen, recursion by model id only."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

Scalar = str | int | float | bool | None


class Kind(enum.StrEnum):
    """What a primitive value is, before any target language is chosen."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATE_TIME = "date-time"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    BINARY = "binary"  # raw bytes: a file
    BASE64 = "base64"  # bytes as text


@dataclass(frozen=True, slots=True)
class Primitive:
    """A scalar of one kind; ``format`` is what the spec said (int32, email, uri …)."""

    kind: Kind
    format: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """One of these exact values (``enum``, ``const``); ``open`` values a server adds later must be tolerated anyway."""

    values: tuple[Scalar, ...]
    base: Kind = Kind.STRING


@dataclass(frozen=True, slots=True)
class Array:
    """A list of one type."""

    items: TypeRef


@dataclass(frozen=True, slots=True)
class Tuple:
    """``prefixItems``: a type a position; ``rest`` is what may follow (Never: nothing)."""

    items: tuple[TypeRef, ...]
    rest: TypeRef


@dataclass(frozen=True, slots=True)
class Map:
    """An object with free keys."""

    values: TypeRef


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to a :class:`Model` by its id."""

    id: str


class UnionKind(enum.StrEnum):
    """Where a union came from."""

    ONE_OF = "oneOf"
    ANY_OF = "anyOf"
    TYPES = "type"


@dataclass(frozen=True, slots=True)
class Discriminator:
    """Property whose value chooses the model; ``mapping`` holds implicit values (schema names) too: value → model id."""

    property: str
    mapping: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types."""

    members: tuple[TypeRef, ...]
    kind: UnionKind = UnionKind.ANY_OF
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Null:
    """JSON null."""


@dataclass(frozen=True, slots=True)
class Any_:
    """Anything at all (``true``, ``{}``)."""


@dataclass(frozen=True, slots=True)
class Never:
    """Nothing at all (``false``)."""


TypeRef = Primitive | Literal | Array | Tuple | Map | Named | Union | Null | Any_ | Never
ANY = Any_()
NEVER = Never()
NULL = Null()


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a value must keep to, as (keyword, value) pairs in the order of JSON Schema (minLength, pattern, minimum …)."""

    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An example value as JSON text; ``made`` when it was built from the schema because the spec has none."""

    name: str
    json: str
    summary: str = ""
    description: str = ""
    external: str = ""
    made: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a model, or a field of a form. ``required`` and ``nullable`` are independent.

    ``name`` is the wire name; targets have their own. ``default`` is JSON text, None: no default.
    """

    name: str
    type: TypeRef
    required: bool = False
    nullable: bool = False
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    description: str = ""
    title: str = ""
    default: str | None = None
    constraints: Constraints = Constraints()
    examples: tuple[Example, ...] = ()
    pointer: str = ""


class ModelShape(enum.StrEnum):
    """What kind of thing a model is."""

    OBJECT = "object"  # has fields
    ALIAS = "alias"  # a name for ``type`` (an array, a map, a union, a primitive)
    ENUM = "enum"  # a name for literal values


@dataclass(frozen=True, slots=True)
class EnumValue:
    """A value of an enum with what the spec says about it (``x-enum-varnames``, ``x-enum-descriptions``)."""

    value: Scalar
    name: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A named schema, or an inline one that was given a stable name (``inline``).

    ``extends`` are the models of ``allOf`` that are kept as parents; their fields are also in ``fields`` (flattened, own
    ones last), so that a target without inheritance needs nothing else. ``additional`` is the type of unknown
    properties: ``ANY`` unless the spec says otherwise, ``NEVER`` when it forbids them.
    ``request_fields`` leaves out readOnly ones, ``response_fields`` writeOnly ones.
    """

    id: str
    name: str
    shape: ModelShape
    slug: str = ""
    title: str = ""
    description: str = ""
    deprecated: bool = False
    fields: tuple[Field, ...] = ()
    own_fields: tuple[Field, ...] = ()
    extends: tuple[str, ...] = ()
    additional: TypeRef = ANY
    type: TypeRef = ANY
    nullable: bool = False
    enum_values: tuple[EnumValue, ...] = ()
    constraints: Constraints = Constraints()
    examples: tuple[Example, ...] = ()
    discriminator: Discriminator | None = None
    inline: bool = False
    pointer: str = ""
    used_by: tuple[str, ...] = ()  # operation ids, in the order of the document
    extensions: tuple[tuple[str, str], ...] = field(default=())  # (x-name, JSON text)

    @property
    def request_fields(self) -> tuple[Field, ...]:
        """The fields that a client sends."""
        return tuple(f for f in self.fields if not f.read_only)

    @property
    def response_fields(self) -> tuple[Field, ...]:
        """The fields that a server answers with."""
        return tuple(f for f in self.fields if not f.write_only)
