"""Which names a generated module has to import, and import lines in the order that linters want."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WIDTH = 88  # the shortest limit in use: longer lines are wrapped with a trailing comma, which wider limits accept


def names_used(annotations: Iterable[str]) -> frozenset[str]:
    """The names in printed annotations; what stands inside string literals is no name.

    >>> sorted(names_used(['list[models.User] | Literal["Any"]']))
    ['Literal', 'User', 'list', 'models']
    """
    return frozenset(name for one in annotations for name in _NAME.findall(_STRING.sub('""', one)))


def _order(name: str) -> tuple[int, str, str]:
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name.lower(), name


def ordered(names: Iterable[str]) -> list[str]:
    """Constants, then classes, then the rest, each by name.

    >>> ordered(["cast", "Any", "TYPE_CHECKING"])
    ['TYPE_CHECKING', 'Any', 'cast']
    """
    return sorted(set(names), key=_order)


def exported(names: Iterable[str]) -> list[str]:
    """The order of ``__all__``: as for imports, but capitals stand before small letters.

    >>> exported(["RequestedError", "RequestOptions"]), ordered(["RequestedError", "RequestOptions"])
    (['RequestOptions', 'RequestedError'], ['RequestedError', 'RequestOptions'])
    """
    return sorted(set(names), key=lambda name: (_order(name)[0], name))


def import_line(module: str, names: Iterable[str], indent: str = "") -> str | None:
    """``from module import names``, wrapped when it is long; None without names.

    >>> import_line("typing", ["cast", "Any"])
    'from typing import Any, cast'
    """
    listed = ordered(names)
    if not listed:
        return None
    line = f"{indent}from {module} import {', '.join(listed)}"
    if len(line) <= _WIDTH:
        return line
    return f"{indent}from {module} import (\n" + "".join(f"{indent}    {name},\n" for name in listed) + f"{indent})"


def lines_of(found: list[str | None]) -> list[str]:
    """Import lines without what is not needed; blank lines stand between lines only."""
    kept: list[str] = []
    for line in found:
        if line or (line == "" and kept):
            kept.append(line)
    return kept
