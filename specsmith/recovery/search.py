"""The search: which open mapping does a unit belong to?

A state is a stack of open containers and the price of the reading so far. Each unit offers every state its places: text of
the scalar that is open, a key of one of the open mappings (closing those above), or an item of an open list. The cheapest
states go on (a beam); of two states with the same stack only the cheaper goes on, and when the other was nearly as cheap the
two readings are remembered as an ambiguity. The work per unit is bounded, so the whole is linear in the input.
"""

from __future__ import annotations

from specsmith.recovery.frames import (
    BLOCK_EMPTY,
    BLOCK_OPEN,
    CLOSED,
    LIST,
    MAP,
    PENDING,
    PLAIN_OPEN,
    Frame,
    State,
    opened,
)
from specsmith.recovery.grammar import WORD, Grammar, Shape
from specsmith.recovery.kinship import Kinship
from specsmith.recovery.placing import Places
from specsmith.recovery.pricing import FORBIDDEN, Prices
from specsmith.recovery.reading import AS_ITEM, AS_JUNK, AS_KEY, AS_TEXT, AS_VALUE, Reading, Step
from specsmith.recovery.tables import Tables
from specsmith.recovery.units import BLOCK, FLOW, NOTHING, PLAIN, Unit
from specsmith.recovery.variants import START, variant

#: States dearer than the cheapest by more are given up; how many states go on; how much a single unit may cost.
WINDOW = 9.0
BEAM = 14
HORIZON = 25.0
#: Readings that cost at most this much more are remembered as rivals.
NEAR = 3.5


class Search:
    """Finds the cheapest reading of a sequence of units."""

    def __init__(self, grammar: Grammar, prices: Prices, tables: Tables, kinship: Kinship) -> None:
        self.places = Places(grammar, prices, tables, kinship)
        self.grammar = grammar
        self.prices = prices
        self.masks = self.places.masks
        self._edge = 0.0
        self._asked: dict[int, float] = {}

    def run(self, units: list[Unit], roots: list[tuple[float, Shape]]) -> Reading:
        """Read all units, starting from any of the roots (price, shape)."""
        for unit in units:
            self._mark(unit)
        states = [State(price, opened(None, shape, PENDING), CLOSED, False, None) for price, shape in roots]
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
                cost += 0.3 * min(self.places.close(frame), 10.0)
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

    # -- one unit -----------------------------------------------------------------------------------------------------

    def _advance(self, states: list[State], unit: Unit, index: int, last: bool) -> list[State]:
        """All states after one more unit, the best first."""
        offers: list[tuple[float, int, State, Frame, int]] = []
        self._asked.clear()
        self._edge = states[0].cost + WINDOW + HORIZON
        for state in states:
            base = state.cost
            if state.tail:
                price = base + self.places.text(state, unit)
                if price < self._edge:
                    self._edge = min(self._edge, price + WINDOW)
                    offers.append((price, len(offers), state, state.frame, AS_TEXT))
            if unit.dashes or unit.key is not None:
                self._places(state, unit, offers)
            elif state.frame.mode == PENDING and not state.tail and state.frame.shape.scalar:
                offers.append((base + 1.5 - state.frame.shape.opened, len(offers), state, state.frame, AS_VALUE))
        cheapest = min(offers)[0] if offers else FORBIDDEN + self._edge
        junk = self.places.junk(states[0], unit, last)
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

    def _places(self, state: State, unit: Unit, offers: list[tuple[float, int, State, Frame, int]]) -> None:
        """Offer a unit a place in every open container that may take it: as an item of a list, or as a key of a mapping."""
        reading, other = (AS_ITEM, MAP) if unit.dashes else (AS_KEY, LIST)
        cost = state.cost + self.places.leave(state)
        asked = self._asked
        frame: Frame | None = state.frame
        while frame is not None and cost <= self._edge:
            if frame.mode != other:
                here = asked.get(id(frame))
                if here is None:  # states share the frames below their tops
                    here = asked[id(frame)] = self.places.place(frame, unit)
                price = cost + here
                if price <= self._edge:
                    offers.append((price, len(offers), state, frame, reading))
                    self._edge = min(self._edge, price + WINDOW)
            if frame.closing is None:
                frame.closing = self.places.close(frame)
            cost += frame.closing
            frame = frame.parent

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
        first = unit.key or ""
        signature = hash((above, frame.shape.id, LIST, now, first, unit.dashes))
        run = unit.dashes
        top = Frame(
            frame.parent, frame.shape, LIST, 0, START, now, first, run, frame.depth, None, signature, frame.nest
        )
        top.owner, top.described = frame.owner, frame.described
        item = frame.shape.item
        assert item is not None
        for left in range(unit.dashes - 2, -1, -1):
            top = opened(top, item, LIST)
            top.now, top.run = (3 if left else 1 if unit.key is None else 2), left + 1
            item = item.item or self.grammar.any
        if unit.key is None:
            top.seen = frame.seen | unit.bit if frame.mode == LIST else unit.bit
            return self._with_value(price, top, item, unit, step)
        inner = opened(top, item, PENDING)
        return self._make_key(price, inner, unit, step, inner)

    def _make_key(self, price: float, frame: Frame, unit: Unit, step: Step, inner: Frame) -> State:
        shape, key = frame.shape, unit.key or ""
        now = variant(shape, key, unit.value, frame.now) if key in shape.keys else frame.now
        seen = frame.seen | unit.bit
        table = self.places.table(shape, now, key)
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
            inner = opened(top, shape, PENDING)
            if shape is self.grammar.any and top.shape is not shape:
                inner.described = unit.described
            return State(price, inner, CLOSED, False, step)
        if kind == BLOCK:
            begun = " " in unit.value
            return State(price, top, BLOCK_OPEN if begun else BLOCK_EMPTY, bool(unit.fences & 1), step)
        return State(price, top, PLAIN_OPEN if kind == PLAIN else CLOSED, False, step)
