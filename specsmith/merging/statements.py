"""Statements: what one source says about one field; variants: the different things that are said, equal ones as one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from specsmith.model import Document, Origin, Provenance

_RAW = msgspec.json.Encoder()
_SORTED = msgspec.json.Encoder(order="sorted")


def raw_key(value: Any) -> bytes:
    """The bytes of a value in its own key order: equal bytes are equal statements.

    >>> raw_key({"b": 1, "a": 2})
    b'{"b":1,"a":2}'
    """
    try:
        return _RAW.encode(value)
    except UnicodeEncodeError:  # lone surrogates
        return json.dumps(value).encode()


def sorted_key(value: Any) -> bytes:
    """The bytes of a value with sorted keys: equal bytes mean the same."""
    try:
        return _SORTED.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value, sort_keys=True).encode()


class Side:
    """One source of a merge: its document, how much its word counts, and where rewritten containers came from.

    ``strength`` is 1 for specs and 0 for weak sources, ``rank`` orders sources by the preference asked for.
    """

    __slots__ = ("_kept", "_moved", "document", "label", "provenance", "rank", "refs", "root", "strength", "weight")

    def __init__(self, document: Document, label: str, strength: int, rank: int) -> None:
        self.document = document
        self.root = document.root
        self.provenance: Provenance = document.provenance
        self.label = label
        self.strength = strength
        self.rank = rank
        self.refs: dict[str, str] = {}
        self.weight: tuple[int, ...] = (0,)
        self._moved: dict[int, object] = {}
        self._kept: list[object] = []

    def twin(self, root: dict[str, Any], provenance: Provenance) -> Side:
        """A side that speaks with this one's weight about another tree (merged components)."""
        side = Side(self.document, self.label, self.strength, self.rank)
        side.root, side.provenance, side.weight = root, provenance, self.weight
        return side

    def moved(self, new: object, old: object) -> None:
        """``new`` is a rewritten copy of ``old``."""
        self._kept.append(new)
        self._moved[id(new)] = self._moved.get(id(old), old)

    def origins(self, container: object) -> tuple[Origin, ...]:
        """Where a container of this side stands in its source."""
        return self.provenance.of(self._moved.get(id(container), container))

    def origins_of_key(self, container: object, key: str | int) -> tuple[Origin, ...]:
        """Where an entry stands in its source; the whole source when nothing better is known."""
        old = self._moved.get(id(container), container)
        return self.provenance.of_key(old, key) or (Origin(self.document.source, ""),)


@dataclass(frozen=True, slots=True)
class Statement:
    """``value`` is the entry ``key`` of ``parent`` in the tree of ``side``."""

    side: Side
    parent: Any
    key: str | int
    value: Any

    def origins(self) -> tuple[Origin, ...]:
        """The places this statement stands at."""
        if isinstance(self.value, dict | list):
            own = self.side.origins(self.value)
            if own:
                return own
        return self.side.origins_of_key(self.parent, self.key)

    def child(self, key: str | int) -> Statement:
        """The statement about an entry of this one's value."""
        return Statement(self.side, self.value, key, self.value[key])


class Variant:
    """Equal statements. ``best`` speaks for all of them: the strongest, then the first in the order of sources."""

    __slots__ = ("best", "raw", "statements")

    def __init__(self, first: Statement, raw: bytes) -> None:
        self.best = first
        self.raw = raw
        self.statements: list[Statement] = [first]

    def add(self, statement: Statement) -> None:
        """One more source says the same."""
        self.statements.append(statement)
        if (statement.side.strength, statement.side.rank) > (self.best.side.strength, self.best.side.rank):
            self.best = statement

    @property
    def value(self) -> Any:
        """What is said."""
        return self.best.value

    def origins(self) -> tuple[Origin, ...]:
        """All places that say it."""
        return collect_origins(self.statements)


def collect_origins(statements: Iterable[Statement]) -> tuple[Origin, ...]:
    """The places of several statements, each once, in the order of file and pointer."""
    found: dict[tuple[str, int, str, str], Origin] = {}
    for statement in statements:
        for origin in statement.origins():
            found.setdefault((origin.source.path, origin.source.first_line, origin.pointer, origin.rule), origin)
    return tuple(found[key] for key in sorted(found))


def group(statements: Iterable[Statement]) -> list[Variant]:
    """Equal statements collapse, before anything is compared: hundreds of copies cost one."""
    variants: dict[bytes, Variant] = {}
    for statement in statements:
        raw = raw_key(statement.value)
        known = variants.get(raw)
        if known is None:
            variants[raw] = Variant(statement, raw)
        else:
            known.add(statement)
    return list(variants.values())


Quality = Callable[[Any], tuple[Any, ...]]


def ordered(variants: Iterable[Variant], quality: Quality) -> list[Variant]:
    """The total order, best first. ``quality`` begins with a tier: 0 says nothing, 1 hardly anything, 2 a real statement.

    A real statement of a weak source beats an empty one of a spec, but no other; then the tier, the preference asked for,
    the rest of the quality, and at last the statement itself, so that the order of arguments never matters.
    """

    def key(variant: Variant) -> tuple[Any, ...]:
        tier, *rest = quality(variant.value)
        side = variant.best.side
        return (
            tier > 0,
            side.strength,
            tier,
            side.rank,
            tuple(rest),
            _Reversed((sorted_key(variant.value), variant.raw)),
        )

    return sorted(variants, key=key, reverse=True)


@dataclass(frozen=True, slots=True, order=False)
class _Reversed:
    """Smaller bytes first in an order that is otherwise largest first."""

    value: tuple[bytes, bytes]

    def __lt__(self, other: _Reversed) -> bool:
        return self.value > other.value


def merge_orders(orders: Iterable[list[str]]) -> list[str]:
    """One order of all names: the longest list as it stands, then what others add, each list by the same rule.

    >>> merge_orders([["b", "a"], ["c", "a"]])
    ['b', 'a', 'c']
    >>> merge_orders([["b", "a", "c"], ["c", "a"]])
    ['b', 'a', 'c']
    """
    unique = {tuple(order) for order in orders}
    out: dict[str, None] = {}
    for order in sorted(unique, key=lambda names: (-len(names), names)):
        out.update(dict.fromkeys(order))
    return list(out)
