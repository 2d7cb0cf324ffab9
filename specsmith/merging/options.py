"""What a merge may be told, what it decided, and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specsmith.model import Document, Origin

RICHEST = "richest"
NEWEST = "newest"
FIRST = "first"


def names_source(prefer: str, path: str) -> bool:
    """Whether a preference means the source with this path: by the path, the file name, or the name without its suffix.

    >>> names_source("core", "apis/core.yaml"), names_source("core", "apis/hard-core.yaml")
    (True, False)
    """
    return prefer in (path, path.rpartition("/")[2], stem(path))


def stem(path: str) -> str:
    """The name of a file without folders and suffix.

    >>> stem("apis/core.openapi.yaml")
    'core.openapi'
    """
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """How ties between statements are broken, and what is known about the sources beside their text.

    ``prefer`` is ``richest`` (the fuller statement, then a fixed order over the statements themselves), ``newest`` (the
    source with the latest ``modified`` date, then ``info.version``), ``first`` (the order of the arguments) or the path
    (or the file name) of one source. A preference chooses among real statements; it never lets ``{}`` beat a schema.
    ``weak`` names sources whose statements count only where no other source says anything (Postman collections).
    ``modified`` and ``labels`` map source paths to a date and to the name that renamed components get.
    """

    prefer: str = RICHEST
    weak: frozenset[str] = frozenset()
    modified: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Losing:
    """A statement that was not taken, and where it stands."""

    value: Any
    origin: Origin


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice: ``pointer`` in the result, what was chosen and from where, what was not, and why."""

    pointer: str
    chosen: Any
    origin: Origin
    losing: tuple[Losing, ...]
    reason: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The one document, with provenance and diagnostics, and every decision that was taken on the way."""

    document: Document
    decisions: tuple[Decision, ...] = ()

    @property
    def conflicts(self) -> tuple[Decision, ...]:
        """The decisions between statements that contradict each other."""
        return tuple(decision for decision in self.decisions if decision.conflict)
