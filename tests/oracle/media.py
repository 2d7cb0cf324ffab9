"""Media types: what ``consumes`` and ``produces`` mean for an operation."""

from __future__ import annotations

from typing import Any

MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"


def effective(operation: dict[str, Any], root: dict[str, Any], key: str) -> list[str]:
    """The operation's own list, else the document's; an empty own list clears it."""
    stated = operation.get(key)
    if stated is None:
        stated = root.get(key)
    if isinstance(stated, str):
        stated = [stated]
    return list(dict.fromkeys(str(one) for one in stated)) if isinstance(stated, list) else []


def carries_forms(media_type: str) -> bool:
    """Whether form fields can travel in it."""
    base = media_type.partition(";")[0].strip().lower()
    return base == URLENCODED or base.startswith("multipart/")


def form_types(consumes: list[str], has_file: bool) -> list[str]:
    """The media types a form has to have: the stated ones that can carry it, or the one that can."""
    able = [one for one in consumes if carries_forms(one)]
    if has_file and not any(one.strip().lower().startswith("multipart/") for one in able):
        return [MULTIPART]
    return able or [URLENCODED]
