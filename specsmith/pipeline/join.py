"""Documents of one API → one finished document: the stages from bundling to the finishing passes, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from specsmith.diagnostics import Diagnostic
from specsmith.ledger import close, take_inventory
from specsmith.merging import Decision, MergeOptions, merge_documents
from specsmith.merging.options import FIRST, NEWEST, RICHEST, names_source
from specsmith.model import Document
from specsmith.passes.bundle import bundle
from specsmith.passes.finish import finish
from specsmith.passes.finish.listings import apply_listings
from specsmith.passes.repair import repair
from specsmith.passes.upgrade import upgrade
from specsmith.pipeline import codes
from specsmith.pipeline.options import BuildOptions
from specsmith.readers.apis_json import Listing


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """Operations stated in the inputs, operations of the result, statements without a counterpart."""

    stated: int = 0
    written: int = 0
    unexplained: int = 0


@dataclass(slots=True)
class Joined:
    """A finished document, what its stages reported so far, the closed ledger, and what the merge chose between."""

    document: Document
    diagnostics: list[Diagnostic] = field(default_factory=list)
    ledger: LedgerCounts = LedgerCounts()
    decisions: tuple[Decision, ...] = ()


def join(documents: Sequence[Document], options: BuildOptions, listings: Sequence[Listing] = ()) -> Joined:
    """Bundle, repair, upgrade and merge the documents of one API, then run the finishing passes.

    Postman collections arrive as OpenAPI trees already: repair and upgrade leave them alone.
    """
    inventories = [take_inventory(document) for document in documents]
    for document in documents:
        bundle(document, allow_remote=options.allow_remote)
        repair(document)
        upgrade(document)
    merged = merge_documents(documents, MergeOptions(prefer=options.prefer, modified=_modified(documents, listings)))
    document = merged.document
    apply_listings(document, listings)
    finish(document, overlays=options.overlays)
    stated = [diagnostic for source in documents for diagnostic in source.diagnostics]
    report = close(inventories, document, [*stated, *document.diagnostics], merged.decisions)
    counts = LedgerCounts(report.stated, report.written, report.unexplained)
    return Joined(document, [*stated, *report.diagnostics], counts, merged.decisions)


def _modified(documents: Sequence[Document], listings: Sequence[Listing]) -> dict[str, str]:
    """When each source was last changed, as the listing of its folder says."""
    dates = {listing.path.rpartition("/")[0]: listing.modified for listing in listings if listing.modified}
    folders = {document.source.path: document.source.path.rpartition("/")[0] for document in documents}
    return {path: dates[folder] for path, folder in folders.items() if folder in dates}


def unknown_preference(prefer: str, paths: Iterable[str]) -> list[Diagnostic]:
    """An error where the preference is no rule and names none of the inputs.

    >>> unknown_preference("newest", []), unknown_preference("core", ["core.yaml"])
    ([], [])
    >>> unknown_preference("core", ["shore.yaml"])[0].message
    'no input is called core'
    """
    if prefer in (RICHEST, NEWEST, FIRST) or any(names_source(prefer, path) for path in paths):
        return []
    return [Diagnostic.of(codes.PREFERENCE, f"no input is called {prefer}")]


def retarget(document: Document, options: BuildOptions) -> None:
    """Write the document in the version that was asked for."""
    if options.to is not None:
        upgrade(document, to=options.to)
