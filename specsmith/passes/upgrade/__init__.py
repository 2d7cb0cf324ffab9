"""Upgrading: Swagger 2.0 → OpenAPI 3.1.1, and between 3.0, 3.1 and 3.2."""

from __future__ import annotations

from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document

__all__ = ["upgrade"]

_TARGETS = {"3.0": Dialect.OPENAPI_3_0, "3.1": Dialect.OPENAPI_3_1, "3.2": Dialect.OPENAPI_3_2}
_OPENAPI = (Dialect.OPENAPI_3_0, Dialect.OPENAPI_3_1, Dialect.OPENAPI_3_2)


def upgrade(document: Document, to: str | None = None) -> None:
    """Bring a document to OpenAPI 3.1, or to the version ``to`` (``"3.0"``, ``"3.1"``, ``"3.2"``), in place.

    Without ``to``, documents that are 3.1 or 3.2 already keep their version; nothing in them changes. The document's root may be
    replaced; every container of the result points to its source. Raises ``ValueError`` for an unknown ``to``, never
    for bad input: what can't be converted is kept under ``x-swagger-<keyword>`` and reported.

    >>> from specsmith.text.source import SourceFile
    >>> document = Document.read({"swagger": "2.0", "info": {}, "paths": {}}, Dialect.SWAGGER_2_0, SourceFile("a", ""))
    >>> upgrade(document)
    >>> document.root
    {'openapi': '3.1.1', 'info': {}, 'paths': {}}
    """
    if to is not None and to not in _TARGETS:
        raise ValueError(f"there is no OpenAPI version {to!r} to convert to; choose one of {', '.join(_TARGETS)}")
    before = len(document.diagnostics)
    if document.dialect is Dialect.SWAGGER_2_0:
        from specsmith.passes.upgrade.swagger import convert

        convert(document)
    if document.dialect in _OPENAPI:
        from specsmith.passes.upgrade.component_names import rename_components

        rename_components(document)
        _between(document, to)
    document.diagnostics[before:] = _distinct(document.diagnostics[before:])


def _between(document: Document, to: str | None) -> None:
    """One version at a time, up or down."""
    wanted = _TARGETS[to] if to else max(document.dialect, Dialect.OPENAPI_3_1)
    if document.dialect is wanted:
        return
    from specsmith.passes.upgrade.between import STEPS

    while document.dialect is not wanted:
        up = wanted > document.dialect
        STEPS[document.dialect, up](document)


def _distinct(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """A part that was copied is reported once."""
    seen: dict[tuple[str, str, int, str], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault((diagnostic.code, diagnostic.message, id(diagnostic.source), diagnostic.pointer), diagnostic)
    return list(seen.values())
