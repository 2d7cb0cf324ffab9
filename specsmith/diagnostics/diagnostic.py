"""Diagnostics as values: what was found, where it stands in the source, and what to do about it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import Any

from specsmith.diagnostics.code import Code, Severity
from specsmith.text.source import SourceFile, Span


class Applicability(enum.StrEnum):
    """Whether a fix may be applied without asking: ``SAFE`` ones are, ``UNSAFE`` ones on request, ``DISPLAY`` never."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Fix:
    """What was (or would be) changed: a sentence and how safe it is."""

    description: str
    applicability: Applicability = Applicability.SAFE


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``pointer`` is a JSON Pointer (RFC 6901) into ``file``; line and column start at 1.

    ``source`` is only there until positions are computed (:meth:`located`): loading is on the hot path, line
    numbers are not. A located diagnostic is small and can be sent between processes.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str = ""
    pointer: str = ""
    span: Span | None = None
    help: str = ""
    fix: Fix | None = None
    source: SourceFile | None = field(default=None, compare=False, repr=False)

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
    ) -> Diagnostic:
        """Build a diagnostic of a declared code; ``severity`` overrides the declared one (used for ``--min-confidence``)."""
        return cls(
            code=code.id,
            name=code.name,
            severity=severity or code.severity,
            message=message,
            file=source.path if source is not None else file,
            pointer=pointer,
            span=span,
            help=help or code.help,
            fix=fix,
            source=source,
        )

    def located(self) -> Diagnostic:
        """The same finding with its span computed and the source let go."""
        if self.source is None:
            return self
        span = self.span if self.span is not None else self.source.locate(self.pointer)
        return replace(self, span=span, source=None)

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """File, position, code: the order in which diagnostics are shown and written."""
        line, column = (self.span.line, self.span.column) if self.span else (0, 0)
        return (self.file, line, column, self.code, self.pointer, self.message)

    def as_json(self) -> dict[str, Any]:
        """The object that ``--format json`` prints: code, severity, message, file, line, column, pointer, help."""
        out: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.file,
            "line": self.span.line if self.span else None,
            "column": self.span.column if self.span else None,
            "pointer": self.pointer,
            "help": self.help,
        }
        if self.fix is not None:
            out["fix"] = {"description": self.fix.description, "applicability": self.fix.applicability.value}
        return out
