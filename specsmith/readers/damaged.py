"""Text that no parser takes as a description → documents: clean it up, search its structure, or read it as prose.

Whatever was inferred is reported with its line, the least certain places first.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.model import Document
from specsmith.readers import codes
from specsmith.readers.postman import read_postman
from specsmith.readers.sniff import Kind, sniff
from specsmith.recovery import Recovery, recover_structured, sniff_damage
from specsmith.recovery.cleanup import Cleaned, clean_text, refuse
from specsmith.recovery.codes import LOW_CONFIDENCE
from specsmith.recovery.prose import ProseResult, read_prose, sniff_prose
from specsmith.text import SourceFile, Span, load


def read_damaged(part: SourceFile, min_confidence: float = 0.0) -> tuple[list[Document], str | None]:
    """Documents recovered from ``part``; none, and the reason where one is known, when it is no description."""
    reason = refuse(part.text.encode("utf-8", "replace"))
    if reason is not None:
        return [], reason
    cleaned = clean_text(part.text)
    source = SourceFile(part.path, cleaned.text, line_map=[part.in_file(Span(n, 1)).line for n in cleaned.line_map])
    source.location, source.root = part.location, part.root
    found = [_note(note.code, note.message, part, note.line) for note in cleaned.notes]
    documents = _parsed(cleaned, source) or _structured(source, min_confidence) or _prose(source, min_confidence)
    if documents and cleaned.text != part.text:
        documents[0].diagnostics[:0] = found
    return documents, None


def _note(
    code: Code, message: str, source: SourceFile, line: int, pointer: str = "", confidence: float | None = None
) -> Diagnostic:
    place = source.in_file(Span(line, 1))
    return Diagnostic.of(code, message, source=source, pointer=pointer, span=place, confidence=confidence)


def _parsed(cleaned: Cleaned, source: SourceFile) -> list[Document]:
    """What cleaning alone made readable."""
    from specsmith.readers.read import as_document

    loaded = load(cleaned.text)
    documents = []
    for root in loaded.roots:
        kind = sniff(root)
        if kind in (Kind.SWAGGER, Kind.OPENAPI, Kind.PATHS):
            documents.append(as_document(root, kind, source, loaded if len(loaded.roots) == 1 else None))
        elif kind is Kind.POSTMAN:
            documents.append(read_postman(root, source))
    return documents


@functools.lru_cache(maxsize=4)
def _recover(text: str) -> Recovery:
    """Indexing and making read the same text twice, and recovery is not cheap."""
    return recover_structured(text)


def _structured(source: SourceFile, min_confidence: float) -> list[Document]:
    if sniff_damage(source.text) is None:
        return []
    recovery = _recover(source.text)
    root = copy.deepcopy(recovery.root)
    kind = sniff(root)
    if kind not in (Kind.SWAGGER, Kind.OPENAPI, Kind.PATHS):
        return []
    document = _placed(root, kind, source, recovery.lines)
    notes = [_note(n.code, n.message, source, n.line, n.pointer, n.confidence) for n in recovery.notes]
    message = f"{recovery.kind} text: its structure was recovered ({len(notes)} places are guesses)"
    document.diagnostics.append(_note(codes.RECOVERED, message, source, 1))
    document.diagnostics.extend(notes)
    document.diagnostics.extend(_uncertain(recovery.confidences, recovery.lines, source, min_confidence))
    return [document]


def _prose(source: SourceFile, min_confidence: float) -> list[Document]:
    if not sniff_prose(source.text):
        return []
    page: ProseResult | None = read_prose(source.text)
    if page is None:
        return []
    document = _placed(page.document, Kind.OPENAPI, source, page.lines)
    message = f"a reference page in prose: {len(page.notes)} places are guesses"
    document.diagnostics.append(_note(codes.RECOVERED, message, source, 1))
    for n in page.notes:
        document.diagnostics.append(_note(n.code, n.message, source, n.line, n.pointer, n.confidence))
    document.diagnostics.extend(_uncertain(page.confidences, page.lines, source, min_confidence))
    return [document]


def _placed(root: dict[str, object], kind: Kind, source: SourceFile, lines: dict[str, int]) -> Document:
    """A document whose positions are the lines that recovery found."""
    from specsmith.readers.read import as_document

    source.use_positions({pointer: Span(line, 1) for pointer, line in {"": 1, **lines}.items()})
    return as_document(root, kind, source)


def _uncertain(
    confidences: dict[str, float], lines: dict[str, int], source: SourceFile, min_confidence: float
) -> Iterable[Diagnostic]:
    """Places below ``min_confidence`` are errors, each with its topmost node only."""
    below = sorted((value, pointer) for pointer, value in confidences.items() if value < min_confidence)
    reported: set[str] = set()
    for value, pointer in sorted(below, key=lambda item: item[1]):
        if any(pointer.startswith(f"{above}/") for above in reported):
            continue
        reported.add(pointer)
        message = f"confidence {value:.2f} is below the {min_confidence:.2f} that was asked for"
        place = source.in_file(Span(lines.get(pointer, 1), 1))
        yield Diagnostic.of(
            LOW_CONFIDENCE,
            message,
            source=source,
            pointer=pointer,
            span=place,
            severity=Severity.ERROR,
            confidence=value,
        )
