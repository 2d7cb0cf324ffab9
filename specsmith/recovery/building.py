"""The steps of a reading → a plain tree with the input line and the confidence of every node."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from specsmith.recovery.grammar import Grammar, Shape
from specsmith.recovery.lessons import Lessons
from specsmith.recovery.markdown import fold, restore
from specsmith.recovery.reading import AS_ITEM, AS_JUNK, AS_TEXT, AS_VALUE, Reading
from specsmith.recovery.scalars import read
from specsmith.recovery.units import ALIAS, BLOCK, NOTHING, Unit
from specsmith.recovery.variants import START, order_group, variant


@dataclass(eq=False, slots=True)
class Slot:
    """A place whose value is being built: a container, or a scalar whose text is still coming."""

    shape: Shape
    pointer: str
    value: Any = None
    home: Any = None
    name: Any = None
    kind: int = NOTHING
    text: list[str] = field(default_factory=list)
    now: int = 0
    previous: str = START


@dataclass(slots=True)
class Built:
    """What came out of building: the tree, pointer → line, unit index → pointer, what was skipped, duplicates."""

    root: Any = None
    lines: dict[str, int] = field(default_factory=dict)
    pointers: dict[int, str] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)
    repeated: list[tuple[str, int]] = field(default_factory=list)
    inferred: list[tuple[str, int]] = field(default_factory=list)


class Builder:
    """Replays the steps of a reading."""

    def __init__(self, grammar: Grammar, units: list[Unit], collapsed: bool, headings: frozenset[str]) -> None:
        self.grammar = grammar
        self.units = units
        self.collapsed = collapsed
        self.headings = headings
        self.built = Built()
        self.lessons = Lessons()
        self.stack: list[Slot] = []
        self.scalar: Slot | None = None
        self.made_up: set[str] = set()
        self.anchors: dict[str, tuple[Any, Any]] = {}
        self.aliases: list[tuple[Any, Any, str]] = []

    def build(self, reading: Reading) -> Built:
        """Make the tree of a reading."""
        self.stack = [Slot(reading.root, "")]
        for step in reading.steps:
            unit = self.units[step.index]
            if step.reading == AS_JUNK:
                self.built.skipped.append(step.index)
            elif step.reading == AS_TEXT:
                assert self.scalar is not None
                self.scalar.text.append(unit.text)
            elif step.reading == AS_VALUE:
                slot = self.stack.pop()
                slot.kind = 4
                slot.text.append(unit.text)
                self.scalar = slot
            else:
                self._end_scalar()
                self._close_to(step.depth)
                self._place(unit, step.index, step.reading)
        self._end_scalar()
        self._close_to(-1)
        self.lessons.learn_from(reading, self.units)
        for home, name, anchor in self.aliases:
            where, what = self.anchors.get(anchor, (home, name))
            home[name] = copy.deepcopy(where[what])
        return self.built

    def _close_to(self, depth: int) -> None:
        while len(self.stack) > depth + 1:
            slot = self.stack.pop()
            if isinstance(slot.value, dict):
                if slot.pointer in self.made_up and slot.shape.extensible:
                    slot.value.setdefault("x-specsmith-inferred", True)
                if slot.shape.kind == "Schema":
                    self.lessons.learn_type(
                        any(key in slot.value for key in ("type", "$ref", "allOf", "oneOf", "anyOf"))
                    )
            if slot.home is not None:
                _put(slot.home, slot.name, slot.value)
            else:
                self.built.root = slot.value

    def _place(self, unit: Unit, index: int, reading: int) -> None:
        if reading == AS_ITEM:
            for level in range(unit.dashes):
                slot = self.stack[-1]
                if not isinstance(slot.value, list):
                    self._begin(slot, [])
                item = slot.shape.item or self.grammar.any
                inner = Slot(item, f"{slot.pointer}/{len(slot.value)}", home=slot.value, name=None)
                self.built.lines[inner.pointer] = unit.line
                slot.value.append(None)
                inner.name = len(slot.value) - 1
                if level == unit.dashes - 1 and unit.key is None:
                    self.built.pointers[index] = inner.pointer
                    self._value(inner, unit)
                    return
                self.stack.append(inner)
        slot = self.stack[-1]
        if not isinstance(slot.value, dict):
            self._begin(slot, {})
        self._key(slot, unit, index)

    def _begin(self, slot: Slot, value: Any) -> None:
        slot.value = value

    def _key(self, slot: Slot, unit: Unit, index: int) -> None:
        key = unit.key or ""
        if key == "":
            key = _unnamed(slot.value)
            self.built.inferred.append((f"{slot.pointer}/{key}", unit.line))
            self.made_up.add(f"{slot.pointer}/{key}")
        shape = slot.shape
        if slot.previous:
            self.lessons.learn_order(order_group(shape), slot.previous, key)
        if shape.value is not None and not shape.keys:
            styles = self.lessons.styles.setdefault(shape.id, {})
            styles[unit.style] = styles.get(unit.style, 0) + 1
            if shape.names == "property":
                self.lessons.names.add(key)
        if key in shape.keys:
            slot.now = variant(shape, key, unit.value, slot.now)
        slot.previous = key
        fixed = shape.keys.get(key)
        free = (
            shape.value
            if shape.value is not None and not (key.startswith("x-") and shape.names in ("path", "status"))
            else None
        )
        wanted = fixed[0] if fixed is not None else free if free is not None else self.grammar.any
        pointer = f"{slot.pointer}/{key.replace('~', '~0').replace('/', '~1')}"
        inner = Slot(wanted, pointer, home=slot.value, name=key)
        self.built.pointers[index] = pointer
        if key in slot.value:
            self.built.repeated.append((pointer, unit.line))
            if isinstance(slot.value[key], dict | list) and unit.kind == NOTHING:
                inner.value = slot.value[key]
        else:
            slot.value[key] = None
        self.built.lines.setdefault(pointer, unit.line)
        self._value(inner, unit)

    def _value(self, inner: Slot, unit: Unit) -> None:
        inner.kind = unit.kind
        if unit.anchor:
            self.anchors[unit.anchor] = inner.home, inner.name
        if unit.kind == ALIAS:
            self.aliases.append((inner.home, inner.name, unit.value[1:]))
            return
        if unit.kind == NOTHING:
            self.stack.append(inner)
            return
        if unit.kind == BLOCK:
            head, _, rest = unit.value.partition(" ")
            inner.text = [head, rest.strip()] if rest.strip() else [head]
        else:
            inner.text = [unit.value]
        self.scalar = inner

    def _end_scalar(self) -> None:
        slot = self.scalar
        if slot is None:
            return
        self.scalar = None
        if slot.kind == BLOCK:
            header, lines = slot.text[0], slot.text[1:]
            if self.collapsed:
                value: Any = restore(" ".join(lines), self.headings)
            else:
                value = fold(lines) if header[0] == ">" else "\n".join(lines)
            if lines and "-" not in header:
                value += "\n"
        else:
            value = read("\n".join(slot.text), slot.kind, slot.shape)
        _put(slot.home, slot.name, value)


def _unnamed(container: dict[str, Any]) -> str:
    count = sum(key.startswith("unnamed") for key in container)
    return f"unnamed{count + 1}" if count else "unnamed"


def _put(home: Any, name: Any, value: Any) -> None:
    if isinstance(home, dict) and home.get(name) is not None and home[name] is not value:
        return
    home[name] = value


__all__ = ["Builder", "Built"]
