"""Where nodes came from: kept per container by identity while passes work, turned into pointers once, at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specsmith.text.containers import CONTAINERS
from specsmith.text.positions import escape_token
from specsmith.text.source import SourceFile


class Origin(NamedTuple):
    """A place in a source, and the rule that took the statement from there (empty: it stands as it was written)."""

    source: SourceFile
    pointer: str
    rule: str = ""


class Provenance:
    """Container → origins. Containers are kept alive, so an id never changes its meaning.

    A container read from a source remembers its parent and key only; its pointer is put together when asked for.
    """

    __slots__ = ("_kept", "_keys", "_pointers", "_read", "_set")

    def __init__(self) -> None:
        self._read: dict[int, tuple[SourceFile, int, str | int]] = {}
        self._set: dict[int, tuple[Origin, ...]] = {}
        self._keys: dict[tuple[int, str], tuple[Origin, ...]] = {}
        self._kept: list[object] = []
        self._pointers: dict[int, str] = {}

    def index(self, root: Any, source: SourceFile) -> list[dict[str, Any]]:
        """Remember where every container of a freshly read tree stands; returns those that have a ``$ref``, seen on the way."""
        references: list[dict[str, Any]] = []
        if not isinstance(root, dict | list):
            return references
        read = self._read
        read[id(root)] = (source, 0, "")
        found: list[Any] = [root]
        for node in found:  # which grows while it is gone through
            above = id(node)
            if type(node) is dict and "$ref" in node:
                references.append(node)
            for key, value in node.items() if type(node) is dict else enumerate(node):
                if type(value) in CONTAINERS:
                    read[id(value)] = (source, above, key)
                    found.append(value)
        self._kept.extend(found)
        return references

    def of(self, container: object) -> tuple[Origin, ...]:
        """The origins of a container; none for one that nobody recorded."""
        known = self._set.get(id(container))
        if known is not None:
            return known
        place = self._read.get(id(container))
        return () if place is None else (Origin(place[0], self._pointer(place)),)

    def first(self, container: object, key: str | int | None = None) -> Origin | None:
        """The first origin of a container, or of one of its entries: what a diagnostic wants, and asks for in thousands."""
        if key is not None:
            return next(iter(self.of_key(container, key)), None)
        known = self._set.get(id(container))
        if known is not None:
            return known[0] if known else None
        place = self._read.get(id(container))
        return None if place is None else Origin(place[0], self._pointer(place))

    def _pointer(self, place: tuple[SourceFile, int, str | int]) -> str:
        """The pointer of a place; that of the container above is remembered, for what stands together is asked for together."""
        _, above, key = place
        if not above:
            return ""
        known = self._pointers.get(above)
        if known is None:
            known = self._pointers[above] = self._pointer(self._read[above])
        return f"{known}/{escape_token(key) if type(key) is str else key}"

    def of_key(self, container: object, key: str | int) -> tuple[Origin, ...]:
        """The origins of one entry: its own when recorded, else the container's with the key appended."""
        known = self._keys.get((id(container), str(key)))
        if known is not None:
            return known
        if isinstance(container, dict | list):
            try:
                value = container[key]  # type: ignore[index]
            except (KeyError, IndexError):
                value = None
            if isinstance(value, dict | list):
                own = self.of(value)
                if own:
                    return own
        token = escape_token(str(key))
        return tuple([Origin(o.source, f"{o.pointer}/{token}", o.rule) for o in self.of(container)])

    def own_of_key(self, container: object, key: str | int) -> tuple[Origin, ...]:
        """What was recorded for one entry itself; nothing when it simply stands in its container."""
        return self._keys.get((id(container), str(key)), ())

    def carry(self, new: object, *old: object, rule: str = "") -> None:
        """``new`` stands for the containers ``old``: it has their origins, in that order."""
        if len(old) == 1 and not rule and self._stands_for(new, old[0]):
            return
        origins: list[Origin] = []
        for container in old:
            for origin in self.of(container):
                taken = Origin(origin.source, origin.pointer, rule or origin.rule)
                if taken not in origins:
                    origins.append(taken)
        self.record(new, tuple(origins))

    def _stands_for(self, new: object, old: object) -> bool:
        """The cheap way to carry, without putting a pointer together: ``new`` was read where ``old`` was."""
        place = self._read.get(id(old)) if id(old) not in self._set else None
        if place is None or id(new) in self._read:
            return False
        self._kept.append(new)
        self._set.pop(id(new), None)
        self._read[id(new)] = place
        return True

    def carry_key(self, new: object, new_key: str | int, old: object, old_key: str | int, rule: str = "") -> None:
        """The entry ``new_key`` of ``new`` came from the entry ``old_key`` of ``old``."""
        origins = tuple(Origin(o.source, o.pointer, rule or o.rule) for o in self.of_key(old, old_key))
        self.record_key(new, new_key, origins)

    def record(self, container: object, origins: tuple[Origin, ...]) -> None:
        """Set the origins of a container."""
        self._kept.append(container)
        self._set[id(container)] = origins

    def record_key(self, container: object, key: str | int, origins: tuple[Origin, ...]) -> None:
        """Set the origins of one entry of a container."""
        self._kept.append(container)
        self._keys[(id(container), str(key))] = origins

    def absorb(self, other: Provenance) -> None:
        """Take over what another document recorded (merging)."""
        self._read.update(other._read)
        self._set.update(other._set)
        self._keys.update(other._keys)
        self._kept.extend(other._kept)

    def pointers(self, root: Any) -> Iterator[tuple[str, tuple[Origin, ...]]]:
        """Pointer in the result → origins, for every container and every entry that has an own record."""
        stack: list[tuple[str, Any]] = [("", root)]
        while stack:
            pointer, node = stack.pop()
            origins = self.of(node)
            if origins:
                yield pointer, origins
            entries = list(node.items() if isinstance(node, dict) else enumerate(node))
            for key, value in reversed(entries):
                at = f"{pointer}/{escape_token(str(key))}"
                if isinstance(value, dict | list):
                    stack.append((at, value))
                else:
                    own = self._keys.get((id(node), str(key)))
                    if own:
                        yield at, own
