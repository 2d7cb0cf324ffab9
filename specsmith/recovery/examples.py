"""What the schemas of a document say about its examples: the one kind of free-form value whose structure is stated elsewhere.

The reading before this one found the schemas and which of them each example belongs to; this reading of the example follows them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specsmith.model.pointer import find, from_fragment
from specsmith.recovery.units import ALIAS, FLOW, NOTHING, Unit
from specsmith.text.containers import levels

#: What a name costs that the schemas of the value have, and what more if it is a scalar where they say object, or the reverse.
MEMBER, MISMATCH = -1.0, 2.0
MAX_PARTS = 40
_COMBINED = ("allOf", "oneOf", "anyOf")
_HOLDERS = ("examples", "x-examples")
_VALUES = ("example", "x-example", "default")
_SCALARS = frozenset(("string", "integer", "number", "boolean"))


@dataclass(eq=False, slots=True)
class Described:
    """A value that some schemas describe: its members and what each holds; ``closed`` where no others are to be expected."""

    examples: Examples
    members: dict[str, list[Any]] = field(default_factory=dict)
    rest: list[Any] = field(default_factory=list)
    scalar: bool = False
    closed: bool = False
    _children: dict[str, Described | None] = field(default_factory=dict)

    def child(self, name: str) -> Described | None:
        """What the member ``name`` holds; None where the schemas don't say."""
        if name not in self._children:
            schemas = self.members.get(name, self.rest)
            self._children[name] = self.examples.described(schemas) if schemas else None
        return self._children[name]

    def price(self, unit: Unit) -> float | None:
        """What the key of a unit costs as a name in this value; None where the schemas don't say."""
        if unit.key in self.members:
            child = self.child(unit.key)
            if child is None:
                return MEMBER
            nested = unit.kind in (NOTHING, FLOW, ALIAS)
            return MEMBER + (MISMATCH if nested == child.scalar and (child.scalar or child.closed) else 0.0)
        return None


class Examples:
    """The schemas of a tree, and which of them describes the example at a pointer."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._shared: dict[str, list[Any]] = {}
        self._extended: dict[str, list[Any]] = {}
        self._known: dict[tuple[int, ...], Described | None] = {}
        self._look_around()

    def at(self, pointer: str) -> Described | None:
        """What describes the value at a pointer; None where it is no example or has no schema.

        >>> media = {"schema": {"properties": {"id": {"type": "string"}}}, "example": {}}
        >>> examples = Examples({"definitions": {}, "media": media})
        >>> sorted(examples.at("/media/example").members)
        ['id']
        """
        *above, last = pointer.split("/")
        schemas: list[Any] = []
        if last in _VALUES:
            holder = find(self._root, "/".join(above))
            if isinstance(holder, dict):
                schemas = [holder.get("schema", holder)]
        elif last == "value" and len(above) > 2 and above[-2] in _HOLDERS:
            schemas = self._shared.get(above[-1], []) if above[1:2] == ["components"] else self._beside(above[:-2])
        elif above[-1:] and above[-1] in _HOLDERS:
            schemas = self._beside(above[:-1])
        return self.described(schemas) if schemas else None

    def described(self, schemas: list[Any]) -> Described | None:
        """Bring together what several schemas say of one value."""
        key = tuple(sorted({id(schema) for schema in schemas}))
        if key not in self._known:
            made = Described(self)
            self._known[key] = made
            parts = self._parts(schemas)
            for part in parts:
                for name, schema in _mapping(part.get("properties")).items():
                    made.members.setdefault(str(name), []).append(schema)
                if isinstance(part.get("additionalProperties"), dict):
                    made.rest.append(part["additionalProperties"])
            types = {part["type"] for part in parts if isinstance(part.get("type"), str)}
            made.scalar = bool(types) and types <= _SCALARS
            made.closed = bool(made.members) and not made.rest
            if not made.members and not made.rest and not made.scalar:
                self._known[key] = None
        return self._known[key]

    def _parts(self, schemas: list[Any]) -> list[dict[str, Any]]:
        """The schemas and what they refer to, combine and hold as items."""
        parts: list[dict[str, Any]] = []
        seen: set[int] = set()
        todo = list(schemas)
        while todo and len(parts) < MAX_PARTS:
            schema = todo.pop()
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            parts.append(schema)
            reference = schema.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/"):
                target = find(self._root, from_fragment(reference))
                todo.append(target)
                if isinstance(target, dict) and "discriminator" in target:
                    todo.extend(self._extended.get(reference, ()))
            for key in _COMBINED:
                combined = schema.get(key)
                todo.extend(combined if isinstance(combined, list) else ())
            todo.append(schema.get("items"))
        return parts

    def _beside(self, above: list[str]) -> list[Any]:
        holder = find(self._root, "/".join(above))
        return [holder["schema"]] if isinstance(holder, dict) and "schema" in holder else []

    def _look_around(self) -> None:
        """Note the schemas beside references to shared examples, and those that extend others by ``allOf``."""
        for mappings, _ in levels(self._root):
            for node in mappings:
                if "schema" in node:
                    for example in _mapping(node.get("examples")).values():
                        reference = _mapping(example).get("$ref")
                        if isinstance(reference, str):
                            self._shared.setdefault(reference.rpartition("/")[2], []).append(node["schema"])
                parts = node.get("allOf")
                for part in parts if isinstance(parts, list) else ():
                    reference = _mapping(part).get("$ref")
                    if isinstance(reference, str):
                        self._extended.setdefault(reference, []).append(node)


def _mapping(node: Any) -> dict[str, Any]:
    return node if isinstance(node, dict) else {}
