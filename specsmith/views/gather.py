"""The ``allOf`` policy: what the parts of a composed schema say together, before any type is made of it.

Components that parts refer to are kept as parents (*extend*); every part is *flattened* as well, so that a target
without inheritance needs nothing else. When two parts state the same property, the later statement wins, except that
one without any type never replaces one with; ``required`` is the sum of all parts. A part that is a union
(``oneOf``/``anyOf``) is distributed: each member together with everything beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model.pointer import escape_token
from specsmith.views.context import Context

ALLOF_CYCLE = Code(
    "SS0705",
    "view-allof-cycle",
    Severity.WARNING,
    "A schema is composed of itself",
    why="A schema that extends itself through allOf adds nothing the second time: the repetition is left out.",
    broken="A:\n  allOf:\n    - $ref: '#/components/schemas/A'\n",
    fixed="A:\n  type: object\n",
    help="Take the schema itself out of its allOf.",
)

_ANNOTATIONS = frozenset(
    [
        "description",
        "title",
        "example",
        "examples",
        "default",
        "deprecated",
        "nullable",
        "readOnly",
        "writeOnly",
        "xml",
        "externalDocs",
    ]
)


@dataclass(slots=True)
class Property:
    """A property before its type is made."""

    name: str
    schema: Any
    pointer: str
    inherited: bool


@dataclass(slots=True)
class Gathered:
    """What the parts say: properties by name, required names, unions to distribute, parts that are no objects."""

    properties: dict[str, Property] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    extends: list[str] = field(default_factory=list)
    unions: list[tuple[str, list[Any], str]] = field(default_factory=list)
    others: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    additional: tuple[Any, str] | None = None
    is_object: bool = False

    def add(self, found: Property) -> None:
        """State a property: the later statement wins, unless it says nothing about the type."""
        known = self.properties.get(found.name)
        if known is None or not _says_nothing(found.schema):
            self.properties[found.name] = found


class Gatherer:
    """Collects the parts of a composed schema, each component once."""

    def __init__(self, context: Context, component_at: Any) -> None:
        self._context = context
        self._component_at = component_at

    def gather(self, parts: list[tuple[Any, str]], own: str) -> Gathered:
        """What ``parts`` (schema, pointer) say together; ``own`` is the component that is being composed."""
        out = Gathered()
        for part, pointer in parts:
            self._part(part, pointer, out, {own} if own else set(), inherited=False)
        return out

    def _part(self, part: Any, pointer: str, out: Gathered, seen: set[str], *, inherited: bool) -> None:
        if not isinstance(part, dict):
            return
        ref = part.get("$ref")
        if isinstance(ref, str):
            self._reference(part, ref, out, seen, inherited=inherited)
        for index, inner in enumerate(self._context.sequence(part, "allOf")):
            self._part(inner, f"{pointer}/allOf/{index}", out, seen, inherited=inherited)
        for keyword in ("oneOf", "anyOf"):
            members = part.get(keyword)
            if isinstance(members, list) and any(_brings_type(member) for member in members):
                out.unions.append((keyword, members, f"{pointer}/{keyword}"))
        self._own(part, pointer, out, inherited=inherited)

    def _reference(self, part: dict[str, Any], ref: str, out: Gathered, seen: set[str], *, inherited: bool) -> None:
        target = self._context.target(ref)
        if target is None:
            return  # reported where the type of the reference is made
        component = self._component_at(target[1])
        mark = component or target[1]
        if mark in seen:
            self._context.report(ALLOF_CYCLE, f"'{ref}' is composed of itself", part, "$ref")
            return
        if component is not None and not inherited:
            out.extends.append(component)
        self._part(target[0], target[1], out, {*seen, mark}, inherited=True)

    def _own(self, part: dict[str, Any], pointer: str, out: Gathered, *, inherited: bool) -> None:
        properties = self._context.mapping(part, "properties")
        for name, schema in properties.items():
            out.add(Property(name, schema, f"{pointer}/properties/{escape_token(name)}", inherited))
        required = part.get("required")
        if isinstance(required, list):
            out.required.update(name for name in required if isinstance(name, str))
        stated = part.get("type")
        is_object = stated == "object" or (isinstance(stated, list) and "object" in stated)
        extra = part.get("additionalProperties", part.get("unevaluatedProperties"))
        if isinstance(extra, dict | bool) and (extra is not True or out.additional is None):
            out.additional = (extra, f"{pointer}/additionalProperties")
            is_object = True
        if properties or is_object:
            out.is_object = True
        elif stated is not None or "enum" in part or "const" in part or "items" in part or "format" in part:
            out.others.append((part, pointer))


def _says_nothing(schema: Any) -> bool:
    return schema is True or (
        isinstance(schema, dict) and all(key in _ANNOTATIONS or key[:2] == "x-" for key in schema)
    )


def _brings_type(member: Any) -> bool:
    return isinstance(member, dict) and any(
        key in member for key in ("$ref", "type", "properties", "allOf", "oneOf", "anyOf", "enum", "const", "items")
    )
