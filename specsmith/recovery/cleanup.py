"""Text clean-up before recovery: `clean_text` undoes what viewers, mail and web pages do to a document.

An undamaged spec comes back unchanged. Each step acts on evidence of its own kind of damage, and the work stops as soon as the
text can be read, so that characters inside legitimate strings are not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from specsmith.recovery.cleanup_chars import (
    decode,
    fix_entities,
    fix_spaces,
    fix_tabs,
    unify_line_ends,
)
from specsmith.recovery.cleanup_layout import strip_chrome, strip_line_numbers, strip_quote_prefix, take_from_fences
from specsmith.recovery.cleanup_quotes import fix_smart_quotes
from specsmith.recovery.cleanup_refuse import refuse
from specsmith.recovery.cleanup_split import DocumentPart, split_documents
from specsmith.recovery.cleanup_text import CleanNote, Draft, speaks_of_apis, specs_in
from specsmith.recovery.cleanup_truncated import mend_truncated

__all__ = ["CleanNote", "Cleaned", "DocumentPart", "clean_text", "refuse", "split_documents"]

_STEPS: tuple[Callable[[Draft], None], ...] = (
    strip_quote_prefix, strip_line_numbers, fix_entities, take_from_fences, fix_spaces, fix_smart_quotes, fix_tabs, strip_chrome,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text: `line_map[i]` is the line of the input (from 1) that line i + 1 comes from.

    `readable` says that the text can now be loaded as a spec; otherwise it is for the structural recovery.
    """

    text: str
    notes: tuple[CleanNote, ...]
    line_map: tuple[int, ...]
    readable: bool


def clean_text(data: bytes | str) -> Cleaned:
    """Undo superficial damage; a text that needs nothing comes back as it is.

    >>> cleaned = clean_text("Copy\\nswagger: \\u201c2.0\\u201d\\ninfo:\\n\\ttitle: Pets\\npaths: {}\\n")
    >>> print(cleaned.text)
    swagger: "2.0"
    info:
      title: Pets
    paths: {}
    <BLANKLINE>
    >>> cleaned.line_map
    (2, 3, 4, 5, 6)
    """
    text, notes = decode(data)
    if specs_in(text):
        return Cleaned(text, tuple(notes), tuple(range(1, text.count("\n") + 2)), True)
    unified, ends = unify_line_ends(text)
    if not speaks_of_apis(unified):
        return Cleaned(text, tuple(notes), tuple(range(1, text.count("\n") + 2)), False)
    draft = Draft.of(unified)
    draft.notes = [*notes, *ends]
    if ends and specs_in(unified):
        return _finish(draft, True)
    for step in _STEPS:
        before = draft.text
        step(draft)
        if draft.text != before and specs_in(draft.text):
            return _finish(draft, True)
    return _finish(draft, mend_truncated(draft))


def _finish(draft: Draft, readable: bool) -> Cleaned:
    notes = tuple(sorted(draft.notes, key=lambda note: (note.line, note.code.id)))
    return Cleaned(draft.text, notes, tuple(draft.origin), readable)
