"""``convert``: the stages of one document, each on its own line."""

from __future__ import annotations

from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document
from specsmith.model.collector import paused_collector
from specsmith.passes.bundle import bundle
from specsmith.passes.finish import finish
from specsmith.passes.repair import repair
from specsmith.passes.upgrade import upgrade
from specsmith.readers import codes
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
    document, *others = read.documents
    for other in others:
        message = f"only the first of {len(read.documents)} documents is converted"
        read.diagnostics.append(Diagnostic.of(codes.ONE_OF_SEVERAL, message, source=other.source, pointer=""))
    bundle(document)
    repair(document)
    # through 3.1 and back would not leave every word of a 3.0 document as it was
    stays = to == "3.0" and document.dialect is Dialect.OPENAPI_3_0
    upgrade(document, to if stays else None)
    if document.dialect is Dialect.POSTMAN:  # which was read as a 3.1 tree
        document.dialect = Dialect.OPENAPI_3_1
    finish(document)
    if to is not None:
        upgrade(document, to=to)
    return document, [*read.diagnostics, *validate_document(document)]
