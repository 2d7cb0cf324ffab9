"""What a place costs: a unit as text, key or item of what is open, and the containers that it closes."""

from __future__ import annotations

from specsmith.recovery.examples import Described
from specsmith.recovery.frames import (
    BLOCK_EMPTY,
    BLOCK_OPEN,
    LIST,
    PLAIN_OPEN,
    Frame,
    State,
)
from specsmith.recovery.grammar import TEXT, Grammar, Shape
from specsmith.recovery.kinship import Kinship
from specsmith.recovery.masks import Masks
from specsmith.recovery.pricing import FORBIDDEN, Prices
from specsmith.recovery.tables import Table, Tables
from specsmith.recovery.units import FLOW, Unit
from specsmith.recovery.variants import ARRAY, OBJECT, REFERENCE, SCALAR, START, variant

#: What any item of a list costs.
ITEM = 0.4
#: What each level of objects in objects costs.
NESTED = 0.5
#: Hardly any document nests deeper; below that each level costs more than the one above it, so that no wrong turn goes on for ever.
DEEP, BELOW = 24, 0.05

#: Objects of one list mostly begin with the same key.
SAME_START, OTHER_START = -0.4, 0.4
#: No schema is a reference to itself: what holds one is a property of the same name.
OWN_REFERENCE = 6.0
#: A named schema that is no object is there to be referred to.
UNUSED_SCALAR = 1.5
#: What a name costs that the schemas of a value don't have.
STRANGE = 2.0
#: A name in a value of free form costs no less, however much it is like its siblings: everything fits there.
FREE = 0.3
#: What it costs or saves that a property of the second kind follows one of the first, counted in real documents.
ALIKE = {
    (SCALAR, OBJECT): 0.5, (SCALAR, ARRAY): 0.15, (OBJECT, OBJECT): -1.4, (OBJECT, SCALAR): 0.6, (OBJECT, ARRAY): -0.3,
    (ARRAY, ARRAY): -0.7, (ARRAY, SCALAR): 0.2, (ARRAY, OBJECT): -0.4,
}  # fmt: skip


class Places:
    """The prices of all places for one reading of one document."""

    def __init__(self, grammar: Grammar, prices: Prices, tables: Tables, kinship: Kinship) -> None:
        self.kinship = kinship
        self.grammar = grammar
        self.prices = prices
        self.tables = tables
        self.masks = Masks()
        self.referenced = prices.names.referenced.get("schema", frozenset())

    def junk(self, state: State, unit: Unit, last: bool) -> float:
        """The price of leaving a unit out."""
        if unit.text.startswith("#") and not state.tail:
            return 1.0
        if state.step is None or (state.frame.depth == 0 and not state.frame.seen):
            return 3.0 if unit.key is None else 8.0
        return 6.0 if last else 12.0

    def text(self, state: State, unit: Unit) -> float:
        """The price of a unit as text of the scalar that is open."""
        tail = state.tail
        if tail == PLAIN_OPEN:
            if unit.key is not None:
                return 14.0
            if unit.dashes:
                item = state.frame.shape.item if state.frame.mode == LIST else None
                words = item is None or item.scalar & TEXT
                return (2.0 if words else 5.0) if self.prices.collapsed else 6.0
            return 0.1
        price = unit.as_code if state.fenced else unit.as_text
        return price - 0.5 if tail == BLOCK_EMPTY else price

    def leave(self, state: State) -> float:
        """The price of ending the scalar that is open."""
        tail = state.tail
        if tail == BLOCK_OPEN:
            return 5.0 if state.fenced else 0.7
        return 7.0 if tail == BLOCK_EMPTY else 0.0

    def close(self, frame: Frame) -> float:
        """The price of ending a container."""
        table = frame.table
        if table is not None:
            cost = table.close
            missing = table.required & ~frame.seen
            if missing:
                cost += 4.0 * missing.bit_count()
            if table.wanted and not table.wanted & frame.seen:
                cost += table.unwanted
            parent = frame.parent
            if parent is not None and parent.wants and frame.shape.names == "property":
                cost += 3.0 * min(4, (parent.wants & ~frame.seen).bit_count())
            return cost
        shape = frame.shape
        if frame.mode == LIST:
            return 0.5 - shape.opened
        empty = 7.0 if shape is self.grammar.any else 10.0 if shape.is_map or shape.item is not None else 1.5
        if shape.names == "property" and frame.parent is not None:
            empty += 3.0 * min(4, frame.parent.wants.bit_count())
        return empty - shape.opened

    def place(self, frame: Frame, unit: Unit) -> float:
        """The price of a unit as an item or as a key of a container."""
        price = self._item(frame, unit) if unit.dashes else self._key(frame, unit)
        return price if frame.depth <= DEEP else price + BELOW * (frame.depth - DEEP) ** 2

    def _item(self, frame: Frame, unit: Unit) -> float:
        item = frame.shape.item
        if item is None:
            return FORBIDDEN
        cost = ITEM
        for _ in range(unit.dashes - 1):
            if item.item is None:
                return FORBIDDEN
            item = item.item
            cost += item.opened + (1.0 if item.item is self.grammar.any else 0.3)
        if frame.mode == LIST:
            if frame.now != (3 if unit.dashes > 1 else 1 if unit.key is None else 2):
                cost += 3.0
            elif frame.run != unit.dashes:
                cost += 2.0  # lists in lists in lists mostly have one depth
        if unit.key is None:
            if unit.bit and frame.parent is not None and frame.parent.members and frame.parent.previous == "required":
                cost += -0.5 if frame.parent.members & unit.bit else 3.0
            return cost + self.prices.value(item, unit)
        if not item.is_map:
            return cost + (12.0 if item.scalar & TEXT else FORBIDDEN)
        if frame.mode == LIST and frame.style:
            cost += SAME_START if frame.style == unit.key else OTHER_START
        cost += self._own_reference(frame, unit)
        if frame.described is not None and item is self.grammar.any:
            return cost + item.opened + self._described(frame.described, unit) + self.prices.value(item, unit)
        return cost + item.opened + self._placed(item, self.tables.table(item, 0, START), "", unit)

    def _key(self, frame: Frame, unit: Unit) -> float:
        shape = frame.shape
        if not shape.keys and shape.value is None:
            return FORBIDDEN
        table = frame.table
        fresh = table is None
        if table is None:
            table = self.tables.table(shape, 0, START)
        if frame.described is not None and shape is self.grammar.any:
            cost = self._described(frame.described, unit) + self.prices.value(shape, unit)
            return cost if fresh else cost + self._among(frame, unit)
        cost = self._placed(shape, table, frame.style, unit)
        if unit.key == "properties" and frame.nest > 1:
            cost += NESTED * (frame.nest - 1)  # objects in objects in objects are rare
        if frame.style and not shape.keys:
            cost += self.prices.resemblance(frame.previous, frame.run, unit.key or "")
        if shape.names == "property" and not shape.keys:
            owner = frame.parent.parent if frame.parent is not None else None
            if owner is not None and self.prices.same_word(owner.previous, unit.key or ""):
                cost += 1.5  # TeamSettings is a sibling of EmailSettings rather than a part of it
        if not shape.keys and shape.names in ("property", "any"):
            cost += self.kinship.price(frame.owner, frame.previous, unit.key or "", unit.home)
            if shape is self.grammar.any:
                cost = max(cost, FREE)
        cost += self._own_reference(frame, unit)
        if unit.key == "type" and shape.kind == "Schema" and frame.parent is not None:
            cost += self._typed(frame.parent, variant(shape, "type", unit.value, 0))
        return cost if fresh else cost + self._among(frame, unit)

    def _typed(self, home: Frame, kind: int) -> float:
        """The price of the type of a member of ``home``, given those before it and what it is called."""
        if home.kin:
            return ALIKE.get((home.kin, kind), 0.0)
        if kind == SCALAR and home.shape.names == "schema" and home.previous not in self.referenced:
            return UNUSED_SCALAR
        return 0.0

    def _own_reference(self, frame: Frame, unit: Unit) -> float:
        """The price of a schema that would be a reference to itself."""
        if unit.key != "$ref" or frame.owner != "#" + unit.value.strip("'\"").rpartition("/")[2]:
            return 0.0
        return OWN_REFERENCE

    def _described(self, described: Described, unit: Unit) -> float:
        """The price of a key as a name in a value that schemas describe."""
        price = described.price(unit)
        return price if price is not None else self.prices.name("any", unit) + (STRANGE if described.closed else 0.0)

    def _among(self, frame: Frame, unit: Unit) -> float:
        """The price of a key beside those that its mapping has."""
        shape = frame.shape
        cost = self.tables.order(shape, frame.previous, unit.key or "")
        if frame.seen & unit.bit:
            cost += 14.0
        if shape.excludes and self.masks.excluded(shape, unit.key or "") & frame.seen:
            cost += 5.0
        if unit.kind == FLOW and frame.now == SCALAR and unit.key in ("example", "default"):
            cost += 4.0  # a list is no example of a string
        return cost

    def _placed(self, shape: Shape, table: Table, style: str, unit: Unit) -> float:
        """The price of a key, its style among its siblings and its value."""
        key = unit.key or ""
        found = table.keys.get(key)
        if found is not None:
            return found[0] + self.prices.value(found[1], unit)
        if key.startswith("x-") and shape.extensible:
            return self.tables.extension(shape, key)
        value = shape.value
        if value is None:
            return 9.0 + 0.5 * self.prices.value(self.grammar.any, unit)
        if key.startswith("x-") and shape.names in ("path", "status"):
            return self.tables.extension(shape, key) + 1.0
        price = self.prices.name(shape.names, unit)
        price += self.tables.style(shape, style, unit.style)
        return self.tables.free(table, key, price) + self.prices.value(value, unit)

    def table(self, shape: Shape, now: int, previous: str) -> Table:
        """The prices in a mapping of ``shape`` in variant ``now`` whose last key is ``previous``, complete."""
        table = self.tables.table(shape, now, previous)
        if not table.ready:
            table.ready = True
            table.required = 0 if now == REFERENCE else self.masks.required(shape)
            table.wanted = self.masks.wanted(shape, now)
            table.unwanted = 4.0 if now or shape.kind != "Schema" else self.tables.typeless
            # of two readings as good, the shallower
            table.close = table.end - shape.opened - (0.0 if table.keys else 0.05)
        return table
