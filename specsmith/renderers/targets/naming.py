"""Names in target languages: case styles, reserved words, collisions. What Python and TypeScript share."""

from __future__ import annotations

import re

from specsmith.views.names import checksum, words

MAX_NAME = 72
_NOISE = frozenset(
    [
        "api",
        "apis",
        "rest",
        "restful",
        "reference",
        "documentation",
        "docs",
        "specification",
        "openapi",
        "swagger",
        "the",
    ]
)


def name_words(name: str) -> list[str]:
    """The words of a name; a leading sign that carries meaning becomes a word.

    >>> name_words("+1"), name_words("-1"), name_words("created>"), name_words("created<=")
    (['plus', '1'], ['minus', '1'], ['created', 'gt'], ['created', 'lte'])
    """
    said = re.sub(r"^\+(?=\d)", "plus ", name)
    said = re.sub(r"^-(?=\d)", "minus ", said)
    for sign, word in ((">=", " gte"), ("<=", " lte"), (">", " gt"), ("<", " lt")):
        if said.endswith(sign):
            said = said.removesuffix(sign) + word
    return words(said)


def _bounded(made: str, name: str) -> str:
    return made if len(made) <= MAX_NAME else f"{made[: MAX_NAME - 9].rstrip('_')}_{checksum(name)}"


def snake(name: str) -> str:
    """``snake_case``, always an identifier of ASCII letters, digits and underscores.

    >>> snake("getHTTPResponse"), snake("2fa-code"), snake("日本"), snake("")
    ('get_http_response', 'x_2_fa_code', 'x_c7b7cdcc', 'x_00000000')
    """
    made = "_".join(word.lower() for word in name_words(name)) or f"x_{checksum(name)}"
    return _bounded(f"x_{made}" if made[0].isdigit() else made, name)


def pascal(name: str) -> str:
    """``PascalCase``, always an identifier.

    >>> pascal("reset password"), pascal("2fa"), pascal("HTTP_error")
    ('ResetPassword', 'X2Fa', 'HTTPError')
    """
    made = "".join(word[0].upper() + word[1:] for word in name_words(name)) or f"X{checksum(name)}"
    return _bounded(f"X{made}" if made[0].isdigit() else made, name)


def camel(name: str) -> str:
    """``camelCase``, always an identifier.

    >>> camel("reset_password"), camel("ID"), camel("HTTPServer"), camel("2fa")
    ('resetPassword', 'id', 'httpServer', 'x2Fa')
    """
    parts = name_words(name)
    made = (
        "".join([parts[0].lower(), *(word[0].upper() + word[1:] for word in parts[1:])])
        if parts
        else f"x{checksum(name)}"
    )
    return _bounded(f"x{made}" if made[0].isdigit() else made, name)


def brand(title: str) -> str:
    """What an API is called, without the words that only say that it is one.

    >>> brand("Mattermost API Reference"), brand("The REST API"), brand("Slack Web API v2")
    ('Mattermost', 'TheRESTAPI', 'SlackWeb')
    """
    kept = [word for word in words(title) if word.lower() not in _NOISE and not re.fullmatch(r"[vV][0-9]+", word)]
    return pascal(" ".join(kept[:5])) if kept else pascal(title or "Api")


class NameTable:
    """Names of one scope: reserved words get a suffix, later names of the same spelling a number. Same input, same names.

    >>> table = NameTable({"class"}, suffix="_")
    >>> table.take("class"), table.take("id"), table.take("id")
    ('class_', 'id', 'id_2')
    """

    __slots__ = ("_reserved", "_separator", "_suffix", "_taken")

    def __init__(
        self, reserved: set[str] | frozenset[str] = frozenset(), *, suffix: str = "_", separator: str = "_"
    ) -> None:
        self._reserved = reserved
        self._suffix = suffix
        self._separator = separator
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """The name itself where it can be had, else the nearest one that can."""
        base = f"{name}{self._suffix}" if name in self._reserved else name
        made, number = base, 1
        while made in self._taken or made in self._reserved:
            number += 1
            made = f"{base.rstrip('_')}{self._separator}{number}"
        self._taken.add(made)
        return made

    def __contains__(self, name: str) -> bool:
        return name in self._taken or name in self._reserved
