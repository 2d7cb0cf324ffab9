"""What a validation rule is: a declared code and the check that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found about ``container`` (or its entry ``key``)."""

    message: str
    container: Any
    key: str | int | None = None
    help: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class ValidationRule:
    """One check. It reads the tree through :class:`Sites` and changes nothing; its cost is linear in the document.

    Severity ``error`` is for what validators reject a document for; what the text of the specification forbids but
    validators let pass is a warning, what is merely odd an info.
    """

    code: Code
    check: Callable[[Sites], Iterator[Finding]]
