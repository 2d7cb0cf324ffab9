"""JSON examples as pages print them: comments, elisions, trailing commas, lost braces, lost nesting.

`read_example` is tolerant but honest: it says whether the value was read as it stands, or rebuilt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A value read from text. `rebuilt` says that braces or commas were put back, `partial` that `...` stood for more."""

    value: Any
    rebuilt: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # one of `{ } [ ] , :`, "value", "string", "elision"
    value: Any
    line: int
    column: int


_LEX = re.compile(
    r"""(?P<space>[ \t\r]+)|(?P<newline>\n)|(?P<comment>//[^\n]*|/\*.*?\*/|(?<=\s)\#[^\n]*)|(?P<mark>[{}\[\],:])"""
    r"""|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<single>'(?:[^'\\\n]|\\.)*')|(?P<elision>\.{3,}|…|<snip>)"""
    r"""|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.-]))|(?P<word>[^\s{}\[\],:"']+)""",
    re.DOTALL,
)
_WORDS: dict[str, Any] = {
    "true": True,
    "false": False,
    "null": None,
    "True": True,
    "False": False,
    "None": None,
    "nil": None,
}
_MEMBER = re.compile(r"""^\s*(?:"(?:[^"\\]|\\.)*"|'[^']*')\s*:""")
_MAX_EXAMPLE = 200_000


def read_example(text: str) -> Example | None:
    r"""Read a JSON value from a code sample; None when the text is something else.

    >>> read_example('"host": "",\n"port": 25').value
    {'host': '', 'port': 25}
    >>> read_example('{"a": 1, ...}')
    Example(value={'a': 1}, rebuilt=False, partial=True)
    >>> read_example("plain words") is None
    True
    """
    source = text.strip().replace("\u201c", '"').replace("\u201d", '"')
    if not source or len(source) > _MAX_EXAMPLE:
        return None
    exact = _exact(source)
    if exact is not None:
        return exact
    if not (source[0] in "{[" or _MEMBER.match(source)):
        return None
    try:
        reader = _Reader(list(_lex(text)))
        value = reader.document()
    except (_NotJson, RecursionError):
        return None
    return Example(value, reader.rebuilt, reader.partial)


def _exact(source: str) -> Example | None:
    try:
        return Example(json.loads(source))
    except (ValueError, RecursionError):
        return None


class _NotJson(Exception):
    """The text is not JSON, however tolerantly read."""


def _lex(text: str) -> Iterator[_Token]:
    line, start, at = 0, 0, 0
    text = text.replace("\u201c", '"').replace("\u201d", '"').expandtabs(4)
    while at < len(text):
        found = _LEX.match(text, at)
        if found is None:
            raise _NotJson
        column = at - start
        kind = found.lastgroup or ""
        raw = found[0]
        at = found.end()
        if kind == "newline":
            line, start = line + 1, at
        elif kind == "mark":
            yield _Token(raw, raw, line, column)
        elif kind == "string":
            yield _Token("string", _unquote(raw), line, column)
        elif kind == "single":
            yield _Token("string", raw[1:-1], line, column)
        elif kind == "elision":
            yield _Token("elision", None, line, column)
        elif kind == "number":
            yield _Token("value", json.loads(raw) if not re.match(r"-?0\d", raw) else raw, line, column)
        elif kind == "word":
            yield _Token("value", _WORDS.get(raw, raw), line, column)


def _unquote(raw: str) -> str:
    try:
        return str(json.loads(raw))
    except ValueError:  # an escape that JSON has not (`\.`): keep the characters as they stand
        return raw[1:-1].replace('\\"', '"')


class _Reader:
    """A recursive-descent reader over the tokens; remembers what it had to make up."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at, self.rebuilt, self.partial, self.depth = tokens, 0, False, False, 0

    def peek(self, offset: int = 0) -> _Token:
        index = self.at + offset
        return self.tokens[index] if index < len(self.tokens) else _Token("end", None, 10**9, -1)

    def document(self) -> Any:
        if self.peek().kind not in {"{", "["}:
            self.rebuilt = True
            value = self.members(-1)
        else:
            value = self.value()
        if self.peek().kind in {"}", "]"}:
            self.rebuilt = True
        elif self.peek().kind not in {"end", ",", "elision"} and self.peek().kind not in {"{", "["}:
            raise _NotJson
        return value

    def value(self) -> Any:
        token = self.peek()
        self.at += 1
        if token.kind == "{":
            return self.members(None)
        if token.kind == "[":
            return self.elements()
        if token.kind == "elision":
            self.partial = True
            return None
        if token.kind == "string":
            return token.value
        if token.kind == "value":
            return self.bare(token)
        raise _NotJson

    def bare(self, token: _Token) -> Any:
        """A bare word runs to the end of its line: `weight: about 5 kg`."""
        words = [token.value]
        while isinstance(words[0], str) and self.peek().kind == "value" and self.peek().line == token.line:
            words.append(str(self.peek().value))
            self.at += 1
        if isinstance(token.value, str):
            self.rebuilt = True
        return token.value if len(words) == 1 else " ".join(words)

    def members(self, parent_column: int | None) -> dict[str, Any]:
        """Members up to the closing brace; with `parent_column`, members of an object whose braces are lost."""
        out: dict[str, Any] = {}
        while True:
            token = self.peek()
            if token.kind == "}" and parent_column is None:
                self.at += 1
                return out
            if token.kind == "end" or (
                parent_column is not None and (token.kind in "}]" or token.column <= parent_column)
            ):
                self.rebuilt = True
                return out
            if token.kind in {",", "elision"} or (token.value in {"...", "…"} and self.peek(1).kind != ":"):
                self.partial = self.partial or token.kind != ","
                self.at += 1
                continue
            if token.kind not in {"string", "value"} or self.peek(1).kind != ":":
                raise _NotJson
            self.at += 2
            value = self.member_value(token)
            if token.value in {"...", "…"}:
                self.partial = True
            else:
                out[str(token.value)] = value

    def member_value(self, key: _Token) -> Any:
        following = self.peek()
        names_a_member = (
            following.kind in {"string", "value"} and self.peek(1).kind == ":" and following.line > key.line
        )
        if names_a_member:
            self.rebuilt = True
            return self.members(key.column) if following.column > key.column else None
        if following.kind in {",", "}", "end"}:
            self.rebuilt = True
            return None
        return self.value()

    def elements(self) -> list[Any]:
        out: list[Any] = []
        while True:
            token = self.peek()
            if token.kind == "]":
                self.at += 1
                return out
            if token.kind in {"end", "}"}:
                self.rebuilt = True
                return out
            if token.kind == ",":
                self.at += 1
            elif token.kind == "elision":
                self.partial = True
                self.at += 1
            else:
                out.append(self.value())
