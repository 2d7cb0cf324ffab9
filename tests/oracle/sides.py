"""The state of one comparison: both trees, what was compared already, what was found missing."""

from __future__ import annotations

from typing import Any

from tests.oracle.equal import same, same_text, silent
from tests.oracle.loss import Loss, brief
from tests.oracle.references import Tree

VALUES = frozenset({"default", "example", "examples", "const", "enum"})
FALSE_BY_DEFAULT = frozenset(
    {"readOnly", "uniqueItems", "deprecated", "allowEmptyValue", "required", "nullable", "attribute", "wrapped"}
)
TEXTS = frozenset({"title", "description", "summary", "version", "operationId", "name", "termsOfService", "format"})


def says_nothing(key: str, value: Any) -> bool:
    """Whether a statement may be left out, since its absence means the same."""
    if key in VALUES:
        return False
    return key in FALSE_BY_DEFAULT if value is False else silent(value)


class Sides:
    """Both documents and the losses found so far; pairs of schemas that references lead to wait for their turn."""

    def __init__(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        self.old = Tree(old)
        self.new = Tree(new)
        self.losses: list[Loss] = []
        self.names: dict[str, str] = {}
        self._seen: set[tuple[int, int, str]] = set()
        self.waiting: list[tuple[Any, Any, str]] = []
        self._kept: list[object] = []

    def lose(self, pointer: str, statement: Any, why: str) -> None:
        """Note that a statement has no counterpart."""
        self.losses.append(Loss(pointer, brief(statement), why))

    def first_time(self, old: object, new: object, kind: str) -> bool:
        """Whether this pair is compared for the first time (cycles and shared things are walked once)."""
        pair = (id(old), id(new), kind)
        if pair in self._seen:
            return False
        self._seen.add(pair)
        return True

    def keep(self, made: dict[str, Any]) -> dict[str, Any]:
        """Keep a tree made for the comparison alive, since pairs are remembered by identity."""
        self._kept.append(made)
        return made

    def plain(self, old: dict[str, Any], new: dict[str, Any], key: str, at: str) -> None:
        """The statement ``key`` has to stand under the same name, or under ``x-swagger-<key>``."""
        value = old[key]
        for name in (key, f"x-swagger-{key}"):
            if name in new:
                equal = same_text if key in TEXTS else same
                if not equal(value, new[name]):
                    self.lose(f"{at}/{escape(key)}", value, f"became {brief(new[name], 40)}")
                return
        if not key.startswith("x-") and says_nothing(key, value):
            return
        self.lose(f"{at}/{escape(key)}", value, "has no counterpart")

    def extension(self, old: dict[str, Any], new: dict[str, Any], key: str, at: str) -> None:
        """A vendor extension: as it is, or as the field of 3.x that means the same."""
        value = old[key]
        known = _KNOWN.get(key)
        if known is not None:
            for name in known:
                if name in new and same(value, new[name]):
                    return
            if value is False:
                return
        self.plain(old, new, key, at)

    def added(self, new: dict[str, Any], allowed: set[str], at: str) -> None:
        """Statements of the new side that nothing on the old one stands for."""
        for key, value in new.items():
            if key not in allowed and not key.startswith(("x-swagger-", "x-specsmith-")):
                self.lose(at, {key: value}, "was added")


_KNOWN: dict[str, tuple[str, ...]] = {
    "x-deprecated": ("deprecated",),
    "x-code-samples": ("x-codeSamples",),
    "x-codeSamples": ("x-codeSamples",),
    "x-ms-skip-url-encoding": ("allowReserved",),
    "x-servers": ("servers",),
}


def escape(name: object) -> str:
    """One name as a token of a JSON pointer."""
    return str(name).replace("~", "~0").replace("/", "~1")
