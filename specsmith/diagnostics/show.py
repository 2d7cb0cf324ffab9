"""Diagnostics as people and programs read them: text, JSON, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from specsmith.diagnostics.code import Severity
from specsmith.diagnostics.diagnostic import Diagnostic
from specsmith.text.emit import to_json

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_line(diagnostic: Diagnostic) -> str:
    """``file:line:column: severity code message`` and the pointer; what to do stands on a line of its own.

    >>> from specsmith.text import Span
    >>> from specsmith.diagnostics import Severity
    >>> d = Diagnostic("SS0101", "syntax-error", Severity.ERROR, "unclosed quote", "a.yaml", "", Span(3, 5), "Close it.")
    >>> print(as_line(d))
    a.yaml:3:5: error SS0101 unclosed quote
        help: Close it.
    """
    d = diagnostic.located()
    place = d.file or "-"
    if d.span is not None:
        place += f":{d.span.line}:{d.span.column}"
    line = f"{printable(place)}: {d.severity.value} {d.code} {printable(d.message)}"
    if d.confidence is not None and d.severity is not Severity.ERROR:
        line += f" (confidence {d.confidence:.2f})"
    if d.pointer:
        line += f"  [{printable(d.pointer)}]"
    if d.fix is not None:
        line += f"\n    done: {printable(d.fix.description)}"
    if d.help:
        line += f"\n    help: {printable(d.help)}"
    return line


def printable(text: str) -> str:
    """Text from a spec as a terminal may have it: control characters (and the sequences they start) made visible.

    >>> printable("a\\x1b[31m")
    'a\\\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


def as_json(diagnostics: Iterable[Diagnostic], **more: Any) -> str:
    """One object with ``diagnostics`` (and ``more``)."""
    return to_json({"diagnostics": [d.located().as_json() for d in diagnostics], **more})


def as_sarif(diagnostics: Iterable[Diagnostic], version: str) -> str:
    """A SARIF 2.1.0 log with one run."""
    located = [d.located() for d in diagnostics]
    rules = {d.code: {"id": d.code, "name": d.name} for d in located}
    results = []
    for d in located:
        region = {"startLine": d.span.line, "startColumn": d.span.column} if d.span else {"startLine": 1}
        physical = {"artifactLocation": {"uri": d.file or "-"}, "region": region}
        location: dict[str, Any] = {"physicalLocation": physical}
        if d.pointer:
            location["logicalLocations"] = [{"fullyQualifiedName": d.pointer}]
        text = d.message + (f" {d.help}" if d.help else "")
        results.append(
            {"ruleId": d.code, "level": _LEVELS[d.severity.value], "message": {"text": text}, "locations": [location]}
        )
    driver = {"name": "specsmith", "version": version, "rules": [rules[code] for code in sorted(rules)]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"
