"""What a build has to say in the end: ``report.json``, and the counts the summary is printed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class ApiReport:
    """One API of the result: what went in, what came out, and what the merge chose between."""

    slug: str
    title: str
    version: str
    sources: tuple[str, ...]
    stated: int
    written: int
    unexplained: int
    errors: int
    choices: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Report:
    """The whole build. ``counts`` are diagnostics by (code, name, severity)."""

    inputs: list[tuple[str, str]] = field(default_factory=list)  # (path, what it is)
    apis: list[ApiReport] = field(default_factory=list)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    repairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many errors remain: any makes the exit status 1."""
        return sum(n for (_, _, severity), n in self.counts.items() if severity == Severity.ERROR)

    def count(self, diagnostics: Iterable[Diagnostic], api: str = "") -> int:
        """Add diagnostics; equal findings in several places are one entry with all its places. Returns the errors."""
        errors = 0
        for d in diagnostics:
            self.counts[(d.code, d.name, d.severity.value)] += 1
            if d.fix is not None:
                self.repairs[(d.code, d.name)] += 1
            errors += d.severity is Severity.ERROR
            key = (api, d.code, d.severity.value, d.message)
            entry = self.findings.get(key)
            if entry is None:
                entry = {"api": api, "code": d.code, "name": d.name, "severity": d.severity.value, "message": d.message}
                if d.help:
                    entry["help"] = d.help
                if d.fix is not None:
                    entry["fix"] = d.fix.description
                entry["places"] = []
                self.findings[key] = entry
            span = d.span
            line, column = (span.line, span.column) if span else (None, None)
            entry["places"].append({"file": d.file, "line": line, "column": column, "pointer": d.pointer})
        return errors

    def as_json(self) -> dict[str, Any]:
        """The content of ``report.json``: no time stamps, no machine paths, canonical order."""
        return {
            "inputs": [{"path": path, "kind": kind} for path, kind in sorted(self.inputs)],
            "apis": [
                {
                    "slug": a.slug,
                    "title": a.title,
                    "version": a.version,
                    "sources": list(a.sources),
                    "ledger": {"stated": a.stated, "operations": a.written, "unexplained": a.unexplained},
                    "errors": a.errors,
                    "choices": list(a.choices),
                }
                for a in sorted(self.apis, key=lambda a: a.slug)
            ],
            "repairs": [{"code": c, "name": n, "count": k} for (c, n), k in sorted(self.repairs.items())],
            "counts": [
                {"code": c, "name": n, "severity": s, "count": k} for (c, n, s), k in sorted(self.counts.items())
            ],
            "diagnostics": [self.findings[key] for key in sorted(self.findings)],
        }


def sorted_diagnostics(diagnostics: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """Each finding once, by file and position."""
    return sorted(set(diagnostics), key=Diagnostic.sort_key)
