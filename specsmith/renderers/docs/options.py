"""What a caller can choose about a documentation site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from specsmith.views.api import Operation


class SampleMaker(Protocol):
    """Makes the sample of one target language; ``language`` is what Pygments calls it."""

    @property
    def language(self) -> str:
        """The name of the lexer (python, typescript …)."""

    def __call__(self, operation: Operation) -> str | None:
        """The sample of one operation, None where the target has none."""


@dataclass(frozen=True, slots=True)
class DocsOptions:
    """``site_url`` adds canonical links and a sitemap; ``templates`` is a folder whose ``docs/…`` files replace ours.

    ``samples`` maps the label of a tab to what makes its sample, in the order of the tabs after curl; None: those of the
    generated clients.
    """

    site_url: str | None = None
    templates: Path | None = None
    samples: Mapping[str, SampleMaker] | None = None
