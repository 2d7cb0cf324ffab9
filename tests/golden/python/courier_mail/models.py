"""Courier Mail API. Generated from the description of the API; changes are lost."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeAlias

from ._runtime.bodies import File
from ._runtime.model import UNSET, Model

_SHAPES: dict[str, Any] = {
    "Attachment": ("one", ("Photo", "Note",), "kind", (("Photo", "Photo"), ("Note", "Note"),)),
}


class Letter(Model):
    """A letter, sent or not."""

    id: str = UNSET

    subject: str
    """What it is about."""

    class_: Class

    sent_at: dt.datetime | None = None
    """When it left; null for drafts."""

    list_: list[str] | None = None

    reply_to: Letter | None = None

    attachment: Attachment | None = None

    stamps: tuple[str, int] | None = None

    settings: LetterSettings | None = None

    _wire = (
        ("class_", "class", None),
        ("sent_at", "sent_at", "@datetime"),
        ("list_", "list", None),
        ("reply_to", "reply-to", "Letter"),
        ("attachment", "attachment", "Attachment"),
        ("stamps", "stamps", ("tuple", (None, None,))),
        ("settings", "settings", "LetterSettings"),
    )


Class: TypeAlias = "Literal[\"first\", \"second\"]"
"""How fast it travels."""


Attachment: TypeAlias = "Photo | Note"
"""Attachment"""


class Base(Model):
    """Base"""

    kind: str

    added: dt.date | None = None

    _wire = (
        ("added", "added", "@date"),
    )


class Photo(Model):
    """Photo"""

    kind: Literal["Photo"]

    added: dt.date | None = None

    data: bytes | None = None

    _wire = (
        ("added", "added", "@date"),
        ("data", "data", "@bytes"),
    )


class Note(Model):
    """Note"""

    kind: Literal["Note"]

    added: dt.date | None = None

    text: str | None = None

    _wire = (
        ("added", "added", "@date"),
    )


Tree: TypeAlias = "dict[str, Tree]"
"""Tree"""


class Problem(Model):
    """Problem"""

    message: str | None = None


class ListLettersFilter(Model):
    """ListLettersFilter"""

    before: dt.date | None = None

    _wire = (
        ("before", "before", "@date"),
    )


class CreateLetterBodyFormData(Model):
    """CreateLetterBodyFormData"""

    letter: Letter | None = None

    scan: File | None = None

    _wire = (
        ("letter", "letter", "Letter"),
    )


class LetterSettings(Model):
    """LetterSettings"""

    color: str | None = None
