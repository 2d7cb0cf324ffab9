"""A reading of damaged text: the decision taken for every unit, and the readings that were nearly as cheap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from specsmith.recovery.grammar import Shape

if TYPE_CHECKING:
    from specsmith.recovery.frames import Frame

AS_TEXT, AS_KEY, AS_ITEM, AS_JUNK, AS_VALUE = range(5)
MAX_WALK = 200


@dataclass(eq=False, slots=True)
class Step:
    """One decision of a reading: what unit ``index`` was taken for, in the container at ``depth``, and what came before.

    ``left`` is the innermost container that was open then, ``at`` the one that took the unit, both as they were.
    """

    before: Step | None
    index: int
    reading: int
    depth: int
    cost: float
    left: Frame
    at: Frame
    rivals: tuple[tuple[float, Step], ...] = ()


@dataclass(slots=True)
class Reading:
    """The best reading of a text: its steps in order, its price, the frames open at the end (outermost first)."""

    steps: list[Step]
    cost: float
    root: Shape
    open: list[Frame]
    tail: int

    def contested(self) -> dict[int, tuple[float, Step]]:
        """Where nearly as cheap readings turned off: index of the unit → (difference of price, the other step)."""
        found: dict[int, tuple[float, Step]] = {}
        for margin, apart in self._apart():
            first = apart[-1] if apart else None
            if first is not None and (first.index not in found or margin < found[first.index][0]):
                found[first.index] = margin, first
        return found

    def weighed(self) -> Iterator[tuple[Step, float]]:
        """Every step with what it counts for (0 to 1): where readings were nearly as cheap, they share the place."""
        others: dict[int, dict[int, tuple[float, Step]]] = {}
        for margin, apart in self._apart():
            for step in apart:
                rivals = others.setdefault(step.index, {})
                known = rivals.get(id(step.at))
                if known is None or margin < known[0]:
                    rivals[id(step.at)] = margin, step
        for step in self.steps:
            rivals = others.get(step.index, {})
            shares = [exp(-margin) for margin, _ in rivals.values()]
            total = 1.0 + sum(shares)
            yield step, 1.0 / total
            for share, (_, rival) in zip(shares, rivals.values(), strict=True):
                yield rival, share / total

    def _apart(self) -> Iterator[tuple[float, list[Step]]]:
        """For every rival: the difference of price and its steps that differ from this reading's, the last first."""
        for step in self.steps:
            for margin, rival in step.rivals:
                one: Step | None = step
                other: Step | None = rival
                apart: list[Step] = []
                for _ in range(MAX_WALK):
                    if one is None or other is None or one is other:
                        break
                    if one.index == other.index:
                        if (one.reading, one.depth) != (other.reading, other.depth):
                            apart.append(other)
                        one, other = one.before, other.before
                    elif one.index > other.index:
                        one = one.before
                    else:
                        other = other.before
                yield margin, apart
