"""The declaration of a diagnostic code: what ``specsmith rules`` lists and ``specsmith explain`` prints."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How bad a finding is. Only ``ERROR`` makes a run exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding, declared once, beside the rule that reports it.

    ``id`` is ``SS`` and four digits and never changes its meaning; ``name`` is a slug for people. ``title`` is one line,
    ``why`` says what goes wrong otherwise and what was chosen; ``broken`` and ``fixed`` are short YAML examples.
    ``help`` is what the reader of a diagnostic should do about it.

    >>> code = Code("SS0000", "example", Severity.INFO, "An example", why="To show one.", help="Nothing to do.")
    >>> code.id, code.severity.value
    ('SS0000', 'info')
    """

    id: str
    name: str
    severity: Severity
    title: str
    why: str
    broken: str = ""
    fixed: str = ""
    help: str = ""
