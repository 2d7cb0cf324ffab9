"""What is open while damaged text is read: a stack of containers, and the scalar at its top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specsmith.recovery.examples import Described
from specsmith.recovery.grammar import Shape
from specsmith.recovery.reading import Step
from specsmith.recovery.variants import START

if TYPE_CHECKING:
    from specsmith.recovery.tables import Table

#: What a container is known to be, and what is open at its end.
PENDING, MAP, LIST = range(3)
CLOSED, PLAIN_OPEN, BLOCK_OPEN, BLOCK_EMPTY = range(4)


@dataclass(eq=False, slots=True)
class Frame:
    """One open container; never changed, replaced by a copy when it grows.

    ``style`` is the casing of the last name in a map with free names; in a list of objects the key that the last one begins with.
    ``run`` counts the siblings before that end in the same word; in a list it is the number of dashes of its items.
    ``closing`` is the price of ending it, once somebody asked.
    """

    parent: Frame | None
    shape: Shape
    mode: int
    seen: int
    previous: str
    now: int
    style: str
    run: int
    depth: int
    table: Table | None
    signature: int
    nest: int = 0
    members: int = 0
    wants: int = 0
    owner: str = ""
    kin: int = 0
    described: Described | None = None
    closing: float | None = None


@dataclass(eq=False, slots=True)
class State:
    """A reading of the text so far."""

    cost: float
    frame: Frame
    tail: int
    fenced: bool
    step: Step | None


def opened(parent: Frame | None, shape: Shape, mode: int) -> Frame:
    """A container of ``shape`` that opens inside ``parent``."""
    depth = 0 if parent is None else parent.depth + 1
    above = 0 if parent is None else parent.signature
    nest = 0 if parent is None else parent.nest + (shape.names == "property" and not shape.keys)
    owner = "" if parent is None else _owner(parent, shape)
    described = None
    if parent is not None and parent.described is not None:
        described = parent.described if parent.mode == LIST else parent.described.child(parent.previous)
    signature = hash((above, shape.id, mode))
    return Frame(parent, shape, mode, 0, START, 0, "", 0, depth, None, signature, nest, 0, 0, owner, 0, described)


def _owner(parent: Frame, shape: Shape) -> str:
    """The name of what a container below ``parent`` describes; ``#X`` for the schema X, empty where it has no name."""
    if parent.mode == LIST:
        return parent.owner
    if parent.shape.keys:
        if parent.previous in ("properties", "items", "additionalProperties", "allOf", "oneOf", "anyOf"):
            return parent.owner
        return "" if shape.keys else parent.previous
    if parent.shape.names == "schema":
        return f"#{parent.previous}"
    return parent.previous if parent.shape.names in ("property", "any") else ""
