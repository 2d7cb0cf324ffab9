"""Sets of keys as bits of one number: what a mapping has seen, must have, wants one of, and cannot have beside a key."""

from __future__ import annotations

from specsmith.recovery.grammar import Shape
from specsmith.recovery.variants import ARRAY, BODY


class Masks:
    """Sets of keys as bits of one number."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._required: dict[int, int] = {}
        self._wanted: dict[tuple[int, int], int] = {}
        self._excluded: dict[tuple[int, str], int] = {}
        self.extensions = 0

    def bit(self, key: str) -> int:
        """A bit for a key, always the same one."""
        found = self._bits.get(key)
        if found is None:
            found = self._bits[key] = 1 << len(self._bits)
            if key.startswith("x-"):
                self.extensions |= found
        return found

    def of(self, keys: tuple[str, ...]) -> int:
        """The bits of several keys."""
        mask = 0
        for key in keys:
            mask |= self.bit(key)
        return mask

    def required(self, shape: Shape) -> int:
        """Keys that a mapping of a shape must have."""
        found = self._required.get(shape.id)
        if found is None:
            found = self._required[shape.id] = self.of(shape.required)
        return found

    def wanted(self, shape: Shape, now: int) -> int:
        """Keys of which a mapping in this variant needs one."""
        found = self._wanted.get((shape.id, now))
        if found is None:
            keys: tuple[str, ...] = ()
            if now == ARRAY and "items" in shape.keys:
                keys = ("items", "prefixItems", "allOf", "$ref")
            elif shape.kind == "Schema" and now == 0:
                keys = ("type", "$ref", "allOf", "oneOf", "anyOf")
            elif shape.label == "Parameter":
                keys = ("schema",) if now == BODY else ("type", "schema", "content", "$ref")
            found = self._wanted[shape.id, now] = self.of(keys)
        return found

    def excluded(self, shape: Shape, key: str) -> int:
        """Keys that cannot stand beside ``key`` in a mapping of a shape."""
        found = self._excluded.get((shape.id, key))
        if found is None:
            found = self._excluded[shape.id, key] = self.of(shape.excludes.get(key, ()))
        return found
