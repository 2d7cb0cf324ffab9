"""``convert``: the stages of one document, each on its own line."""

from __future__ import annotations

from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document
from specsmith.passes.bundle import bundle
from specsmith.passes.finish import finish
from specsmith.passes.repair import repair
from specsmith.passes.upgrade import upgrade
from specsmith.pipeline.collector import paused_collector
from specsmith.readers.read import ReadOptions, read_source
from specsmith.readers.sources import Source
from specsmith.validation import validate_document


def convert_source(source: Source, *, to: str | None, recover: bool = True) -> tuple[Document | None, list[Diagnostic]]:
    """The first document of an input, converted (None when there is none), and what was found besides its own diagnostics."""
    with paused_collector():
        return _convert(source, to, recover)


def _convert(source: Source, to: str | None, recover: bool) -> tuple[Document | None, list[Diagnostic]]:
    read = read_source(source, ReadOptions(recover=recover))
    if not read.documents:
        return None, read.diagnostics
    document = read.documents[0]
    bundle(document)
    repair(document)
    upgrade(document)
    if document.dialect is Dialect.POSTMAN:  # which was read as a 3.1 tree
        document.dialect = Dialect.OPENAPI_3_1
    finish(document)
    if to is not None:
        upgrade(document, to=to)
    return document, [*read.diagnostics, *validate_document(document)]
