"""specsmith as a library: the same steps as the command line, returning values and printing nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from specsmith.diagnostics import Diagnostic, Severity, in_order
from specsmith.model import Document
from specsmith.readers import codes
from specsmith.readers.read import ReadOptions, read_source
from specsmith.readers.sources import Source, find_sources, shown_path

if TYPE_CHECKING:
    from specsmith.merging import Decision
    from specsmith.pipeline.convert_all import BatchResult
    from specsmith.pipeline.options import BuildOptions
    from specsmith.pipeline.run import BuildResult
    from specsmith.readers.apis_json import Listing

Spec = str | os.PathLike[str] | Source


@dataclass(slots=True)
class Result:
    """``document`` (None when nothing could be read) and what was found on the way, each once, by file and pointer.

    ``others`` are further documents of the same input, where :func:`recover` found several. ``document.root`` is the plain tree; ``provenance`` says where its parts came from, and what else was stated there;
    ``decisions`` are the choices of a merge between statements, ``listings`` the APIs.json listings among its inputs.
    """

    document: Document | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    decisions: tuple[Decision, ...] = ()
    listings: tuple[Listing, ...] = ()
    others: tuple[Document, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether no error was found."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    @property
    def provenance(self) -> dict[str, Any]:
        """JSON Pointer in the document → list of {file, line, pointer, rule}; see :func:`provenance_json`."""
        if self.document is None:
            return {}
        from specsmith.merging.provenance_report import provenance_json

        return provenance_json(self.document, self.decisions)


def as_source(spec: Spec, name: str = "<text>") -> Source:
    """A path, a source that was found already, or the text of a description itself (it has a line break, or starts like JSON).

    >>> as_source("swagger: '2.0'\\n").path
    '<text>'
    """
    if isinstance(spec, Source):
        return spec
    if isinstance(spec, str) and ("\n" in spec or spec.lstrip()[:1] == "{"):
        return Source(name, "", "", text=spec)
    location = os.fspath(spec)
    if location == "-":
        return find_sources(["-"])[0][0]
    return Source(shown_path(location), os.path.abspath(location), os.path.dirname(os.path.abspath(location)))


def _finish(result: Result, extra: Iterable[Diagnostic] = ()) -> Result:
    if result.document is None and result.ok:
        result.diagnostics = _nothing(result.diagnostics)
    documents = [result.document, *result.others] if result.document else []
    every = [*result.diagnostics, *(d for document in documents for d in document.diagnostics), *extra]
    result.diagnostics = in_order(every)
    return result


def _nothing(found: list[Diagnostic]) -> list[Diagnostic]:
    """The error when no input gave a document; why the only one was skipped is part of it."""
    message = "no API description was found in the input"
    if len(found) == 1 and found[0].code in (codes.SKIPPED.id, codes.EMPTY.id):
        reason = found[0].message.removeprefix("skipped: ")
        return [Diagnostic.of(codes.NO_INPUT, f"{message}: {reason}", file=found[0].file)]
    file = next((d.file for d in found), "")
    return [*found, Diagnostic.of(codes.NO_INPUT, message, file=file)]


def _read(specs: Sequence[Spec], options: ReadOptions, result: Result) -> list[Document]:
    documents: list[Document] = []
    for spec in specs:
        found = read_source(as_source(spec), options)
        result.diagnostics.extend(found.diagnostics)
        documents.extend(found.documents)
    return documents


def convert(spec: Spec, *, to: str | None = None, recover: bool = True) -> Result:
    """Swagger 2.0 or OpenAPI 3.x → OpenAPI ``to`` ("3.0", "3.1" or "3.2"); repaired, converted and checked.

    Without ``to`` the result is 3.1, or 3.2 where the document is 3.2 already.

    Converting what is converted changes nothing. Bad input is never raised: it is in the diagnostics.

    >>> result = convert("swagger: '2.0'\\ninfo: {title: T, version: '1'}\\npaths: {}\\n")
    >>> result.document.root["openapi"]
    '3.1.1'
    """
    from specsmith.pipeline.convert import convert_source

    document, found = convert_source(as_source(spec), to=to, recover=recover)
    return _finish(Result(document, found))


def convert_all(
    specs: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    to: str | None = None,
    format: str | None = None,
    jobs: int = 1,
) -> BatchResult:
    """Convert every document behind ``specs`` (files, folders, globs), each on its own, into the folder ``output``.

    ``format`` is "yaml" or "json" (None: that of the input), ``jobs`` the number of processes (0: one a core; more
    than one needs a main module that can be imported again). Raises ``OutputRefused`` when the folder can't be written.
    """
    from specsmith.pipeline.convert_all import convert_all as run

    return run([os.fspath(s) for s in specs], Path(output), to=to, format=format, jobs=jobs)


def merge(
    specs: Sequence[Spec], *, prefer: str = "richest", overlays: Sequence[str] = (), to: str | None = None
) -> Result:
    """Documents and listings of one API → one OpenAPI document, every decision recorded."""
    from specsmith.pipeline.join import join, retarget, unknown_preference
    from specsmith.pipeline.options import BuildOptions
    from specsmith.validation import validate_document

    result = Result()
    options = BuildOptions(prefer=prefer, overlays=tuple(overlays), to=to)
    documents: list[Document] = []
    listings = []
    for spec in specs:
        found = read_source(as_source(spec))
        result.diagnostics.extend(found.diagnostics)
        documents.extend(found.documents)
        listings.extend(found.listings)
    result.listings = tuple(listings)
    if not documents:
        return _finish(result)
    result.diagnostics.extend(unknown_preference(prefer, [document.source.path for document in documents]))
    joined = join(documents, options, listings)
    result.document = joined.document
    result.decisions = joined.decisions
    result.diagnostics.extend(joined.diagnostics)
    retarget(joined.document, options)
    return _finish(result, validate_document(joined.document))


def validate(spec: Spec, *, second_opinion: bool = False) -> Result:
    """What is wrong with a description as it stands: nothing is repaired first."""
    from specsmith.validation import validate_document

    result = Result()
    documents = _read([spec], ReadOptions(recover=False), result)
    if not documents:
        return _finish(result)
    result.document = documents[0]
    found = [d for document in documents for d in validate_document(document, second_opinion=second_opinion)]
    more = [d for document in documents[1:] for d in document.diagnostics]
    return _finish(result, [*found, *more])


def recover(spec: Spec, *, min_confidence: float = 0.0) -> Result:
    """Damaged text → the document it was; the diagnostics name the least certain places first.

    What parses and is a description comes back unchanged. Several documents in one text: the first, and ``others``.
    """
    result = Result()
    documents = _read([spec], ReadOptions(recover=True, min_confidence=min_confidence), result)
    if documents:
        result.document, result.others = documents[0], tuple(documents[1:])
    _finish(result)
    result.diagnostics.sort(key=lambda d: (d.code != codes.RECOVERED.id, d.doubt_key()))
    return result


def build(
    sources: Sequence[str | os.PathLike[str]], output: str | os.PathLike[str], options: BuildOptions | None = None
) -> BuildResult:
    """Everything: find, repair, convert, merge, validate and render ``sources`` into the folder ``output``.

    Raises ``OutputRefused`` when the folder can't be written.
    """
    from specsmith.pipeline.options import BuildOptions
    from specsmith.pipeline.run import run

    return run([os.fspath(s) for s in sources], Path(output), options or BuildOptions())
