"""Names that views decide: words of an identifier, slugs for file names, unique ids. Targets have their own tables."""

from __future__ import annotations

import re
import unicodedata
import zlib

MAX_SLUG = 80
MAX_ID = 80
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", "default-index"]
    + [f"com{digit}" for digit in range(10)]
    + [f"lpt{digit}" for digit in range(10)]
)
_WORD = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")


def checksum(text: str) -> str:
    """Eight hexadecimal digits that are the same in every run."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def to_ascii(text: str) -> str:
    """Letters without their accents; what has no ASCII form is dropped.

    >>> to_ascii("Größe")
    'Groe'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def words(text: str) -> list[str]:
    """The words of a name, whatever its case style.

    >>> words("getHTTPResponse2_by-id")
    ['get', 'HTTP', 'Response2', 'by', 'id']
    """
    return _WORD.findall(to_ascii(text))


def pascal(text: str) -> str:
    """``PascalCase``; a name without any ASCII letter becomes its checksum.

    >>> pascal("reset_password-by id"), pascal("HTTPError"), pascal("")
    ('ResetPasswordById', 'HTTPError', 'X00000000')
    """
    made = "".join(word[0].upper() + word[1:] for word in words(text))
    return made or f"X{checksum(text)}"


def slugify(text: str) -> str:
    """A lower-case ASCII file name without extension: bounded, never empty, no reserved device name.

    >>> slugify("Get a User (by ID)"), slugify("CON"), slugify("../../etc"), slugify("日本")
    ('get-a-user-by-id', 'con-', 'etc', 'x-c7b7cdcc')
    """
    made = re.sub(r"[^a-z0-9]+", "-", to_ascii(text).lower()).strip("-")
    if not made:
        return f"x-{checksum(text)}"
    if len(made) > MAX_SLUG:
        made = f"{made[: MAX_SLUG - 9].rstrip('-')}-{checksum(text)}"
    return f"{made}-" if made in _RESERVED else made


class Unique:
    """Gives every name once, compared without case; later ones get a number.

    >>> names = Unique("-")
    >>> names.take("users"), names.take("Users"), names.take("users")
    ('users', 'Users-2', 'users-3')
    """

    __slots__ = ("_next", "_separator", "_taken")

    def __init__(self, separator: str = "") -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}
        self._separator = separator

    def take(self, name: str) -> str:
        """``name`` itself when it is free, else the first free numbered form of it."""
        key = name.casefold()
        if key not in self._taken:
            self._taken.add(key)
            return name
        number = self._next.get(key, 2)
        while f"{key}{self._separator}{number}" in self._taken:
            number += 1
        self._next[key] = number + 1
        made = f"{name}{self._separator}{number}"
        self._taken.add(made.casefold())
        return made


def bounded(name: str) -> str:
    """A made id of bearable length: the end tells more than the middle, the checksum keeps it unique."""
    if len(name) <= MAX_ID:
        return name
    return f"{name[:40]}{checksum(name).upper()}{name[-(MAX_ID - 48) :]}"
