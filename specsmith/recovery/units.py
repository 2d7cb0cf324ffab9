"""Units: the pieces of damaged text that the search places, one line of flattened or one stretch of collapsed text each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specsmith.recovery import grammar as g

if TYPE_CHECKING:
    from specsmith.recovery.examples import Described

#: What stands after the key of a unit.
NOTHING, BLOCK, FLOW, QUOTED, PLAIN, ALIAS = range(6)

_INT = re.compile(r"[-+]?\d+\Z")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\Z")
_URL = re.compile(r"(https?:)?//\S+\Z|/\S*\Z|\{\S+\Z|www\.\S+\Z")
_MIME = re.compile(r"(application|text|image|audio|video|multipart|message|model|font|\*)/\S+(; ?\S+)*\Z")
_STATUS = re.compile(r"([1-5](\d\d|XX|xx)|default)\Z")
_REF = re.compile(r"\S*#/\S+\Z|[\w./-]+\.(ya?ml|json)\S*\Z")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:\s|\Z)")
_ALIAS = re.compile(r"\*[\w.-]+\Z")
_PROPERTY = re.compile(r"(?:&(?P<anchor>[\w.-]+)|![\w!.:/-]*)(?:\s+|\Z)")
_TYPES = frozenset(("string", "number", "integer", "boolean", "array", "object", "file", "null"))
_PLACES = frozenset(("query", "header", "path", "body", "formData", "cookie"))
_SCHEMES = frozenset(("basic", "apiKey", "oauth2", "http", "openIdConnect", "mutualTLS"))

STATUS_NAME = _STATUS
MIME_NAME = _MIME


@dataclass(eq=False, slots=True)
class Unit:
    """One piece of text, cut into dashes, key and value; what does not depend on where it is placed is computed once.

    ``line`` is its 1-based input line, ``forms`` says what its scalar may be, ``bit`` stands for its key in sets of keys,
    ``as_text`` and ``as_code`` price the reading as text of a block scalar, outside and inside a code fence.
    """

    line: int
    text: str
    dashes: int
    key: str | None
    quoted_key: bool
    value: str
    kind: int
    forms: int
    bit: int = 0
    style: str = ""
    fences: int = 0
    as_text: float = 0.0
    as_code: float = 0.0
    names: dict[str, float] = field(default_factory=dict)
    indent: int = -1
    bits: int = 0
    anchor: str = ""
    home: str = ""
    described: Described | None = None

    def at(self, line: int) -> Unit:
        """The same piece on another line."""
        return Unit(
            line, self.text, self.dashes, self.key, self.quoted_key, self.value, self.kind, self.forms,
            self.bit, self.style, self.fences, self.as_text, self.as_code, self.names, self.indent, self.bits, self.anchor,
        )  # fmt: skip


def value_kind(value: str) -> int:
    """Say how a value is written.

    >>> [value_kind(v) for v in ("", "|-", "> text", "{a: 1}", "'x'", "x")] == [NOTHING, BLOCK, BLOCK, FLOW, QUOTED, PLAIN]
    True
    """
    if not value:
        return NOTHING
    first = value[0]
    if first in "|>" and _BLOCK.match(value):
        return BLOCK
    if (first == "[" and value.rstrip().endswith("]")) or (first == "{" and value.rstrip().endswith("}")):
        return FLOW
    if first == "*" and _ALIAS.match(value):
        return ALIAS
    return QUOTED if first in "\"'" else PLAIN


def without_properties(value: str) -> tuple[str, str]:
    """Take the anchor and the tag of a YAML node off its value; returns (value, name of the anchor).

    >>> without_properties("&id001"), without_properties("!!str &a text"), without_properties("&& more")
    (('', 'id001'), ('text', 'a'), ('&& more', ''))
    """
    anchor = ""
    while value[:1] in ("&", "!") and value:
        match = _PROPERTY.match(value)
        if match is None:
            break
        anchor = match["anchor"] or anchor
        value = value[match.end() :]
    return value, anchor


def forms(value: str, quoted: bool = False) -> int:
    """All the scalar forms of :mod:`grammar` that a value could be.

    >>> bool(forms("string") & g.TYPE), bool(forms("#/definitions/A") & g.REF), bool(forms("a b") & g.WORD)
    (True, True, False)
    """
    if not value:
        return g.EMPTY
    mask = g.TEXT
    if " " not in value:
        mask |= g.WORD
        if value in _TYPES or value in _SCHEMES:
            mask |= g.TYPE
        elif value in _PLACES:
            mask |= g.PLACE
        elif value in ("true", "false"):
            mask |= g.BOOL
        elif _NUMBER.match(value):
            mask |= g.INT | g.NUMBER if _INT.match(value) else g.NUMBER
        if _REF.match(value):
            mask |= g.REF
        if _URL.match(value):
            mask |= g.URL
        if _STATUS.match(value):
            mask |= g.STATUS
    if _MIME.match(value):
        mask |= g.MIME
    return mask & ~(g.BOOL | g.INT | g.NUMBER) | g.TEXT if quoted and mask & g.BOOL else mask


def style_of(name: str) -> str:
    """The casing class of a name: siblings in a map mostly share it.

    >>> [style_of(n) for n in ("user_id", "userId", "UserId", "USER", "user", "x-y", "a b")]
    ['snake', 'camel', 'Pascal', 'UPPER', 'lower', 'kebab', 'other']
    """
    if name.startswith("/"):
        return "path"
    core = name.lstrip("_$@")
    if not core:
        return "other"
    if core.isalnum():
        if core.islower():
            return "lower"
        if core.isupper():
            return "UPPER"
        return "number" if core.isdigit() else "Pascal" if core[0].isupper() else "camel"
    if all(c.isalnum() or c == "_" for c in core):
        return "snake" if not core[0].isupper() else "SNAKE"
    if all(c.isalnum() or c in "-_" for c in core):
        return "kebab" if not core[0].isupper() else "Kebab"
    return "dotted" if " " not in core and "." in core else "other"
