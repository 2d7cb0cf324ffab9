"""The result of reading prose, and the sheet on which lines, confidences and notes are written while a tree grows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics.code import Code

INFERRED = "x-specsmith-inferred"


@dataclass(frozen=True, slots=True)
class ProseNote:
    """One guess or finding: its code, the node it is about, the input line (from 1) that it rests on."""

    code: Code
    pointer: str
    line: int
    message: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ProseResult:
    """An OpenAPI 3.1.1 tree read from prose.

    `lines` and `confidences` are keyed by JSON pointer; `notes` lists every guess. A node that was inferred carries
    `x-specsmith-inferred` with the reason.
    """

    document: dict[str, Any]
    lines: dict[str, int]
    confidences: dict[str, float]
    notes: tuple[ProseNote, ...]


@dataclass(slots=True)
class Sheet:
    """Lines, confidences and notes of a subtree, with pointers relative to it until it is grafted into a larger one."""

    lines: dict[str, int] = field(default_factory=dict)
    confidences: dict[str, float] = field(default_factory=dict)
    notes: list[ProseNote] = field(default_factory=list)

    def at(self, pointer: str, line: int, confidence: float) -> None:
        """Record where a node comes from and how sure it is."""
        self.lines[pointer] = line
        self.confidences[pointer] = confidence

    def note(self, code: Code, pointer: str, line: int, message: str, confidence: float = 1.0) -> None:
        """Record a finding."""
        self.notes.append(ProseNote(code, pointer, line, message, confidence))

    def graft(self, prefix: str, other: Sheet) -> None:
        """Take over the records of a subtree that now stands at `prefix`."""
        for pointer, line in other.lines.items():
            self.lines.setdefault(prefix + pointer, line)
        for pointer, confidence in other.confidences.items():
            self.confidences.setdefault(prefix + pointer, confidence)
        for note in other.notes:
            self.notes.append(ProseNote(note.code, prefix + note.pointer, note.line, note.message, note.confidence))
