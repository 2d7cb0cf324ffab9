"""Which names belong together: what the schemas of a document say about siblings, parents and children.

The first reading finds the schemas; the second asks them where a name fits best. What a name's own definition or operation
says about it is left out, so that a misreading never vouches for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from specsmith.recovery.units import FLOW, NOTHING, Unit

#: What known kinship costs or saves: a child known elsewhere, a stranger below a known parent, any child of a known scalar, known siblings, names of one list.
CHILD, STRANGER, CHILDLESS, SIBLING, REQUIRED = -0.6, 0.2, 1.5, -0.7, -1.5
MAX_DEPTH = 60
MAX_MAPS = 60
HOME = 3

_NONE: frozenset[int] = frozenset()
_THROUGH = ("items", "additionalProperties")
_COMBINED = ("allOf", "oneOf", "anyOf")
_SCALARS = frozenset(("string", "integer", "number", "boolean"))


def home_of(pointer: str) -> str:
    """The part of a document that a place belongs to: the first few tokens of its pointer.

    >>> home_of("/definitions/User/properties/name/type")
    '/definitions/User/properties'
    """
    return "/".join(pointer.split("/", HOME + 1)[: HOME + 1])


def _below(home: str, depth: int, name: str) -> str:
    """The home of a place called ``name`` below one at ``depth`` with a home of its own."""
    return f"{home}/{name.replace('~', '~0').replace('/', '~1')}" if depth < HOME else home


@dataclass(slots=True)
class Kinship:
    """The maps of properties of a document: by member, and by the name of what they describe."""

    members: dict[str, list[int]] = field(default_factory=dict)
    homes: list[str] = field(default_factory=list)
    owners: dict[str, list[int]] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    scalars: set[str] = field(default_factory=set)
    required: dict[str, set[int]] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _children: dict[str, tuple[frozenset[str], dict[str, set[str]]]] = field(default_factory=dict)
    _names: list[tuple[str, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, root: Any, units: list[Unit]) -> Kinship:
        """Collect the kinship that the schemas of a tree and the ``required`` lists of its text state.

        >>> tree = {"definitions": {"A": {"properties": {"b": {"$ref": "#/definitions/B"}}}, "B": {"properties": {"c": {}}}}}
        >>> kinship = Kinship.of(tree, [])
        >>> kinship.price("b", "", "c", "") < 0 < kinship.price("b", "", "z", "")
        True
        """
        made = cls()
        made.learn_required(units)
        made._visit(root, "", "", 0)
        made.scalars -= made.owners.keys() | made.links.keys()
        return made

    def learn_required(self, units: list[Unit]) -> None:
        """Note the names that one ``required`` list holds: whatever the levels are, they are siblings."""
        number = 0
        for index, unit in enumerate(units):
            if unit.key != "required" or unit.kind not in (NOTHING, FLOW):
                continue
            number += 1
            if unit.kind == FLOW:
                names = [name.strip(" '\"") for name in unit.value.strip("[] ").split(",")]
            else:
                items = takewhile(lambda item: item.dashes == 1 and item.key is None, islice(units, index + 1, None))
                names = [item.value.strip("'\"") for item in items]
            for name in names:
                self.required.setdefault(name, set()).add(number)

    def _visit(self, node: Any, owner: str, home: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        if isinstance(node, list):
            for index, item in enumerate(node):
                self._visit(item, owner, _below(home, depth, str(index)), depth + 1)
            return
        if not isinstance(node, dict):
            return
        reference = node.get("$ref")
        if owner and isinstance(reference, str):
            self.links.setdefault(owner, set()).add("#" + reference.rpartition("/")[2])
        if owner and isinstance(node.get("type"), str) and node["type"] in _SCALARS:
            self.scalars.add(owner)
        for key, value in node.items():
            name = str(key)
            below = _below(home, depth, name)
            if name == "properties" and isinstance(value, dict):
                self._map(value, owner, below, depth)
            elif name in ("definitions", "schemas") and isinstance(value, dict):
                for child, schema in value.items():
                    self._visit(schema, f"#{child}", _below(below, depth + 1, str(child)), depth + 2)
            elif name not in ("example", "examples", "default", "enum"):
                through = name in _THROUGH or name in _COMBINED
                self._visit(value, owner if through else "", below, depth + 1)

    def _map(self, properties: dict[Any, Any], owner: str, home: str, depth: int) -> None:
        names = tuple(str(name) for name in properties)
        number = len(self.homes)
        self.homes.append(home)
        self._names.append(names)
        if owner:
            self.owners.setdefault(owner, []).append(number)
        for name in names:
            self.members.setdefault(name, []).append(number)
        for name, schema in properties.items():
            self._visit(schema, str(name), _below(home, depth + 1, str(name)), depth + 2)

    def _together(self, one: str, other: str) -> frozenset[str]:
        """The homes of the maps that have both names."""
        found = self._pairs.get((one, other))
        if found is None:
            both = set(self.members.get(one, ())[:MAX_MAPS]) & set(self.members.get(other, ())[:MAX_MAPS])
            found = self._pairs[one, other] = frozenset(self.homes[number] for number in both)
        return found

    def _below(self, owner: str) -> tuple[frozenset[str], dict[str, set[str]]]:
        """The homes of the maps that describe what is called ``owner``, and their members with the homes of each."""
        found = self._children.get(owner)
        if found is None:
            reached, todo = {owner}, [owner]
            while todo and len(reached) < MAX_MAPS:
                for link in sorted(self.links.get(todo.pop(), ())):
                    if link not in reached:
                        reached.add(link)
                        todo.append(link)
            numbers = [number for name in sorted(reached) for number in self.owners.get(name, ())[:MAX_MAPS]]
            children: dict[str, set[str]] = {}
            for number in numbers:
                for name in self._names[number]:
                    children.setdefault(name, set()).add(self.homes[number])
            found = self._children[owner] = frozenset(self.homes[number] for number in numbers), children
        return found

    def price(self, owner: str, previous: str, key: str, home: str) -> float:
        """What it costs or saves that ``key`` stands below ``owner`` and after its sibling ``previous``, in ``home``."""
        cost = 0.0
        if owner:
            homes, children = self._below(owner)
            if _elsewhere(homes, home):
                cost += CHILD if _elsewhere(children.get(key, ()), home) else STRANGER
            elif owner in self.scalars:
                cost += CHILDLESS
        if previous:
            if _elsewhere(self._together(previous, key), home):
                cost += SIBLING
            if not self.required.get(key, _NONE).isdisjoint(self.required.get(previous, _NONE)):
                cost += REQUIRED
        return cost


def _elsewhere(homes: Any, home: str) -> bool:
    return len(homes) > (home in homes)
