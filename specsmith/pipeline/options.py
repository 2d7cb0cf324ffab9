"""What a build can be told. One value, passed whole: command line, configuration file and library fill it."""

from __future__ import annotations

from dataclasses import dataclass, field

PARTS = ("openapi", "docs", "clients", "catalog")
TARGETS = ("3.0", "3.1", "3.2")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """``only``: parts of the output; ``jobs``: worker processes (0: one a core; more than one needs a main module that can be imported again); ``to``: OpenAPI version to write
    (None: 3.1, and 3.2 where a source is 3.2 already).

    ``group_by`` and ``prefer`` steer grouping and merging; ``overlays`` are files applied last, in order;
    ``templates`` a folder whose files replace the built-in templates; ``site_url`` the address the docs will have.
    ``min_confidence`` turns recovered nodes that are less sure into errors.
    """

    only: tuple[str, ...] = PARTS
    jobs: int = 1
    to: str | None = None
    group_by: str = "auto"
    prefer: str = "richest"
    overlays: tuple[str, ...] = ()
    templates: str | None = None
    site_url: str | None = None
    allow_remote: bool = False
    min_confidence: float = 0.0
    second_opinion: bool = False
    languages: tuple[str, ...] = field(default=("python", "typescript"))

    def wants(self, part: str) -> bool:
        """Whether this part of the output was asked for."""
        return part in self.only
