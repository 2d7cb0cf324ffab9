"""What repair and validation rules ask a description for: one walk answers all of them until something changes."""

from __future__ import annotations

from typing import Any, NamedTuple

from specsmith.model import Dialect, Document
from specsmith.passes.repair.grammar import METHODS
from specsmith.passes.repair.survey import Misfit, Survey
from specsmith.text import Lexemes

_METHODS = frozenset(METHODS)

__all__ = ["Misfit", "OperationSite", "Place", "Sites"]


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
    """The places of a document by kind. The walk is done when first asked for and again after :meth:`changed`.

    What is returned belongs to the walk: rules read the lists and change the tree.
    """

    __slots__ = (
        "_lexemes",
        "_nodes",
        "_operations",
        "_parameters",
        "_path_items",
        "_survey",
        "dialect",
        "document",
        "root",
    )

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.root
        self.dialect = document.dialect
        self._lexemes: Lexemes | None = None
        self.changed()

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
        self._survey: Survey | None = None
        self._nodes: dict[str, list[dict[str, Any]]] = {}
        self._operations: list[OperationSite] | None = None
        self._path_items: list[tuple[str, dict[str, Any]]] | None = None
        self._parameters: dict[int, list[dict[str, Any]]] = {}

    def places(self, name: str) -> list[Place]:
        """Every object of that name in the grammar (``Schema``, ``Parameter``, …), references left out."""
        return [Place(*standing[:3]) for standing in self._surveyed().objects.get(name, ())]

    def nodes(self, name: str) -> list[dict[str, Any]]:
        """The objects of :meth:`places` alone."""
        known = self._nodes.get(name)
        if known is None:
            known = self._nodes[name] = [standing[2] for standing in self._surveyed().objects.get(name, ())]
        return known

    def misfits(self) -> list[Misfit]:
        """Values of the wrong kind for their place; those that a rule has put right since the walk are left out."""
        return [misfit for misfit in self._surveyed().misfits if not misfit.want.accepts(misfit.value)]

    def unknown(self) -> list[tuple[dict[str, Any], str, str]]:
        """(container, key, object name) of keys that the grammar does not know there."""
        return self._surveyed().unknown

    def references(self) -> list[dict[str, Any]]:
        """Every object that holds a ``$ref``."""
        return self._surveyed().references

    def reference_places(self) -> list[tuple[str, Place]]:
        """References that stand for an object other than a schema: its name in the grammar, and the place."""
        return [(name, Place(*standing[:3])) for name, standing in self._surveyed().reference_places]

    def operations(self) -> list[OperationSite]:
        """The operations under ``paths``, in source order."""
        if self._operations is None:
            self._operations = [
                OperationSite(path, method, item, operation)
                for path, item in self.path_items()
                for method, operation in item.items()
                if method in _METHODS and isinstance(operation, dict)
            ]
        return self._operations

    def path_items(self) -> list[tuple[str, dict[str, Any]]]:
        """The path items under ``paths``, in source order."""
        if self._path_items is None:
            paths = self.root.get("paths")
            stated = paths.items() if isinstance(paths, dict) else ()
            self._path_items = [(p, item) for p, item in stated if isinstance(item, dict) and not p.startswith("x-")]
        return self._path_items

    def parameters(self, holder: dict[str, Any]) -> list[dict[str, Any]]:
        """The parameters of an operation or path item, references followed; what is no mapping is left out."""
        known = self._parameters.get(id(holder))
        if known is None:
            listed = holder.get("parameters")
            found = [
                self.resolve(parameter) if isinstance(parameter, dict) and "$ref" in parameter else parameter
                for parameter in (listed if isinstance(listed, list) else ())
            ]
            known = [parameter for parameter in found if isinstance(parameter, dict)]
            self._parameters[id(holder)] = known
        return known

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

        return pointer.find(self.root, pointer.from_fragment(reference))

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

    def _surveyed(self) -> Survey:
        if self._survey is None:
            self._survey = Survey(self.root, self.dialect.value)
        return self._survey


def _same(spelled: str, value: Any) -> bool:
    """Whether a spelling can be that number: what stood at a place may have been moved before."""
    try:
        return float(spelled) == float(value)
    except (TypeError, ValueError, OverflowError):
        return spelled.lower()[:2] in ("0x", "0o")
