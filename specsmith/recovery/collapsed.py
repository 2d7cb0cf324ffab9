"""Collapsed text → units: a stretch from one word that may be a key or a dash to the next."""

from __future__ import annotations

import re
from bisect import bisect_right

from specsmith.recovery.flattened import unquoted
from specsmith.recovery.grammar import TEXT, WORD
from specsmith.recovery.units import (
    BLOCK,
    FLOW,
    NOTHING,
    PLAIN,
    QUOTED,
    Unit,
    forms,
    style_of,
    value_kind,
    without_properties,
)

#: Where a unit may begin: a quoted key, a word with a colon at its end, a lone dash, a lone colon (whose name was lost).
_START = re.compile(
    r"""(?<!\S)(?:
        "(?P<double>(?:[^"\\\n]|\\.){0,1500})":(?=\s|\Z)
      | '(?P<single>(?:[^'\n]|''){0,1500})':(?=\s|\Z)
      | (?P<plain>(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+*-]+(?:;\ ?[\w-]+=[\w.-]+)+
          |[\w$/{.<~+*@-][^\s"'`()*,;]*(?:\*/?\*?)?)?:(?=\s|\Z)
      | (?P<dash>-)(?=\s|\Z)
    )""",
    re.X,
)
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"(?=\s|\Z)|'(?:[^']|'')*'(?=\s|\Z)""")
_BLOCK_OF_JSON = re.compile(r"[|>][-+0-9]{0,2} (?=[{\[])")
_BRACKET = re.compile(r"""[\[\]{}]|"(?:[^"\\]|\\.)*"|(?<=[\[{,: ])'[^']*'""")
_STRUCTURE = re.compile(r"(?:\$ref|responses|operationId|parameters|schema|properties): ")
#: ``? key : value``, as libraries write keys of more than 128 characters.
_EXPLICIT_KEY = re.compile(
    r"""(?<!\S)\? (?:(?P<quoted>'(?:[^']|''){100,1500}'|"(?:[^"\\]|\\.){100,1500}")|(?P<plain>(?!['"])(?:(?!\s?:\s).){100,1500})) :(?=\s)"""
)
#: The backslash at the end of a folded line of a double-quoted scalar, now in one line; how far apart they may be.
_FOLD = re.compile(r"(?<!\\)\\ (?:\\ )?")
MAX_FOLD = 160
MAX_FLOW = 4000
MAX_JSON = 40_000
#: Keys that hold maps with free names: a word after one of them begins a name.
MAPS = frozenset(("examples", "properties", "schemas", "responses", "parameters", "headers", "scopes", "definitions"))
MAX_SURE = 300
MAX_WORDS, MAX_WORDS_OF_NAME = 12, 30


def _atomic_end(text: str, start: int) -> int:
    """Where a quoted scalar or flow collection that begins at ``start`` ends; ``start`` when none begins there."""
    first = text[start : start + 1]
    if first in "\"'" and first:
        match = _QUOTED.match(text, start)
        if match is not None and (len(match[0]) <= MAX_SURE or not _STRUCTURE.search(match[0])):
            return match.end()
        return _folded_end(text, start) if first == '"' else start
    if first in "|>" and first:
        header = _BLOCK_OF_JSON.match(text, start)
        if header is None:
            return start
        end = _balanced_end(text, header.end(), start + MAX_JSON)
        return end if end is not None else start
    if first in "[{" and first:
        end = _balanced_end(text, start, start + MAX_FLOW)
        return end if end is not None else start
    return start


def _folded_end(text: str, start: int) -> int:
    r"""Where a double-quoted scalar whose closing quote was lost ends, judged by the backslashes of its folds.

    >>> text = '"one two\\ \\ three four\\ five title: T'
    >>> text[_folded_end(text, 0):]
    'title: T'
    """
    position = start
    fold = _FOLD.search(text, position, position + MAX_FOLD)
    while fold is not None:
        position = fold.end()
        fold = _FOLD.search(text, position, position + MAX_FOLD)
    if position == start:
        return start
    following = _START.search(text, position)
    return following.start() if following is not None else len(text)


def _balanced_end(text: str, start: int, limit: int) -> int | None:
    """Where the bracket at ``start`` is closed, when white space follows there; None where it is not.

    >>> _balanced_end('{"a": "}", b: [1]} c', 0, 99)
    18
    """
    depth = 0
    for match in _BRACKET.finditer(text, start, min(limit, len(text))):
        token = match[0]
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
            if depth == 0:
                end = match.end()
                return end if end == len(text) or text[end].isspace() else None
    return None


def units(text: str, narrow: frozenset[str] = frozenset(), spaced: frozenset[str] = frozenset()) -> list[Unit]:
    """Cut collapsed text into units; ``narrow`` are keys whose value is a single word, a list or a map,
    ``spaced`` names of several words that the text speaks of elsewhere.

    >>> [(u.dashes, u.key, u.value) for u in units("tags: - users summary: 'Log: in' properties: : type: array")]
    [(0, 'tags', ''), (1, None, 'users'), (0, 'summary', "'Log: in'"), (0, 'properties', ''), (0, '', ''), (0, 'type', 'array')]
    """
    text = _EXPLICIT_KEY.sub(_implicit_key, text)
    newlines = [match.start() for match in re.finditer("\n", text)]
    found: list[Unit] = []
    position = 0
    start = _START.search(text, 0)
    lead = text[: start.start() if start else len(text)].strip()
    if lead:
        found.append(_unit(lead, 0, None, False, lead, 1, 0))
    while start is not None:
        begin = start.start()
        dashes = 0
        while start is not None and start["dash"]:
            dashes += 1
            position = _skip_space(text, start.end())
            following = _START.match(text, position)
            if following is None:
                break
            start = following
        has_key = start is not None and not start["dash"] and start.start() >= begin
        key, quoted = (
            (_key(start), start["plain"] is None and start["dash"] is None) if has_key and start else (None, False)
        )
        if start is not None and has_key:
            position = _skip_space(text, start.end())
        atom = _atomic_end(text, position)
        following = _START.search(text, max(position, atom))
        if atom > position and following is not None and text[atom : following.start()].strip():
            atom = position  # more text after the closing quote: no quoted scalar
            following = _START.search(text, position)
        end = following.start() if following is not None else len(text)
        if atom > position:
            end = atom
        value = text[position:end].strip()
        line = bisect_right(newlines, begin) + 1
        column = begin - (newlines[line - 2] if line > 1 else -1)
        found.append(_unit(text[begin:end].strip(), dashes, key, bool(quoted and key), value, line, column))
        start = following
    return _with_long_names(found, narrow, spaced)


def _implicit_key(match: re.Match[str]) -> str:
    """``? key : value`` as ``'key': value``."""
    return f"{match['quoted']}:" if match["quoted"] else "'" + match["plain"].replace("'", "''") + "':"


def _with_long_names(found: list[Unit], narrow: frozenset[str], spaced: frozenset[str]) -> list[Unit]:
    """Give back to a name of several words those that stand in the value before it: ``type: string Given name: type: …``.

    Names that the first sweep finds are looked for everywhere in the second.
    """
    first = _sweep(found, narrow, spaced)
    names = {unit.key for unit in first if unit.key and " " in unit.key and not unit.quoted_key}
    return _sweep(first, narrow, spaced | names) if names - spaced else first


def _sweep(found: list[Unit], narrow: frozenset[str], spaced: frozenset[str]) -> list[Unit]:
    by_last: dict[str, list[str]] = {}
    for name in sorted(spaced, key=lambda name: (-len(name), name)):
        rest, _, last = name.rpartition(" ")
        by_last.setdefault(last, []).append(rest)
    result: list[Unit] = []
    for unit, after in zip(found, [*found[1:], None], strict=True):
        before = result[-1] if result else None
        words = ""
        if before is not None and unit.key and not unit.quoted_key and not unit.dashes:
            words = next((rest for rest in by_last.get(unit.key, ()) if before.value.endswith(rest)), "")
            if not words and (unit.key not in narrow or before.key in MAPS):
                words = _lent_words(before, narrow)
            if not words and after is not None:
                words = _words_of_example(before, unit, after)
        if before is not None and words:
            value = before.value[: -len(words)].strip()
            text = before.text[: -len(words)].strip()
            result[-1] = _unit(text, before.dashes, before.key, before.quoted_key, value, before.line, before.indent)
            key = f"{words} {unit.key}"
            unit = _unit(f"{words} {unit.text}", 0, key, False, unit.value, unit.line, unit.indent)
        result.append(unit)
    return result


def _lent_words(unit: Unit, narrow: frozenset[str]) -> str:
    """The words at the end of a unit that cannot belong to its value."""
    if unit.kind != PLAIN or unit.key is None:
        return ""
    quoted = _QUOTED.match(unit.value)
    if quoted is not None:
        words = unit.value[quoted.end() :].strip()
    elif unit.key in narrow:
        first, _, words = unit.value.partition(" ")
        if unit.key in MAPS:
            words = unit.value
        elif not forms(first) & ~(TEXT | WORD):
            return ""
    else:
        return ""
    limit = MAX_WORDS_OF_NAME if unit.key in MAPS else MAX_WORDS
    return words if 0 < len(words.split()) <= limit and len(words) < len(unit.text) else ""


def _words_of_example(before: Unit, unit: Unit, after: Unit) -> str:
    """The words of the name of an example that stand behind the value of the example before it.

    ``value: 1 List all pets: value: 2``: what is followed by a ``value`` is an example, whose name is rarely a single word
    when the value before it seems to go on.
    """
    opens = after.key == "value" and not after.dashes and unit.kind == NOTHING
    if not opens or before.key != "value" or before.kind != PLAIN or before.value[0] in "|>":
        return ""
    words = before.value.partition(" ")[2]
    return words if 0 < len(words.split()) <= MAX_WORDS_OF_NAME else ""


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _key(match: re.Match[str]) -> str:
    if match["double"] is not None:
        return match["double"].replace('\\"', '"').replace("\\\\", "\\")
    if match["single"] is not None:
        return match["single"].replace("''", "'")
    return match["plain"] or ""


def _unit(text: str, dashes: int, key: str | None, quoted: bool, value: str, line: int, column: int) -> Unit:
    value, anchor = without_properties(value)
    kind = value_kind(value)
    if kind in (QUOTED, FLOW) and _atomic_end(value, 0) != len(value):
        kind = PLAIN
    mask = forms(unquoted(value), quoted=True) if kind == QUOTED else forms(value)
    return Unit(
        line, text, dashes, key, quoted, value, kind, mask, style=style_of(key) if key else "",
        fences=text.count("```"), indent=column, anchor=anchor,
    )  # fmt: skip


__all__ = ["BLOCK", "NOTHING", "units"]
