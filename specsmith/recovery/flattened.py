"""Flattened text → units: one a line, but for flow collections and quoted scalars that span several."""

from __future__ import annotations

import re

from specsmith.recovery.units import FLOW, NOTHING, PLAIN, QUOTED, Unit, forms, style_of, value_kind, without_properties

_DASHES = re.compile(r"((?:-[ \t]+)*(?:-\Z)?)(.*)\Z", re.S)
_KEY = re.compile(
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^']|'')*)'|(?P<plain>[^\s"'#&*!|>%@`{}\[\],](?:(?!\s\#).)*?|[{*][^{}\s]*\}?\S*?))\s*:(?=\s|\Z)"""
)
_CLOSING = {"[": "]", "{": "}"}
#: Lines that open a part of the document; no quoted scalar goes on over one of them.
_ANCHOR = re.compile(r"(?:paths|components|definitions|info|swagger|openapi|responses|(['\"]?)/\S*\1):\Z")
_NEXT_KEY = re.compile(r"[a-z$][\w$-]*:(?:\s|\Z)")
_EXPLICIT_KEY = re.compile(r"((?:- )*)\? (?=\S)")
MAX_JOINED = 400
MAX_KEY = 20


def split_lines(text: str) -> list[tuple[int, int, str]]:
    """(line number, indent, stripped line) of every line that is not blank."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped:
            found.append((number, len(line) - len(line.lstrip()), stripped))
    return _explicit_keys(found)


def _explicit_keys(lines: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Write ``? key`` and ``: value`` (how libraries write keys of more than 128 characters) as ``key:`` and ``value``.

    A long key may go on over several lines.
    """
    found: list[tuple[int, int, str]] = []
    index = 0
    while index < len(lines):
        number, indent, text = lines[index]
        match = _EXPLICIT_KEY.match(text)
        end = _end_of_key(lines, index) if match is not None else None
        if match is None or end is None:
            found.append(lines[index])
            index += 1
            continue
        key = " ".join([text[match.end() :].strip(), *(line[2] for line in lines[index + 1 : end])])
        if ": " in key and key[0] not in "\"'":
            key = "'" + key.replace("'", "''") + "'"
        found.append((number, indent, f"{match[1]}{key}:"))
        value = lines[end][2][1:].strip()
        if value:
            found.append((lines[end][0], lines[end][1], value))
        index = end + 1
    return found


def _end_of_key(lines: list[tuple[int, int, str]], start: int) -> int | None:
    """Where the value of an explicit key begins; None where it has none."""
    for index in range(start + 1, min(len(lines), start + MAX_KEY)):
        if lines[index][2].startswith(": ") or lines[index][2] == ":":
            return index
        if lines[index][2].startswith(("- ", "? ")):
            return None
    return None


def parse(line: int, text: str) -> Unit:
    """Cut one line into dashes, key and value.

    >>> unit = parse(1, "- 'name': some text")
    >>> unit.dashes, unit.key, unit.value
    (1, 'name', 'some text')
    """
    match = _DASHES.match(text)
    assert match is not None  # the pattern fits every text
    dashes, rest = match[1].count("-"), match[2]
    key = None
    quoted_key = False
    if ":" in rest:
        found = _KEY.match(rest)
        if found:
            plain = found["plain"]
            quoted_key = plain is None
            key = plain if plain is not None else _unquote_key(found)
            rest = rest[found.end() :].strip()
    value, anchor = without_properties(rest)
    kind = value_kind(value)
    mask = forms(unquoted(value), quoted=True) if kind == QUOTED else forms(value)
    return Unit(
        line, text, dashes, key, quoted_key, value, kind, mask, style=style_of(key) if key else "", fences=text.count("```"),
        anchor=anchor,
    )  # fmt: skip


def _unquote_key(match: re.Match[str]) -> str:
    if match["double"] is not None:
        return match["double"].replace('\\"', '"').replace("\\\\", "\\")
    return match["single"].replace("''", "'")


def unquoted(value: str) -> str:
    """The inside of a quoted scalar, roughly: enough to judge its form."""
    return value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]


def is_open(value: str) -> bool:
    """Whether a quoted scalar or flow collection is not closed at the end of ``value``.

    >>> [is_open(v) for v in ("'a", "'it''s'", '"a\\\\"', "[a, [b]", "{}", "[x](y) z")]
    [True, False, True, True, False, False]
    """
    first = value[:1]
    if first == "'":
        body = value[1:].replace("''", "")
        return not body.rstrip().endswith("'") and "'" not in body
    if first == '"':
        return re.match(r'"(?:[^"\\]|\\.)*"', value, re.S) is None
    if first in _CLOSING:
        depth, quote = 0, ""
        for char in value:
            if quote:
                quote = "" if char == quote else quote
            elif char in "\"'":
                quote = char
            elif char in "[{":
                depth += 1
            elif char in "]}":
                depth -= 1
                if depth == 0:
                    return False
        return depth > 0
    return False


def join(lines: list[tuple[int, int, str]], start: int, first: Unit) -> tuple[str, int]:
    """Add the lines that a quoted scalar or flow collection goes on over; returns (text, index after them).

    Where it is not closed within a few hundred lines, or a line in between opens an object of the grammar, it is no scalar.
    """
    value = first.value
    text = first.text
    for index in range(start + 1, min(len(lines), start + MAX_JOINED)):
        line = lines[index][2]
        if value[:1] in _CLOSING and re.match(r"- \w+: |\w+:\Z|'?/\S*:\Z", line):
            break
        if _ANCHOR.match(line):
            break
        value = f"{value}\n{line}"
        text = f"{text}\n{line}"
        if not is_open(value):
            if value[0] in _CLOSING and not value.endswith(_CLOSING[value[0]]):
                break
            if value[0] in "\"'" and not value.endswith(value[0]):
                break
            return text, index + 1
    return first.text, start + 1


def join_folded(lines: list[tuple[int, int, str]], start: int, first: Unit) -> tuple[str, int]:
    """Add the lines that a double-quoted scalar whose end was lost goes on over: each ends in the backslash of a fold."""
    taken = [first.text]
    for index in range(start + 1, min(len(lines), start + MAX_JOINED)):
        line = lines[index][2]
        if not taken[-1].endswith("\\") or (_NEXT_KEY.match(line) and not line.startswith("\\")):
            break
        taken.append(line)
    if len(taken) == 1:
        return first.text, start + 1
    return "\n".join(taken).rstrip("\\") + '"', start + len(taken)


def units(text: str) -> list[Unit]:
    """Cut flattened text into units."""
    lines = split_lines(text)
    known: dict[str, Unit] = {}
    found: list[Unit] = []
    index = 0
    while index < len(lines):
        number, indent, line = lines[index]
        unit = known.get(line)
        if unit is None:
            unit = known[line] = parse(number, line)
        following = index + 1
        if unit.kind in (QUOTED, PLAIN, FLOW) and unit.value[:1] in ("'", '"', "[", "{") and is_open(unit.value):
            joined, following = join(lines, index, unit)
            if following == index + 1 and unit.value.startswith('"'):
                joined, following = join_folded(lines, index, unit)
            if following > index + 1:
                unit = parse(number, joined)
        unit = unit.at(number)
        unit.indent = indent
        found.append(unit)
        index = following
    return found


__all__ = ["NOTHING", "is_open", "parse", "split_lines", "units", "unquoted"]
