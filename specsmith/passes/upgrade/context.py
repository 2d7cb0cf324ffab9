"""What the steps of one Swagger 2.0 conversion share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from specsmith.model import Document
from specsmith.passes.upgrade.references import References
from specsmith.passes.upgrade.walk import SchemaWalk

T = TypeVar("T")


@dataclass(slots=True)
class ResponseUse:
    """``responses[status]`` refers to the shared response ``name``; there it has the media types ``produces``."""

    responses: dict[str, Any]
    status: str
    name: str
    produces: tuple[str, ...]


@dataclass(slots=True)
class BodyUse:
    """The request body of ``operation`` is the shared body parameter ``name``, sent as ``consumes``."""

    operation: dict[str, Any]
    name: str
    consumes: tuple[str, ...]


@dataclass(slots=True)
class Conversion:
    """The state of one conversion: the document, its tables, and what has to wait until all paths are seen."""

    document: Document
    root: dict[str, Any]
    names: dict[str, dict[str, str]]
    references: References
    walk: SchemaWalk
    shared: dict[str, dict[str, Any]]
    consumes: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    host: str = ""
    base_path: str = ""
    servers: list[dict[str, Any]] = field(default_factory=list)
    response_uses: list[ResponseUse] = field(default_factory=list)
    body_uses: list[BodyUse] = field(default_factory=list)
    merged: set[str] = field(default_factory=set)

    def derive(self, new: T, old: object) -> T:
        """``new`` stands where ``old`` stood; returns it."""
        self.document.provenance.carry(new, old)
        return new

    def copy(self, node: T) -> T:
        """A fresh copy of a tree; every container points to the same source as the one it was copied from."""
        if isinstance(node, dict):
            fresh: Any = {key: self.copy(value) for key, value in node.items()}
            if "$ref" in fresh:
                self.references.copied(fresh)
        elif isinstance(node, list):
            fresh = [self.copy(value) for value in node]
        else:
            return node
        self.document.carry(fresh, node)
        return fresh  # type: ignore[no-any-return]


def media_types(value: Any, inherited: tuple[str, ...]) -> tuple[str, ...]:
    """The media types of ``consumes`` or ``produces``: the operation's own list, even an empty one, hides the document's.

    >>> media_types(None, ("a/b",)), media_types([], ("a/b",)), media_types(["c/d", "c/d"], ())
    (('a/b',), (), ('c/d',))
    """
    if value is None:
        return inherited
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return inherited
    return tuple(dict.fromkeys(item for item in value if isinstance(item, str) and item))
