"""Diagnostics as values: what was found, where it stands in the source, and what to do about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from specsmith.diagnostics.code import Code, Severity
from specsmith.text.source import SourceFile, Span


class Applicability(enum.StrEnum):
    """Whether a fix may be applied without asking: ``SAFE`` ones are, ``UNSAFE`` ones on request, ``DISPLAY`` never."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Fix(NamedTuple):
    """What was (or would be) changed: a sentence and how safe it is."""

    description: str
    applicability: Applicability = Applicability.SAFE


class Diagnostic(NamedTuple):
    """One finding. ``pointer`` is a JSON Pointer (RFC 6901) into ``file``; line and column start at 1.

    Positions are computed when somebody asks for :attr:`span`: loading is on the hot path, line numbers are not.
    ``confidence`` (0 to 1) is known for what recovery put back. :meth:`located` lets the source go: such a diagnostic is
    small and can be sent between processes. Two that differ in their source object alone are the same finding. Documents
    have them by the thousand, which is why this is a tuple.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str = ""
    pointer: str = ""
    place: Span | None = None
    help: str = ""
    fix: Fix | None = None
    confidence: float | None = None
    source: SourceFile | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Diagnostic) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

    @classmethod
    def of(
        cls,
        code: Code,
        message: str,
        *,
        source: SourceFile | None = None,
        file: str = "",
        pointer: str = "",
        span: Span | None = None,
        help: str = "",
        fix: Fix | None = None,
        severity: Severity | None = None,
        confidence: float | None = None,
    ) -> Diagnostic:
        """Build a diagnostic of a declared code; ``severity`` overrides the declared one (used for ``--min-confidence``)."""
        return cls(
            code.id,
            code.name,
            severity or code.severity,
            message,
            source.path if source is not None else file,
            pointer,
            span,
            help or code.help,
            fix,
            confidence,
            source,
        )

    @property
    def span(self) -> Span | None:
        """Where it stands, None when that is not known."""
        if self.place is None and self.source is not None:
            return self.source.locate(self.pointer)
        return self.place

    def located(self) -> Diagnostic:
        """The same finding with its span computed and the source let go."""
        return self if self.source is None else self._replace(place=self.span, source=None)

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """File, position, code: the order in which diagnostics are shown and written."""
        span = self.span
        line, column = (span.line, span.column) if span else (0, 0)
        return (self.file, line, column, self.code, self.pointer, self.message)

    def doubt_key(self) -> tuple[float, tuple[str, int, int, str, str, str]]:
        """The least certain first, and what is no matter of certainty last."""
        return (2.0 if self.confidence is None else self.confidence, self.sort_key())

    def as_json(self) -> dict[str, Any]:
        """The object that ``--format json`` prints: code, severity, message, file, line, column, pointer, help."""
        span = self.span
        out: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.file,
            "line": span.line if span else None,
            "column": span.column if span else None,
            "pointer": self.pointer,
            "help": self.help,
        }
        if self.confidence is not None:
            out["confidence"] = round(self.confidence, 3)
        if self.fix is not None:
            out["fix"] = {"description": self.fix.description, "applicability": self.fix.applicability.value}
        return out


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, by file and pointer: an order for which no position has to be known.

    >>> [d.pointer for d in in_order([Diagnostic("SS1", "n", Severity.INFO, "m", pointer=p) for p in ("/b", "/a", "/b")])]
    ['/a', '/b']
    """
    return sorted(set(diagnostics), key=attrgetter("file", "pointer", "code", "message"))
