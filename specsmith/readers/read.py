"""One input → documents and listings: decode, unwrap, load, sniff; damaged text goes through recovery."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document
from specsmith.readers import codes
from specsmith.readers.apis_json import Listing, read_listing
from specsmith.readers.sniff import Kind, dialect_of, sniff
from specsmith.readers.sources import Source
from specsmith.text import Loaded, SourceFile, Span, load
from specsmith.text.front_matter import unwrap


@dataclass(slots=True)
class ReadResult:
    """What one input held. Each document carries the diagnostics of its own reading; these are about the input."""

    documents: list[Document] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``recover``: try to restore damaged text; ``min_confidence`` (0 to 1): what is less sure becomes an error."""

    recover: bool = True
    min_confidence: float = 0.0


LARGE = 1024 * 1024


def read_source(source: Source, options: ReadOptions = ReadOptions()) -> ReadResult:
    """Read one input; what is wrong with it is in the diagnostics, never raised."""
    result = ReadResult()
    try:
        data = source.read()
    except OSError as error:
        reason = error.strerror or str(error)
        result.diagnostics.append(Diagnostic.of(codes.UNREADABLE, f"could not be read: {reason}", file=source.path))
        return result
    refused = _refused(data) if len(data) > LARGE else None  # before the parsers, whose time grows with the size
    if refused is not None:
        result.diagnostics.append(Diagnostic.of(codes.SKIPPED, f"skipped: {refused}", file=source.path))
        return result
    text = _decode(data, source, result)
    if text is None:
        return result
    for part in _parts(text, source.path):
        part.location, part.root = (
            source.location,
            source.root or os.devnull,
        )  # a text from nowhere has no files beside it
        _read_part(part, source, options, result)
    return result


def _refused(data: bytes) -> str | None:
    from specsmith.recovery.cleanup import refuse

    return refuse(data)


def _decode(data: bytes, source: Source, result: ReadResult) -> str | None:
    if not data.strip():
        result.diagnostics.append(Diagnostic.of(codes.EMPTY, "the file is empty", file=source.path))
        return None
    wide = _wide_encoding(data)
    if wide is not None:
        return data.decode(wide, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data[:8192]:
            result.diagnostics.append(Diagnostic.of(codes.SKIPPED, "skipped: binary data", file=source.path))
            return None
        result.diagnostics.append(Diagnostic.of(codes.ENCODING, "read as Windows-1252", file=source.path))
        return data.decode("cp1252", "replace")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32: by the byte-order mark, or by where the zeros of the first two characters stand (RFC 4627 §3).

    >>> _wide_encoding("{ }".encode("utf-16-le")), _wide_encoding("{}".encode("utf-32")), _wide_encoding(b"{}")
    ('utf-16-le', 'utf-32', None)
    """
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    zeros = bytes(byte == 0 for byte in data[:4])
    return {b"\0\1\0\1": "utf-16-le", b"\1\0\1\0": "utf-16-be", b"\0\1\1\1": "utf-32-le", b"\1\1\1\0": "utf-32-be"}.get(
        zeros
    )


def _parts(text: str, path: str) -> list[SourceFile]:
    """The documents of one text, each with its own first line; front matter is one of them."""
    if "\n---" not in text and not text.lstrip("\ufeff \t\r\n").startswith("---"):
        return [SourceFile(path, text)]
    front = unwrap(text)
    if front.first_line > 1 and not front.rest.strip():
        return [SourceFile(path, front.body, front.first_line)]
    from specsmith.recovery.cleanup import split_documents

    if front.first_line == 1:
        return [SourceFile(path, part.text, part.first_line) for part in split_documents(text)]
    if sniff_text(front.body) is None:
        return [SourceFile(path, text)]  # a page of prose whose front matter is the site's
    after = text.count("\n") - front.rest.count("\n")
    more = [part for part in split_documents(front.rest) if sniff_text(part.text) is not None]
    return [
        SourceFile(path, front.body, front.first_line),
        *(SourceFile(path, part.text, part.first_line + after) for part in more),
    ]


_OPENING = re.compile(
    r"""(?mx)^\ufeff?(?:[{\s]*["']?(swagger|openapi|overlay|specificationVersion|swaggerVersion)["']?\s*:|(apis|paths|info)\s*:)"""
)


def sniff_text(text: str) -> str | None:
    """The word that makes a text look like a description (``swagger``, ``openapi``, ``paths`` …); None for other text."""
    found = _OPENING.search(text)
    return (found.group(1) or found.group(2)) if found else None


def _read_part(part: SourceFile, source: Source, options: ReadOptions, result: ReadResult) -> None:
    if not part.text.strip():
        result.diagnostics.append(Diagnostic.of(codes.EMPTY, "the document is empty", source=part))
        return
    loaded = load(part.text)
    root = loaded.roots[0] if loaded.roots and not _broken(loaded) else None
    kind = sniff(root)
    known = root if kind is not Kind.UNKNOWN and isinstance(root, dict) else None
    if known is not None and not (options.recover and _lost_its_quotes(part.text)):
        _take(known, kind, part, loaded, result)
        return
    reason = None
    if options.recover:
        from specsmith.readers.damaged import read_damaged

        documents, reason = read_damaged(part, options.min_confidence)
        if documents:
            result.documents.extend(documents)
            return
    if known is not None:
        _take(known, kind, part, loaded, result)
        return
    result.diagnostics.append(_refusal(part, loaded, source, reason or _kind_of_text(part, loaded, root)))


def _broken(loaded: Loaded) -> bool:
    return any(problem.kind != "duplicate-key" for problem in loaded.problems)


def _take(root: dict[str, Any], kind: Kind, part: SourceFile, loaded: Loaded, result: ReadResult) -> None:
    if kind is Kind.LISTING:
        listing, found = read_listing(root, part)
        result.listings.append(listing)
        result.diagnostics.extend(found)
    elif kind is Kind.OVERLAY:
        message = "skipped: an overlay corrects a description; name it with --overlay"
        result.diagnostics.append(Diagnostic.of(codes.SKIPPED, message, source=part))
    elif kind is Kind.POSTMAN:
        from specsmith.readers.postman import read_postman

        document = read_postman(root, part)
        result.documents.append(document)
    else:
        result.documents.append(as_document(root, kind, part, loaded))


def as_document(root: dict[str, Any], kind: Kind, part: SourceFile, loaded: Loaded | None = None) -> Document:
    """A description from its tree: bare path items get a document around them; duplicate keys are reported."""
    if kind is Kind.PATHS:
        inner = {"paths": {k: v for k, v in root.items() if not k.startswith("x-")}}
        inner |= {k: v for k, v in root.items() if k.startswith("x-")}
        known = Kind.OPENAPI if sniff(inner) is Kind.OPENAPI else Kind.SWAGGER
        dialect, _ = dialect_of(inner, known)
        document = Document.read(root, dialect, part)
        document.root = inner
        document.carry(inner, root)
        document.carry(inner["paths"], root)
        document.report(codes.UNKNOWN_VERSION, f"path items without a document around them, read as {dialect}", root)
    else:
        dialect, stated = dialect_of(root, kind)
        document = Document.read(root, dialect, part)
        if not stated:
            document.report(codes.UNKNOWN_VERSION, f"no known version field; read as {dialect}", root)
    for problem in loaded.problems if loaded else ():
        span = part.in_file(problem.span) if problem.span else None
        document.diagnostics.append(
            Diagnostic.of(codes.DUPLICATE_KEY, problem.message, source=part, pointer=problem.pointer, span=span)
        )
    return document


def _refusal(part: SourceFile, loaded: Loaded, source: Source, reason: str) -> Diagnostic:
    """Why a text is not in the result: an error where it was meant to be a description, a note where it was not."""
    broken = next((p for p in loaded.problems if p.kind != "duplicate-key"), None)
    word = sniff_text(part.text)
    if broken is not None and (word in _SURE or (word is not None and source.named)):
        span = part.in_file(broken.span) if broken.span else Span(part.first_line, 1)
        quoted = part.line(span.line).strip()[:120]
        message = broken.message + (f"\n    {span.line} | {quoted}" if quoted else "")
        return Diagnostic.of(codes.SYNTAX, message, source=part, span=span)
    return Diagnostic.of(codes.SKIPPED, f"skipped: {reason}", source=part, span=Span(part.first_line, 1))


_SURE = frozenset({"swagger", "openapi", "specificationVersion", "swaggerVersion"})


def _kind_of_text(part: SourceFile, loaded: Loaded, root: Any) -> str:
    broken = next((p for p in loaded.problems if p.kind != "duplicate-key"), None)
    if broken is not None and part.text.lstrip()[:1] in ("{", "["):
        line = part.in_file(broken.span).line if broken.span else "?"
        return f"broken JSON, {broken.message} (line {line})"
    if isinstance(root, list):
        return "a list, not a mapping"
    if broken is not None or not isinstance(root, dict):
        return "plain text"
    keys = ", ".join(repr(key) for key in list(root)[:4])
    return f"a mapping with {keys or 'no keys'}: neither a description nor a listing"


def dialect_title(dialect: Dialect) -> str:
    """A dialect as people write it.

    >>> dialect_title(Dialect.SWAGGER_2_0)
    'Swagger 2.0'
    """
    if dialect in (Dialect.APIS_JSON, Dialect.POSTMAN):
        return "APIs.json" if dialect is Dialect.APIS_JSON else "Postman collection"
    name, _, version = dialect.value.partition("-")
    return f"{'Swagger' if name == 'swagger' else 'OpenAPI'} {version}"


def _lost_its_quotes(text: str) -> bool:
    """Whether recovery has to mend the quotes of a text that loads; it is imported for text with such marks only."""
    if not any(mark in text for mark in ("\u201c", "\u2018", "&#", "&quot;", "&apos;")):
        return False
    from specsmith.recovery.cleanup_text import lost_its_quotes

    return lost_its_quotes(text)
