"""How sure a reading is: what was ambiguous, what fits badly, what is cut off."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from specsmith.diagnostics.code import Code
from specsmith.model.pointer import find
from specsmith.recovery import codes
from specsmith.recovery.building import Built
from specsmith.recovery.frames import PENDING
from specsmith.recovery.reading import AS_ITEM, AS_KEY, AS_TEXT, MAX_WALK, Reading, Step
from specsmith.recovery.units import Unit

#: The confidence of a place that no other reading contested.
SURE = 0.99
ODD = 0.5
MADE_UP = 0.3
BAD_FIT = 8.0


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that recovery is not sure of. ``alternatives`` are the pointers that the other readings would give the node."""

    code: Code
    pointer: str
    line: int
    message: str
    alternatives: tuple[str, ...] = ()
    confidence: float = SURE


def judge(reading: Reading, built: Built, units: list[Unit]) -> tuple[dict[str, float], list[Note]]:
    """The confidence of every node that a unit made, and the notes, the least certain first."""
    sure = dict.fromkeys(built.pointers.values(), SURE)
    notes: list[Note] = []
    for index, (margin, rival) in sorted(reading.contested().items()):
        pointer = built.pointers.get(index)
        if pointer is None:
            pointer = _pointer_before(built, index)
        confidence = round(1.0 / (1.0 + exp(-margin)), 3)
        sure[pointer] = min(confidence, sure.get(pointer, SURE))
        notes.append(_ambiguity(pointer, _elsewhere(built, units, rival, pointer), units[index], confidence))
    notes.extend(_bad_fits(reading, built, units, sure))
    for pointer, line in built.inferred:
        sure[pointer] = MADE_UP
        notes.append(
            Note(codes.INFERRED, pointer, line, f"the name of {pointer} was lost; it was made up", (), MADE_UP)
        )
    for pointer, line in built.repeated:
        sure[pointer] = min(ODD, sure.get(pointer, SURE))
        notes.append(Note(codes.REPEATED, pointer, line, f"{pointer} stands twice; the first was kept", (), ODD))
    for index in built.skipped:
        unit = units[index]
        notes.append(Note(codes.SKIPPED, "", unit.line, f"left out: {_short(unit.text)}", (), SURE))
    notes.extend(_cut(reading, built, units))
    return sure, sorted(notes, key=lambda note: (note.confidence, note.line, note.pointer))


def _elsewhere(built: Built, units: list[Unit], rival: Step, pointer: str) -> str:
    """The pointer that another reading gives a unit; empty where it takes it for text."""
    unit = units[rival.index]
    if rival.reading == AS_TEXT or rival.reading not in (AS_KEY, AS_ITEM):
        return ""
    base = pointer if pointer.count("/") > rival.depth else _pointer_before(built, rival.index - 1)
    tokens = base.split("/")[1 : rival.depth + 1]
    last = "-" if rival.reading == AS_ITEM else (unit.key or "").replace("~", "~0").replace("/", "~1")
    return "/".join(["", *tokens, last])


def _pointer_before(built: Built, index: int) -> str:
    for before in range(index, max(-1, index - MAX_WALK), -1):
        if before in built.pointers:
            return built.pointers[before]
    return ""


def _ambiguity(pointer: str, other: str, unit: Unit, confidence: float) -> Note:
    what = _short(unit.text)
    where = f"in {other}" if other else "as text of the scalar before it"
    message = f"`{what}` was read as {pointer}; it could as well stand {where}"
    return Note(codes.AMBIGUOUS, pointer, unit.line, message, (other,) if other else (), confidence)


def _bad_fits(reading: Reading, built: Built, units: list[Unit], sure: dict[str, float]) -> list[Note]:
    notes = []
    before = 0.0
    for step in reading.steps:
        paid, before = step.cost - before, step.cost
        pointer = built.pointers.get(step.index)
        if paid > BAD_FIT and pointer is not None and step.index > 0:
            confidence = round(max(0.2, ODD - 0.02 * (paid - BAD_FIT)), 3)
            sure[pointer] = min(confidence, sure[pointer])
            unit = units[step.index]
            message = f"`{_short(unit.text)}` fits badly at {pointer}, but nowhere better"
            notes.append(Note(codes.LOW_CONFIDENCE, pointer, unit.line, message, (), confidence))
    return notes


def _cut(reading: Reading, built: Built, units: list[Unit]) -> list[Note]:
    """What the end of the text left incomplete."""
    notes: list[Note] = []
    last = units[-1].line if units else 1
    tokens = _pointer_before(built, len(units)).split("/")
    for frame in reading.open:
        pointer = "/".join(tokens[: frame.depth + 1])
        if frame.mode == PENDING:
            notes.append(
                Note(codes.TRUNCATED, pointer, last, f"nothing stands after {pointer}: it was cut off", (), ODD)
            )
        elif frame.shape.required and frame.seen and frame.previous != "$ref":
            there = find(built.root, pointer)
            missing = [key for key in frame.shape.required if not isinstance(there, dict) or key not in there]
            if missing and isinstance(there, dict) and "$ref" not in there:
                message = f"the text ends inside {pointer or 'the document'}, before {', '.join(missing)}"
                notes.append(Note(codes.TRUNCATED, pointer, last, message, (), ODD))
    return notes


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
