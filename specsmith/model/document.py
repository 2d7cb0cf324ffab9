"""A description on its way through the stages: a plain tree, what it is, where it came from, what was found."""

from __future__ import annotations

import enum
from typing import Any

from specsmith.diagnostics import Applicability, Code, Diagnostic, Fix, Severity
from specsmith.model.provenance import Origin, Provenance
from specsmith.text.source import SourceFile


class Dialect(enum.StrEnum):
    """Which specification a tree follows."""

    SWAGGER_2_0 = "swagger-2.0"
    OPENAPI_3_0 = "openapi-3.0"
    OPENAPI_3_1 = "openapi-3.1"
    OPENAPI_3_2 = "openapi-3.2"
    APIS_JSON = "apis.json"
    POSTMAN = "postman"


class Document:
    """``root`` is plain dict/list/scalars in source order, owned by the passes, which change it in place.

    ``diagnostics`` collects what readers and passes report; ``provenance`` knows where containers came from;
    ``references`` are the mappings with a ``$ref`` of a document as it was read, None where nobody looked for them.

    >>> document = Document.read({"paths": {}}, Dialect.SWAGGER_2_0, SourceFile("a.yaml", "paths: {}"))
    >>> [origin.pointer for origin in document.provenance.of(document.root["paths"])]
    ['/paths']
    """

    __slots__ = ("diagnostics", "dialect", "provenance", "references", "root", "source")

    def __init__(
        self,
        root: dict[str, Any],
        dialect: Dialect,
        source: SourceFile,
        provenance: Provenance | None = None,
        diagnostics: list[Diagnostic] | None = None,
    ) -> None:
        self.root = root
        self.dialect = dialect
        self.source = source
        self.provenance = provenance if provenance is not None else Provenance()
        self.diagnostics: list[Diagnostic] = diagnostics if diagnostics is not None else []
        self.references: list[dict[str, Any]] | None = None

    @classmethod
    def read(cls, root: dict[str, Any], dialect: Dialect, source: SourceFile) -> Document:
        """A document of a freshly read tree: every container's place is remembered."""
        document = cls(root, dialect, source)
        document.references = document.provenance.index(root, source)
        return document

    def report(
        self,
        code: Code,
        message: str,
        container: object = None,
        key: str | int | None = None,
        *,
        help: str = "",
        fix: str = "",
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Add a diagnostic about ``container`` (or its entry ``key``), located in the source it came from.

        ``fix`` says what was changed, for repairs that were applied.
        """
        source, pointer, _ = self.origin(container, key)
        done = Fix(fix, Applicability.SAFE) if fix else None
        diagnostic = Diagnostic.of(
            code, message, source=source, pointer=pointer, help=help, fix=done, severity=severity
        )
        self.diagnostics.append(diagnostic)
        return diagnostic

    def origin(self, container: object = None, key: str | int | None = None) -> Origin:
        """The first origin of a container or entry; the whole source where nothing is known."""
        known = self.provenance.first(container, key) if container is not None else None
        return known or Origin(self.source, "")

    def carry(self, new: object, *old: object, rule: str = "") -> None:
        """``new`` stands for ``old``: see :meth:`Provenance.carry`."""
        self.provenance.carry(new, *old, rule=rule)

    def rename(self, container: dict[str, Any], old: str, new: str, rule: str = "") -> None:
        """Rename a key in place, keeping the order of the others and the origin of the entry."""
        origins = self.provenance.of_key(container, old)
        items = [(new if key == old else key, value) for key, value in container.items()]
        container.clear()
        container.update(items)
        renamed = tuple(Origin(o.source, o.pointer, rule or o.rule) for o in origins)
        value = container[new]
        if isinstance(value, dict | list):
            if not self.provenance.of(value):
                self.provenance.record(value, renamed)
        else:
            self.provenance.record_key(container, new, renamed)

    def put(self, container: dict[str, Any], key: str, value: Any, *old: object, rule: str = "") -> None:
        """Set an entry that comes from the containers ``old`` (their origins become its own)."""
        container[key] = value
        origins = tuple(Origin(o.source, o.pointer, rule or o.rule) for c in old for o in self.provenance.of(c))
        if isinstance(value, dict | list):
            if not self.provenance.of(value):
                self.provenance.record(value, origins)
        else:
            self.provenance.record_key(container, key, origins)
