"""What a renderer hands back: texts by relative path, and what could not be rendered. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field

from specsmith.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Rendered:
    """``files`` maps relative POSIX paths to texts, in a stable order; ``diagnostics`` name every loss.

    >>> Rendered({"README.md": "# Mail\\n"}).files["README.md"]
    '# Mail\\n'
    """

    files: dict[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
