"""The walk over a description by the grammar: what stands where, what stands where it can't, what the grammar does not know."""

from __future__ import annotations

from typing import Any, NamedTuple

from specsmith.passes.repair.grammar import PATTERNED, REFERENCEABLE, Shape, fields, shape

Standing = tuple[Any, Any, dict[str, Any], Shape]
"""``container``, ``key``, the object at ``container[key]``, and what the grammar wants there."""

_DOCUMENT = shape("Document")


class Misfit(NamedTuple):
    """``container[key]`` is not what ``want`` allows; ``owner`` is the object (map, list) of the grammar around it."""

    container: Any
    key: Any
    want: Shape
    owner: str

    @property
    def value(self) -> Any:
        """What stands there; None when another rule has taken it away."""
        try:
            return self.container[self.key]
        except (KeyError, IndexError):
            return None


class Survey:
    """What one walk found: objects by their name in the grammar, misfits, unknown keys, references.

    Every entry of every object is looked at here, so what an entry needs is decided by tables of its type
    (:attr:`Shape.leaf`, :attr:`Shape.inside`), and nothing is made that only a finding would need.
    """

    __slots__ = ("_stack", "_table", "misfits", "objects", "reference_places", "references", "unknown")

    def __init__(self, root: dict[str, Any], dialect: str) -> None:
        self.objects: dict[str, list[Standing]] = {}
        self.misfits: list[Misfit] = []
        self.unknown: list[tuple[dict[str, Any], str, str]] = []
        self.references: list[dict[str, Any]] = []
        self.reference_places: list[tuple[str, Standing]] = []
        self._table = fields(dialect)
        self._stack: list[tuple[Any, Any, Any, Shape]] = [(None, None, root, _DOCUMENT)]
        self._walk()

    def _walk(self) -> None:
        stack, table, objects = self._stack, self._table, self.objects
        while stack:
            standing = stack.pop()
            _, _, node, at = standing
            if at.kind != "object":
                self._entries(node, at)
                continue
            name = at.name
            if "$ref" in node and self._is_reference(standing, name):
                continue
            found = objects.get(name)
            if found is None:
                objects[name] = [standing]
            else:
                found.append(standing)
            if name in PATTERNED:
                self._patterned(node, name)
                continue
            known = table[name]
            for key, value in node.items():
                want = known.get(key)
                if want is None:
                    if key[:2] != "x-":
                        self.unknown.append((node, key, name))
                    continue
                kind = type(value)
                if kind in want.leaf:
                    continue
                inner = want.inside.get(kind)
                if inner is None:
                    self.misfits.append(Misfit(node, key, want, name))
                else:
                    stack.append((node, key, value, inner))

    def _is_reference(self, standing: Standing, name: str) -> bool:
        """Whether an object is a reference and nothing else; a schema or a path item has more to say beside its own."""
        node = standing[2]
        if not isinstance(node["$ref"], str):
            return False
        self.references.append(node)
        if name not in REFERENCEABLE:
            return False
        self.reference_places.append((name, standing))
        return True

    def _patterned(self, node: dict[str, Any], name: str) -> None:
        inner = shape(PATTERNED[name])
        for key, value in node.items():
            if key[:2] == "x-":
                continue
            if type(value) is dict:
                self._stack.append((node, key, value, inner))
            else:
                self.misfits.append(Misfit(node, key, inner, name))

    def _entries(self, node: Any, at: Shape) -> None:
        """The values of a map or the items of a list."""
        want = at.item
        if want is None:
            return
        leaf, inside, stack = want.leaf, want.inside, self._stack
        stated = list(node.items()) if at.kind == "map" else list(enumerate(node))
        if at.kind == "map" and want.kind in ("text", "list"):  # scopes and security requirements may hold extensions
            stated = [(key, value) for key, value in stated if str(key)[:2] != "x-"]
        for key, value in stated:
            kind = type(value)
            if kind in leaf:
                continue
            inner = inside.get(kind)
            if inner is None:
                self.misfits.append(Misfit(node, key, want, f"{at.kind} of {want.name or want}"))
            else:
                stack.append((node, key, value, inner))
