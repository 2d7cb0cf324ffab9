"""The search: which open mapping does a unit belong to?

A state is a stack of open containers and the price of the reading so far. Each unit offers every state its places: text of
the scalar that is open, a key of one of the open mappings (closing those above), or an item of an open list. The cheapest
states go on (a beam); of two states with the same stack only the cheaper goes on, and when the other was nearly as cheap the
two readings are remembered as an ambiguity. The work per unit is bounded, so the whole is linear in the input.
"""

from __future__ import annotations

from dataclasses import dataclass

from specsmith.recovery.examples import Described
from specsmith.recovery.grammar import TEXT, WORD, Grammar, Shape
from specsmith.recovery.kinship import Kinship
from specsmith.recovery.masks import Masks
from specsmith.recovery.pricing import FORBIDDEN, Prices
from specsmith.recovery.reading import AS_ITEM, AS_JUNK, AS_KEY, AS_TEXT, AS_VALUE, Reading, Step
from specsmith.recovery.tables import ARRAY, OBJECT, REFERENCE, SCALAR, START, Table, Tables, variant
from specsmith.recovery.units import BLOCK, FLOW, NOTHING, PLAIN, Unit

#: States dearer than the cheapest by more are given up; how many states go on; how much a single unit may cost.
WINDOW = 9.0
BEAM = 14
HORIZON = 25.0
NESTED = 0.5

NEAR = 3.5

#: Hardly any document nests deeper; below that each level costs more than the one above it, so that no wrong turn goes on for ever.
DEEP, BELOW = 24, 0.05

#: No schema is a reference to itself: what holds one is a property of the same name.
OWN_REFERENCE = 6.0
#: What a name costs that the schemas of a value don't have.
STRANGE = 2.0
#: A name in a value of free form costs no less, however much it is like its siblings: everything fits there.
FREE = 0.3
#: What it costs or saves that a property of the second kind follows one of the first, counted in real documents.
ALIKE = {
    (SCALAR, OBJECT): 0.5, (SCALAR, ARRAY): 0.15, (OBJECT, OBJECT): -1.4, (OBJECT, SCALAR): 0.6, (OBJECT, ARRAY): -0.3,
    (ARRAY, ARRAY): -0.7, (ARRAY, SCALAR): 0.2, (ARRAY, OBJECT): -0.4,
}  # fmt: skip

PENDING, MAP, LIST = range(3)
CLOSED, PLAIN_OPEN, BLOCK_OPEN, BLOCK_EMPTY = range(4)


@dataclass(eq=False, slots=True)
class Frame:
    """One open container; never changed, replaced by a copy when it grows."""

    parent: Frame | None
    shape: Shape
    mode: int
    seen: int
    previous: str
    now: int
    style: str
    run: int
    depth: int
    table: Table | None
    signature: int
    nest: int = 0
    members: int = 0
    wants: int = 0
    owner: str = ""
    kin: int = 0
    described: Described | None = None


@dataclass(eq=False, slots=True)
class State:
    """A reading of the text so far."""

    cost: float
    frame: Frame
    tail: int
    fenced: bool
    step: Step | None


class Search:
    """Finds the cheapest reading of a sequence of units."""

    def __init__(self, grammar: Grammar, prices: Prices, tables: Tables, kinship: Kinship) -> None:
        self.kinship = kinship
        self.grammar = grammar
        self.prices = prices
        self.tables = tables
        self.masks = Masks()
        self._edge = 0.0

    def bit(self, key: str) -> int:
        """A bit for a key, the same wherever the key stands."""
        return self.masks.bit(key)

    def run(self, units: list[Unit], roots: list[tuple[float, Shape]]) -> Reading:
        """Read all units, starting from any of the roots (price, shape)."""
        for unit in units:
            self._mark(unit)
        states = [State(price, self._frame(None, shape, PENDING), CLOSED, False, None) for price, shape in roots]
        last = len(units) - 1
        for index, unit in enumerate(units):
            states = self._advance(states, unit, index, index == last)
        return self._finish(states)

    def _mark(self, unit: Unit) -> None:
        """Give a unit the bits of the names it holds: its key, its item, the items of ``required: [a, b]``."""
        if unit.key is not None:
            unit.bit = self.masks.bit(unit.key)
            if unit.key == "required" and unit.kind == FLOW:
                for name in unit.value.strip("[] ").split(","):
                    unit.bits |= self.masks.bit(name.strip(" '\""))
        elif unit.dashes and unit.forms & WORD:
            unit.bit = self.masks.bit(unit.value.strip("'\""))

    def _finish(self, states: list[State]) -> Reading:
        def closing(state: State) -> float:
            cost = state.cost
            frame: Frame | None = state.frame
            while frame is not None:
                cost += 0.3 * min(self._close(frame), 10.0)
                frame = frame.parent
            return cost

        best = min(states, key=closing)
        for other in states:
            margin = closing(other) - closing(best)
            if other is not best and margin < NEAR and best.step is not None and other.step is not None:
                best.step.rivals += ((margin, other.step),)
        steps: list[Step] = []
        step = best.step
        while step is not None:
            steps.append(step)
            step = step.before
        open_frames: list[Frame] = []
        frame: Frame | None = best.frame
        while frame is not None:
            open_frames.append(frame)
            frame = frame.parent
        open_frames.reverse()
        return Reading(steps[::-1], best.cost, open_frames[0].shape, open_frames, best.tail)

    def _frame(self, parent: Frame | None, shape: Shape, mode: int) -> Frame:
        depth = 0 if parent is None else parent.depth + 1
        above = 0 if parent is None else parent.signature
        nest = 0 if parent is None else parent.nest + (shape.names == "property" and not shape.keys)
        owner = "" if parent is None else _owner(parent, shape)
        described = None
        if parent is not None and parent.described is not None:
            described = parent.described if parent.mode == LIST else parent.described.child(parent.previous)
        signature = hash((above, shape.id, mode))
        return Frame(
            parent, shape, mode, 0, START, 0, "", 0, depth, None, signature, nest, 0, 0, owner, 0, described
        )

    # -- one unit -----------------------------------------------------------------------------------------------------

    def _advance(self, states: list[State], unit: Unit, index: int, last: bool) -> list[State]:
        """All states after one more unit, the best first."""
        offers: list[tuple[float, int, State, Frame, int]] = []
        self._edge = states[0].cost + WINDOW + HORIZON
        for state in states:
            base = state.cost
            if state.tail:
                price = base + self._text(state, unit)
                if price < self._edge:
                    self._edge = min(self._edge, price + WINDOW)
                    offers.append((price, len(offers), state, state.frame, AS_TEXT))
            if unit.dashes:
                self._item_places(state, unit, offers)
            elif unit.key is not None:
                self._key_places(state, unit, offers)
            elif state.frame.mode == PENDING and not state.tail and state.frame.shape.scalar:
                offers.append((base + 1.5 - state.frame.shape.opened, len(offers), state, state.frame, AS_VALUE))
        cheapest = min(offers)[0] if offers else FORBIDDEN + self._edge
        junk = self._junk(states[0], unit, last)
        if cheapest > states[0].cost + junk:
            cheapest = min(cheapest, states[0].cost + junk)
            offers.extend((state.cost + junk, len(offers), state, state.frame, AS_JUNK) for state in states)
        edge = cheapest + WINDOW
        offers = [offer for offer in offers if offer[0] <= edge]
        if len(offers) > 1:
            offers.sort()
            del offers[2 * BEAM :]
        kept: dict[int, State] = {}
        for price, _, state, frame, reading in offers:
            made = self._make(price, state, frame, reading, unit, index)
            key = hash((made.frame.signature, made.tail, made.fenced))
            rival = kept.get(key)
            if rival is None:
                if len(kept) < BEAM:
                    kept[key] = made
            elif price - rival.cost < NEAR and rival.step is not None and made.step is not None:
                rival.step.rivals += ((price - rival.cost, made.step),)
        return list(kept.values())

    def _junk(self, state: State, unit: Unit, last: bool) -> float:
        if unit.text.startswith("#") and not state.tail:
            return 1.0
        if state.step is None or (state.frame.depth == 0 and not state.frame.seen):
            return 3.0 if unit.key is None else 8.0
        return 6.0 if last else 12.0

    def _text(self, state: State, unit: Unit) -> float:
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

    def _leave(self, state: State) -> float:
        """The price of ending the scalar that is open."""
        tail = state.tail
        if tail == BLOCK_OPEN:
            return 5.0 if state.fenced else 0.7
        return 7.0 if tail == BLOCK_EMPTY else 0.0

    def _close(self, frame: Frame) -> float:
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

    def _key_places(self, state: State, unit: Unit, offers: list[tuple[float, int, State, Frame, int]]) -> None:
        cost = state.cost + self._leave(state)
        frame: Frame | None = state.frame
        while frame is not None and cost <= self._edge:
            if frame.mode != LIST:
                price = cost + self._key(frame, unit)
                if frame.depth > DEEP:
                    price += BELOW * (frame.depth - DEEP) ** 2
                if price <= self._edge:
                    offers.append((price, len(offers), state, frame, AS_KEY))
                    self._edge = min(self._edge, price + WINDOW)
            cost += self._close(frame)
            frame = frame.parent

    def _item_places(self, state: State, unit: Unit, offers: list[tuple[float, int, State, Frame, int]]) -> None:
        cost = state.cost + self._leave(state)
        frame: Frame | None = state.frame
        while frame is not None and cost <= self._edge:
            item = frame.shape.item
            if frame.mode != MAP and item is not None:
                price = cost + 0.4 + self._item(frame, item, unit)
                if frame.depth > DEEP:
                    price += BELOW * (frame.depth - DEEP) ** 2
                if price <= self._edge:
                    offers.append((price, len(offers), state, frame, AS_ITEM))
                    self._edge = min(self._edge, price + WINDOW)
            cost += self._close(frame)
            frame = frame.parent

    def _item(self, frame: Frame, item: Shape, unit: Unit) -> float:
        cost = 0.0
        for _ in range(unit.dashes - 1):
            if item.item is None:
                return FORBIDDEN
            item = item.item
            cost += item.opened + (1.0 if item.item is self.grammar.any else 0.3)
        if frame.mode == LIST and frame.now != (3 if unit.dashes > 1 else 1 if unit.key is None else 2):
            cost += 3.0
        if unit.key is None:
            if unit.bit and frame.parent is not None and frame.parent.members and frame.parent.previous == "required":
                cost += -0.5 if frame.parent.members & unit.bit else 3.0
            return cost + self.prices.value(item, unit)
        if not item.is_map:
            return cost + (12.0 if item.scalar & TEXT else FORBIDDEN)
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
        if unit.key == "type" and shape.kind == "Schema" and frame.parent is not None and frame.parent.kin:
            cost += ALIKE.get((frame.parent.kin, variant(shape, "type", unit.value, 0)), 0.0)
        return cost if fresh else cost + self._among(frame, unit)

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

    # -- making the next state ----------------------------------------------------------------------------------------

    def _make(self, price: float, state: State, frame: Frame, reading: int, unit: Unit, index: int) -> State:
        step = Step(state.step, index, reading, frame.depth, price, state.frame, frame)
        if reading == AS_TEXT:
            fenced = state.fenced ^ bool(unit.fences & 1) if state.tail >= BLOCK_OPEN else False
            tail = BLOCK_OPEN if state.tail == BLOCK_EMPTY else state.tail
            return State(price, frame, tail, fenced, step)
        if reading == AS_JUNK:
            return State(price, frame, state.tail, state.fenced, step)
        if reading == AS_VALUE:
            assert frame.parent is not None
            return State(price, frame.parent, PLAIN_OPEN, False, step)
        if reading == AS_ITEM:
            return self._make_item(price, frame, unit, step)
        return self._make_key(price, frame, unit, step, state.frame)

    def _make_item(self, price: float, frame: Frame, unit: Unit, step: Step) -> State:
        now = 3 if unit.dashes > 1 else 1 if unit.key is None else 2
        above = frame.parent.signature if frame.parent is not None else 0
        signature = hash((above, frame.shape.id, LIST, now))
        top = Frame(frame.parent, frame.shape, LIST, 0, START, now, "", 0, frame.depth, None, signature, frame.nest)
        top.owner, top.described = frame.owner, frame.described
        item = frame.shape.item
        assert item is not None
        for left in range(unit.dashes - 2, -1, -1):
            top = self._frame(top, item, LIST)
            top.now = 3 if left else 1 if unit.key is None else 2
            item = item.item or self.grammar.any
        if unit.key is None:
            top.seen = frame.seen | unit.bit if frame.mode == LIST else unit.bit
            return self._with_value(price, top, item, unit, step)
        inner = self._frame(top, item, PENDING)
        return self._make_key(price, inner, unit, step, inner)

    def _make_key(self, price: float, frame: Frame, unit: Unit, step: Step, inner: Frame) -> State:
        shape, key = frame.shape, unit.key or ""
        now = variant(shape, key, unit.value, frame.now) if key in shape.keys else frame.now
        seen = frame.seen | unit.bit
        table = self._table(shape, now, key)
        above = frame.parent.signature if frame.parent is not None else 0
        judged = seen & ~self.masks.extensions
        signature = hash((above, shape.id, MAP, judged, now, key))
        run = frame.run + 1 if frame.previous and self.prices.same_word(frame.previous, key) else 0
        style = frame.style if unit.style == "lower" and frame.style else unit.style
        top = Frame(frame.parent, shape, MAP, seen, key, now, style, run, frame.depth, table, signature, frame.nest)
        top.members, top.wants, top.owner, top.described = frame.members, frame.wants, frame.owner, frame.described
        if shape.names == "property" and not shape.keys and frame.previous and inner is not frame:
            while inner.depth > frame.depth + 1 and inner.parent is not None:
                inner = inner.parent
            top.kin = inner.now
        elif shape.kind == "Schema":
            self._remember(top, frame, inner)
            if key == "required" and unit.bits:
                top.wants = unit.bits
        return self._with_value(price, top, self._value_shape(shape, key), unit, step)

    def _remember(self, top: Frame, frame: Frame, inner: Frame) -> None:
        """Keep what the properties or the required list of a schema named: each speaks of the other."""
        if frame.previous not in ("properties", "required"):
            return
        while inner.depth > frame.depth + 1 and inner.parent is not None:
            inner = inner.parent
        if inner.depth == frame.depth + 1:
            if frame.previous == "properties":
                top.members = inner.seen
            elif inner.mode == LIST:
                top.wants = inner.seen

    def _table(self, shape: Shape, now: int, previous: str) -> Table:
        table = self.tables.table(shape, now, previous)
        if not table.ready:
            table.ready = True
            table.required = 0 if now == REFERENCE else self.masks.required(shape)
            table.wanted = self.masks.wanted(shape, now)
            table.unwanted = 4.0 if now or shape.kind != "Schema" else self.tables.typeless
            # of two readings as good, the shallower
            table.close = table.end - shape.opened - (0.0 if table.keys else 0.05)
        return table

    def _value_shape(self, shape: Shape, key: str) -> Shape:
        fixed = shape.keys.get(key)
        if fixed is not None:
            return fixed[0]
        if shape.value is None or (key.startswith("x-") and shape.names in ("path", "status")):
            return self.grammar.any
        return shape.value

    def _with_value(self, price: float, top: Frame, shape: Shape, unit: Unit, step: Step) -> State:
        kind = unit.kind
        if kind == NOTHING:
            inner = self._frame(top, shape, PENDING)
            if shape is self.grammar.any and top.shape is not shape:
                inner.described = unit.described
            return State(price, inner, CLOSED, False, step)
        if kind == BLOCK:
            begun = " " in unit.value
            return State(price, top, BLOCK_OPEN if begun else BLOCK_EMPTY, bool(unit.fences & 1), step)
        return State(price, top, PLAIN_OPEN if kind == PLAIN else CLOSED, False, step)


def _owner(parent: Frame, shape: Shape) -> str:
    """The name of what a container below ``parent`` describes; ``#X`` for the schema X, empty where it has no name."""
    if parent.mode == LIST:
        return parent.owner
    if parent.shape.keys:
        if parent.previous in ("properties", "items", "additionalProperties", "allOf", "oneOf", "anyOf"):
            return parent.owner
        return "" if shape.keys else parent.previous
    if parent.shape.names == "schema":
        return f"#{parent.previous}"
    return parent.previous if parent.shape.names in ("property", "any") else ""
