"""One walk over a description, shared by all repair rules: what stands where, and what stands where it can't."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specsmith.model import Dialect, Document
from specsmith.passes.repair.grammar import METHODS, PATTERNED, REFERENCEABLE, Shape, fields, shape
from specsmith.text import Lexemes

_DOCUMENT = shape("Document")


class Misfit(NamedTuple):
    """``container[key]`` is not what ``want`` allows; ``owner`` is the object (map, list) of the grammar around it."""

    container: Any
    key: Any
    want: Shape
    owner: str

    @property
    def value(self) -> Any:
        """What stands there; None when another rule has taken it away."""
        try:
            return self.container[self.key]
        except (KeyError, IndexError):
            return None


class Place(NamedTuple):
    """An object of the grammar and where it hangs: ``container[key] is node``."""

    container: Any
    key: Any
    node: dict[str, Any]


class OperationSite(NamedTuple):
    """An operation under ``paths``."""

    path: str
    method: str
    item: dict[str, Any]
    operation: dict[str, Any]


class Sites:
    """The places of a document by kind. The walk is done when first asked for and again after :meth:`changed`."""

    __slots__ = (
        "_lexemes",
        "_misfits",
        "_places",
        "_reference_places",
        "_references",
        "_unknown",
        "_walked",
        "dialect",
        "document",
        "root",
    )

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.root
        self.dialect = document.dialect
        self._walked = False
        self._lexemes: Lexemes | None = None

    @property
    def swagger2(self) -> bool:
        """Whether the document is Swagger 2.0."""
        return self.dialect is Dialect.SWAGGER_2_0

    @property
    def full_json_schema(self) -> bool:
        """Whether Schema Objects are JSON Schema 2020-12 (OpenAPI 3.1 and later)."""
        return self.dialect in (Dialect.OPENAPI_3_1, Dialect.OPENAPI_3_2)

    def changed(self) -> None:
        """A rule has added, moved or removed containers: the next question walks again."""
        self._walked = False

    def places(self, name: str) -> list[Place]:
        """Every object of that name in the grammar (``Schema``, ``Parameter``, …), references left out."""
        self._walk()
        return self._places.get(name, [])

    def nodes(self, name: str) -> list[dict[str, Any]]:
        """The objects of :meth:`places` alone."""
        return [place.node for place in self.places(name)]

    def misfits(self) -> list[Misfit]:
        """Values of the wrong kind for their place; those that a rule has put right since the walk are left out."""
        self._walk()
        return [misfit for misfit in self._misfits if not misfit.want.accepts(misfit.value)]

    def unknown(self) -> list[tuple[dict[str, Any], str, str]]:
        """(container, key, object name) of keys that the grammar does not know there."""
        self._walk()
        return self._unknown

    def references(self) -> list[dict[str, Any]]:
        """Every object that holds a ``$ref``."""
        self._walk()
        return self._references

    def reference_places(self) -> list[tuple[str, Place]]:
        """References that stand for an object other than a schema: its name in the grammar, and the place."""
        self._walk()
        return self._reference_places

    def operations(self) -> Iterator[OperationSite]:
        """The operations under ``paths``, in source order."""
        for path, item in self.path_items():
            for method, operation in list(item.items()):
                if method in METHODS and isinstance(operation, dict):
                    yield OperationSite(path, method, item, operation)

    def path_items(self) -> list[tuple[str, dict[str, Any]]]:
        """The path items under ``paths``, in source order."""
        paths = self.root.get("paths")
        if not isinstance(paths, dict):
            return []
        return [(p, item) for p, item in paths.items() if isinstance(item, dict) and not p.startswith("x-")]

    def resolve(self, node: Any) -> Any:
        """What a local reference points to; the node itself when it is none; None when it leads nowhere."""
        for _ in range(20):
            reference = node.get("$ref") if isinstance(node, dict) else None
            if not isinstance(reference, str):
                return node
            node = self.target(reference)
        return None

    def target(self, reference: str) -> Any:
        """The node a local reference (``#/…``) names; None where there is none."""
        if not reference.startswith("#/"):
            return None
        from specsmith.model import pointer

        try:
            return pointer.resolve(self.root, pointer.from_fragment(reference))
        except (KeyError, ValueError):
            return None

    def lexeme(self, container: Any, key: str | int) -> str:
        """How a scalar is spelled in the source (``1.10``, ``010``); else its usual spelling."""
        value = container[key]
        usual = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
        origin = self.document.origin(container, key)
        if origin.source is not self.document.source or isinstance(value, bool):
            return usual
        if self._lexemes is None:
            self._lexemes = Lexemes(origin.source.text)
        spelled = self._lexemes.at(origin.pointer)
        return spelled if spelled is not None and _same(spelled, value) else usual

    def _walk(self) -> None:
        if self._walked:
            return
        self._walked = True
        self._places: dict[str, list[Place]] = {}
        self._misfits: list[Misfit] = []
        self._unknown: list[tuple[dict[str, Any], str, str]] = []
        self._reference_places: list[tuple[str, Place]] = []
        self._references: list[dict[str, Any]] = []
        table = fields(self.dialect.value)
        stack: list[tuple[Any, Any, Any, Shape]] = [(None, None, self.root, _DOCUMENT)]
        while stack:
            container, key, node, at = stack.pop()
            if at.kind == "object":
                self._object(container, key, node, at.name, table[at.name], stack)
            else:
                self._entries(node, at, stack)

    def _object(
        self, container: Any, at: Any, node: dict[str, Any], name: str, known: dict[str, Shape], stack: list[Any]
    ) -> None:
        if "$ref" in node and isinstance(node["$ref"], str):
            self._references.append(node)
            if name in REFERENCEABLE:
                self._reference_places.append((name, Place(container, at, node)))
                return
        self._places.setdefault(name, []).append(Place(container, at, node))
        if name in PATTERNED:
            inner = shape(PATTERNED[name])
            for key, value in node.items():
                if key[:2] == "x-":
                    continue
                if type(value) is dict:
                    stack.append((node, key, value, inner))
                else:
                    self._misfits.append(Misfit(node, key, inner, name))
            return
        for key, value in node.items():
            want = known.get(key)
            if want is None:
                if key[:2] != "x-":
                    self._unknown.append((node, key, name))
                continue
            kind = want.kind
            if kind == "text":
                if type(value) is not str:
                    self._misfits.append(Misfit(node, key, want, name))
            elif kind == "any":
                pass
            elif (type(value) is dict and kind in ("object", "map")) or (type(value) is list and kind == "list"):
                stack.append((node, key, value, want))
            else:
                self._choose(node, key, value, want, name, stack)

    def _entries(self, node: Any, at: Shape, stack: list[Any]) -> None:
        inner = at.item
        if inner is None or inner.kind == "any":
            return
        owner = f"{at.kind} of {inner.name or inner}"
        if at.kind == "map":
            extensible = inner.kind in ("text", "list")  # scopes and security requirements may hold extensions
            for key, value in node.items():
                if not (extensible and key[:2] == "x-"):
                    self._choose(node, key, value, inner, owner, stack)
        else:
            for index, value in enumerate(node):
                self._choose(node, index, value, inner, owner, stack)

    def _choose(self, node: Any, key: Any, value: Any, want: Shape, owner: str, stack: list[Any]) -> None:
        for option in want.options or (want,):
            if option.accepts(value):
                if option.kind in ("object", "map", "list"):
                    stack.append((node, key, value, option))
                return
        self._misfits.append(Misfit(node, key, want, owner))


def _same(spelled: str, value: Any) -> bool:
    """Whether a spelling can be that number: what stood at a place may have been moved before."""
    try:
        return float(spelled) == float(value)
    except (TypeError, ValueError, OverflowError):
        return spelled.lower()[:2] in ("0x", "0o")
