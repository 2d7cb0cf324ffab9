"""Schema objects → the closed algebra of types, keyword by keyword (OAS 3.1 §4.8.24, JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model.pointer import escape_token
from specsmith.views.algebra import union, without_null
from specsmith.views.context import DANGLING, WRONG_TYPE, Context, text
from specsmith.views.models import Models
from specsmith.views.names import pascal
from specsmith.views.types import (
    ANY,
    NEVER,
    NULL,
    Any_,
    Array,
    Kind,
    Literal,
    Named,
    Null,
    Primitive,
    Scalar,
    Tuple,
    TypeRef,
    UnionKind,
)
from specsmith.views.values import kind_of_string

UNKNOWN_TYPE = Code(
    "SS0703",
    "view-unknown-type",
    Severity.WARNING,
    "A schema has a type that JSON Schema does not know",
    why="Nothing can be said about the values, so anything is allowed there.",
    broken="type: datetime\n",
    fixed="type: string\nformat: date-time\n",
    help="Use one of: string, integer, number, boolean, array, object, null.",
)
BAD_ENUM = Code(
    "SS0704",
    "view-bad-enum",
    Severity.WARNING,
    "An enum can't be used as it stands",
    why="An enum has to be a list with at least one value; values that are lists or mappings have no literal type. "
    "The place falls back to the type beside the enum.",
    broken="type: string\nenum: []\n",
    fixed="type: string\n",
    help="List the values that are allowed, or leave the enum out.",
)

_SHAPING = frozenset(
    [
        "type",
        "properties",
        "items",
        "prefixItems",
        "additionalProperties",
        "patternProperties",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "const",
        "required",
        "format",
    ]
)
_OBJECT_HINTS = (
    "properties",
    "additionalProperties",
    "patternProperties",
    "required",
    "minProperties",
    "maxProperties",
)
_ARRAY_HINTS = ("items", "prefixItems", "minItems", "maxItems", "uniqueItems")
_STRING_HINTS = ("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType")
_NUMBER_HINTS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_STRING_FORMATS = frozenset(
    [
        "date",
        "date-time",
        "time",
        "duration",
        "uuid",
        "binary",
        "byte",
        "email",
        "uri",
        "url",
        "hostname",
        "ipv4",
        "ipv6",
        "password",
    ]
)
_KINDS = {bool: Kind.BOOLEAN, int: Kind.INTEGER, float: Kind.NUMBER, str: Kind.STRING}
_MAX_DEPTH = 120


class Schemas:
    """Types of schemas. Component schemas are models from the start; inline objects become models where they stand.

    A schema that several places share is turned into a type once: its name comes from the first place.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._types: dict[int, tuple[object, TypeRef]] = {}  # the schema is kept alive: its id keeps its meaning
        self._depth = 0
        self.models = Models(context, self)
        self.models.reserve()

    def type_of(self, schema: Any, name: str, pointer: str) -> TypeRef:
        """The type of a schema. ``name`` is the name an inline object gets; ``pointer`` is where the schema stands."""
        if schema is True or schema == {}:
            return ANY
        if schema is False:
            return NEVER
        if not isinstance(schema, dict):
            if schema is not None:
                self.context.report(WRONG_TYPE, f"The schema at {pointer} is neither a mapping nor a boolean")
            return ANY
        known = self._types.get(id(schema))
        if known is not None:
            return known[1]
        component = self.models.id_at(pointer)
        if component is not None:
            return self.reference(component)
        if self._depth > _MAX_DEPTH:
            self.context.report(WRONG_TYPE, f"The schemas at {pointer} are nested too deeply", schema)
            return ANY
        self._depth += 1
        try:
            found = self.build(schema, name, pointer)
        finally:
            self._depth -= 1
        self._types[id(schema)] = (schema, found)
        return found

    def split(self, schema: Any, name: str, pointer: str) -> tuple[TypeRef, bool]:
        """The type without null, and whether null is allowed."""
        return without_null(self.type_of(schema, name, pointer))

    def reference(self, component: str) -> TypeRef:
        """A reference to a model; what the model allows to be null is said here, never inside the model."""
        named = Named(component)
        return union((named, NULL)) if self.models.nullable(component) else named

    def build(self, schema: dict[str, Any], name: str, pointer: str, *, own: str = "") -> TypeRef:
        """The type a schema describes by itself. ``own`` is the id of the component whose schema this is."""
        ref = schema.get("$ref", schema.get("$dynamicRef"))
        if isinstance(ref, str):
            target = self._target(schema, ref, name)
            if _SHAPING.isdisjoint(schema):
                return union((target, NULL)) if schema.get("nullable") is True else target
            rest = {key: value for key, value in schema.items() if key not in {"$ref", "$dynamicRef"}}
            return self.models.combine(schema, [({"$ref": ref}, pointer), (rest, pointer)], name, pointer, own)
        if isinstance(schema.get("allOf"), list) and schema["allOf"]:
            return self._nullable(schema, self._all_of(schema, name, pointer, own))
        for keyword in ("oneOf", "anyOf"):
            members = schema.get(keyword)
            if isinstance(members, list) and members:
                found = self._members(schema, keyword, members, name, pointer, own)
                if found is not None:
                    return self._nullable(schema, found)
        if "const" in schema and isinstance(schema["const"], str | int | float | None):
            return self._literal((schema["const"],))
        if "enum" in schema:
            literal = self._enum(schema, name, pointer, own)
            if literal is not None:
                return self._nullable(schema, literal)
        return self._nullable(schema, self._typed(schema, name, pointer, own))

    def _nullable(self, schema: dict[str, Any], found: TypeRef) -> TypeRef:
        return union((found, NULL)) if schema.get("nullable") is True and not isinstance(found, Any_) else found

    def _target(self, schema: dict[str, Any], ref: str, name: str) -> TypeRef:
        found = self.context.target(ref)
        if found is None:
            self.context.report(DANGLING, f"Nothing stands at '{ref}'", schema, "$ref")
            return ANY
        node, pointer = found
        component = self.models.id_at(pointer)
        if component is not None:
            return self.reference(component)
        if not isinstance(node, dict):
            return self.type_of(node, name, pointer)
        known = self._types.get(id(node))
        if known is not None:
            return known[1]
        # a schema that stands elsewhere: a model of its own, so that it may refer to itself
        return self.reference(self.models.adopt(node, pointer, pascal(pointer.rpartition("/")[2])))

    def _all_of(self, schema: dict[str, Any], name: str, pointer: str, own: str) -> TypeRef:
        parts = [
            (part, f"{pointer}/allOf/{i}") for i, part in enumerate(schema["allOf"]) if part is not True and part != {}
        ]
        rest = {key: value for key, value in schema.items() if key != "allOf"}
        if len(parts) == 1 and _SHAPING.isdisjoint(rest):
            part, at = parts[0]
            return (
                self.build(part, name, at, own=own) if own and isinstance(part, dict) else self.type_of(part, name, at)
            )
        if not _SHAPING.isdisjoint(rest):
            parts.append((rest, pointer))
        return self.models.combine(schema, parts, name, pointer, own)

    def _members(
        self, schema: dict[str, Any], keyword: str, members: list[Any], name: str, pointer: str, own: str
    ) -> TypeRef | None:
        """The union of ``oneOf``/``anyOf``; None when the members only restrict what stands beside them."""
        rest = {key: value for key, value in schema.items() if key != keyword}
        shaped = [m for m in members if isinstance(m, dict) and (_shapes(m) or "$ref" in m)]
        if not shaped or (
            rest.get("properties") and not any("properties" in m or "$ref" in m or "allOf" in m for m in shaped)
        ):
            return (
                None
                if any(key in rest for key in _SHAPING) or not shaped
                else self._plain_union(schema, keyword, members, name, pointer)
            )
        if rest.get("properties") or isinstance(rest.get("oneOf", rest.get("anyOf")), list):
            return self.models.combine(schema, [(rest, pointer), ({keyword: members}, pointer)], name, pointer, own)
        return self._plain_union(schema, keyword, members, name, pointer)

    def _plain_union(
        self, schema: dict[str, Any], keyword: str, members: list[Any], name: str, pointer: str
    ) -> TypeRef:
        found = []
        outer = schema.get("type")
        for index, stated in enumerate(members):
            member = stated
            if isinstance(member, dict) and isinstance(outer, str) and "type" not in member and not _refers(member):
                member = {**member, "type": outer}
            title = text(member, "title") if isinstance(member, dict) else ""
            label = pascal(title) if title and len(title) < 40 else f"Option{index + 1}"
            made = f"{name}{label}" if len(members) > 1 else name
            found.append(self.type_of(member, made, f"{pointer}/{keyword}/{index}"))
        if isinstance(outer, list) and "null" in outer:
            found.append(NULL)
        kind = UnionKind.ONE_OF if keyword == "oneOf" else UnionKind.ANY_OF
        return union(found, kind, self.models.discriminator(schema, members))

    def _literal(self, values: Iterable[Scalar]) -> TypeRef:
        plain: list[Scalar] = []
        null = False
        for value in values:
            if value is None:
                null = True
            elif not any(value == other and type(value) is type(other) for other in plain):
                plain.append(value)
        if not plain:
            return NULL
        kinds = {_KINDS[type(value)] for value in plain}
        literal = Literal(tuple(plain), kinds.pop() if len(kinds) == 1 else Kind.STRING)
        return union((literal, NULL)) if null else literal

    def _enum(self, schema: dict[str, Any], name: str, pointer: str, own: str) -> TypeRef | None:
        values = schema["enum"]
        if (
            not isinstance(values, list)
            or not values
            or not all(isinstance(v, str | int | float | None) for v in values)
        ):
            self.context.report(BAD_ENUM, f"The enum at {pointer} is not a list of plain values", schema, "enum")
            return None
        literal = self._literal(values)
        if not own and any(key[:6] == "x-enum" for key in schema) and not isinstance(literal, Null):
            adopted = self.models.adopt(schema, pointer, name)
            return self.reference(adopted)
        return literal

    def _typed(self, schema: dict[str, Any], name: str, pointer: str, own: str) -> TypeRef:
        stated = schema.get("type")
        names = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else _inferred(schema)
        if stated is not None and not isinstance(stated, str | list):
            self.context.report(UNKNOWN_TYPE, f"The type at {pointer} is neither a string nor a list", schema, "type")
        found = []
        for one in names:
            made = self._one_type(one, schema, name, pointer, own)
            if made is None:
                self.context.report(UNKNOWN_TYPE, f"There is no type '{str(one)[:40]}'", schema, "type")
                made = ANY
            found.append(made)
        return union(found, UnionKind.TYPES) if found else ANY

    def _one_type(self, one: Any, schema: dict[str, Any], name: str, pointer: str, own: str) -> TypeRef | None:
        match one:
            case "string":
                return Primitive(kind_of_string(schema), text(schema, "format"))
            case "integer":
                return Primitive(Kind.INTEGER, text(schema, "format"))
            case "number":
                return Primitive(Kind.NUMBER, text(schema, "format"))
            case "boolean":
                return Primitive(Kind.BOOLEAN)
            case "null":
                return NULL
            case "file":
                return Primitive(Kind.BINARY)
            case "array":
                return self._array(schema, name, pointer)
            case "object":
                return self.models.object_type(schema, name, pointer, own)
            case "any":
                return ANY
        return None

    def _array(self, schema: dict[str, Any], name: str, pointer: str) -> TypeRef:
        prefix = schema.get("prefixItems")
        items = schema.get("items")
        if isinstance(items, list):  # tuples before 2020-12
            prefix, items = items, schema.get("additionalItems", True)
        if isinstance(prefix, list) and prefix:
            at = "prefixItems" if "prefixItems" in schema else "items"
            found = [self.type_of(one, f"{name}Item{i + 1}", f"{pointer}/{at}/{i}") for i, one in enumerate(prefix)]
            return Tuple(
                tuple(found), self.type_of(items if items is not None else True, f"{name}Rest", f"{pointer}/items")
            )
        return Array(self.type_of(items if items is not None else True, f"{name}Item", f"{pointer}/items"))

    def property_pointer(self, pointer: str, name: str) -> str:
        """Where the schema of a property stands."""
        return f"{pointer}/properties/{escape_token(name)}"


def _refers(member: dict[str, Any]) -> bool:
    return "$ref" in member or "allOf" in member or "oneOf" in member or "anyOf" in member or "properties" in member


def _shapes(member: dict[str, Any]) -> bool:
    """Whether a member of a union says more than which properties must be there."""
    return any(key in member for key in _SHAPING if key != "required")


def _inferred(schema: dict[str, Any]) -> list[str]:
    """The type a schema without ``type`` must have meant, judged by the keywords beside it."""
    if any(key in schema for key in _OBJECT_HINTS):
        return ["object"]
    if any(key in schema for key in _ARRAY_HINTS):
        return ["array"]
    if any(key in schema for key in _STRING_HINTS) or schema.get("format") in _STRING_FORMATS:
        return ["string"]
    if any(key in schema for key in _NUMBER_HINTS):
        return ["number"]
    return []
