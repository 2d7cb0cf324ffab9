"""What a reading of a document teaches the next one: which keys follow which, how names are written, what is sorted."""

from __future__ import annotations

from dataclasses import dataclass, field

from specsmith.recovery.frames import MAP, Frame
from specsmith.recovery.grammar import Shape
from specsmith.recovery.reading import AS_ITEM, AS_KEY, Reading
from specsmith.recovery.units import Unit
from specsmith.recovery.variants import END, PLAIN, START


@dataclass(slots=True)
class Lessons:
    """What a first reading taught: how often a key followed another in mappings of one shape.

    Where another reading was nearly as cheap, both are counted, each for its share: a misreading that repeats itself would
    otherwise vouch for itself.
    """

    after: dict[tuple[int, int, str], dict[str, float]] = field(default_factory=dict)
    inside: dict[int, dict[str, float]] = field(default_factory=dict)
    extensions: dict[str, dict[int, float]] = field(default_factory=dict)
    styles: dict[int, dict[str, int]] = field(default_factory=dict)
    rising: dict[str, tuple[int, int]] = field(default_factory=dict)
    typed: tuple[int, int] = (0, 0)
    names: set[str] = field(default_factory=set)

    def learn_type(self, has_type: bool) -> None:
        """Note whether a schema said its type (or a reference, or a combination)."""
        self.typed = (self.typed[0] + has_type, self.typed[1] + (not has_type))

    def learn_order(self, group: str, previous: str, key: str) -> None:
        """Note whether a key comes after its elder sibling in the alphabet."""
        up, down = self.rising.get(group, (0, 0))
        self.rising[group] = (up + 1, down) if key > previous else (up, down + 1)

    def learn_from(self, reading: Reading, units: list[Unit]) -> None:
        """Note what followed what in a reading, and, for their share, in the readings that were nearly as cheap."""
        for step, share in reading.weighed():
            if step.reading not in (AS_KEY, AS_ITEM):
                continue
            frame: Frame | None = step.left
            while frame is not None and frame is not step.at and frame.depth > step.depth:
                if frame.mode == MAP:
                    self._learn(frame.shape, frame.now, frame.previous, END, share)
                frame = frame.parent
            unit = units[step.index]
            if unit.key is None:
                continue
            if step.reading == AS_KEY:
                self._learn(step.at.shape, step.at.now, step.at.previous, unit.key, share)
                continue
            item = step.at.shape.item
            for _ in range(unit.dashes - 1):
                item = item.item if item is not None else None
            if item is not None:
                self._learn(item, PLAIN, START, unit.key, share)

    def _learn(self, shape: Shape, now: int, previous: str, key: str, share: float) -> None:
        """Note that in a mapping of ``shape`` ``key`` (or END) came after ``previous`` (or START)."""
        if shape.keys and key not in shape.keys and key != END and not key.startswith("x-"):
            return
        follow = self.after.setdefault((shape.id, now, previous), {})
        follow[key] = follow.get(key, 0.0) + share
        inside = self.inside.setdefault(shape.id, {})
        inside[key] = inside.get(key, 0.0) + share
        if key.startswith("x-"):
            levels = self.extensions.setdefault(key, {})
            levels[shape.id] = levels.get(shape.id, 0.0) + share
