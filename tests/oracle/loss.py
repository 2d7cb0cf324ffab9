"""What the oracle returns: statements without counterpart, and which of them a diagnostic explains."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Loss:
    """A statement of one side that the other doesn't make.

    ``pointer`` is where the statement stands in the Swagger document (for something added: where it would stand).
    """

    pointer: str
    statement: str
    why: str

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.statement}: {self.why}"


class Explains(Protocol):
    """The part of a diagnostic that counts here."""

    @property
    def pointer(self) -> str: ...


def brief(value: Any, limit: int = 80) -> str:
    """A value on one short line.

    >>> brief({"type": "string"})
    '{"type": "string"}'
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= limit else text[: limit - 1] + "…"


NEAR = 2
"""A diagnostic explains what stands at most so many names below it: one about the whole file explains nothing."""


def unexplained(losses: Iterable[Loss], diagnostics: Iterable[Explains]) -> list[Loss]:
    """The losses that no diagnostic points at: at the same pointer, below it, or at most ``NEAR`` names above it.

    What was added may also be explained by what is said about its neighbours, and by one name more above it.

    >>> from types import SimpleNamespace as D
    >>> losses = [Loss("/paths/~1a/get/parameters/0/type", "type", "gone"), Loss("/host", "host", "gone")]
    >>> [loss.pointer for loss in unexplained(losses, [D(pointer="/paths/~1a/get/parameters/0"), D(pointer="")])]
    ['/host']
    """
    explained: set[str] = set()
    for diagnostic in diagnostics:
        pointer = diagnostic.pointer
        explained.add(pointer)
        while pointer.count("/") > 1:  # a more precise diagnostic explains what stands around it
            pointer = pointer.rpartition("/")[0]
            explained.add(pointer + "/*")
    beside = {one.rpartition("/")[0] for one in explained if one.count("/") > MIN_DEPTH}
    return [
        loss
        for loss in losses
        if not _explained(loss.pointer, explained, NEAR + (loss.why == "was added"))
        and not (_may_follow(loss) and loss.pointer.rpartition("/")[0] in beside)
    ]


def _may_follow(loss: Loss) -> bool:
    """Whether what is said about a neighbour explains it: additions, and what a parameter loses with its place."""
    return loss.why == "was added" or bool(re.search(r"/parameters/[0-9]+/required$", loss.pointer))


def _explained(pointer: str, explained: set[str], near: int) -> bool:
    if pointer in explained or (pointer.count("/") > MIN_DEPTH and pointer + "/*" in explained):
        return True
    for _ in range(near):
        pointer = pointer.rpartition("/")[0]
        if pointer and pointer in explained:
            return True
    return False


MIN_DEPTH = 2
"""A diagnostic somewhere below explains the loss of what is at least so deep; never of a whole path or section."""
