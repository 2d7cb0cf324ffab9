"""Documents that break off in the middle: everything that was complete is kept, the place of the cut is named."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from specsmith.recovery.cleanup_codes import TRUNCATED
from specsmith.recovery.cleanup_text import Draft, specs_in

_MAX_DROPPED = 2000
_MAX_PLAIN = 3
_OPENED = re.compile(r"""(?:^\s*-?|:|[\[{,])\s*(?:[\w$/-]+:\s+)?(["'])""")
"""A value that begins with a quote."""


def mend_truncated(draft: Draft) -> bool:
    """Drop the unfinished end of a document, if what stands before it is then a spec; says whether it did."""
    if draft.text.lstrip().startswith("{"):
        return _mend_json(draft)
    return _mend_yaml(draft)


def _mend_yaml(draft: Draft) -> bool:
    total = len(draft.lines)
    most = min(_MAX_DROPPED, total * 2 // 3)
    likely = next((drop for drop in _likely(draft.lines) if drop <= most and _ends(draft, total - drop)), 0)
    if most < 1 or not (likely or _ends(draft, total - most)):
        return False
    low, high = likely or 1, likely or most  # else search for the fewest: a shorter text of whole lines loads, mostly
    while low < high:
        middle = (low + high) // 2
        if _ends(draft, total - middle):
            high = middle
        else:
            low = middle + 1
    end = total - low
    dropped = [line for line in draft.lines[end:] if line.strip()]
    if not dropped or not _breaks_off(draft.lines[:end], dropped):
        return False
    place = " > ".join(_ancestors(draft.lines, end))
    draft.note(TRUNCATED, end, f"the text breaks off inside {place or 'the document'}; left out: '{' '.join(dropped[0].split())[:60]}'"
               + (f" and {len(dropped) - 1} lines after it" if len(dropped) > 1 else ""))  # fmt: skip
    draft.keep(list(range(end)))
    draft.lines.append("")
    draft.origin.append(draft.origin[-1])
    return True


def _likely(lines: list[str]) -> list[int]:
    """How many lines a cut has spoiled, most likely: the last few, or all of a string that was never closed."""
    back = range(1, min(len(lines), _MAX_DROPPED))
    opened = [drop for drop in back if _OPENED.search(lines[len(lines) - drop])]
    return sorted({*range(1, _MAX_PLAIN + 1), *opened[:4]})


def _breaks_off(kept: list[str], dropped: list[str]) -> bool:
    """Whether the end is that of a cut text: a few lines, or one string that was never closed. Lost indentation is no cut."""
    if not any(line.startswith((" ", "-")) for line in kept):
        return False
    if len(dropped) <= _MAX_PLAIN:
        return True
    opened = _OPENED.search(dropped[0])
    if not opened:
        return False
    text = re.sub(r"\\.|''", "", "\n".join(dropped))
    return text.count(opened[1]) % 2 == 1


def _ends(draft: Draft, end: int) -> bool:
    return bool(specs_in("\n".join(draft.lines[:end]) + "\n"))


def _ancestors(lines: list[str], index: int) -> list[str]:
    """The keys above a line, outermost first, by indentation."""
    line = lines[index] if index < len(lines) else ""
    indent, out = len(line) - len(line.lstrip()), []
    for previous in reversed(lines[:index]):
        own = len(previous) - len(previous.lstrip())
        found = re.match(r"""\s*(?:- )?["']?(.+?)["']?\s*:(?:\s|$)""", previous)
        if previous.strip() and own < indent and found:
            out.append(found[1])
            indent = own
        if indent == 0:
            break
    return out[::-1]


@dataclass(slots=True)
class _Cut:
    """Where a JSON text can be closed: the offset after the last complete value, the open brackets and keys there."""

    offset: int = 0
    stack: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


_TOKEN = re.compile(r'\s+|"(?:[^"\\]|\\.)*"|[{}\[\],:]|-?\d[\d.eE+-]*|true|false|null', re.DOTALL)


def _mend_json(draft: Draft) -> bool:
    text = draft.text
    cut = _last_complete(text)
    if cut is None:
        return False
    closers = "".join("}" if mark == "{" else "]" for mark in reversed(cut.stack))
    mended = text[: cut.offset] + closers
    try:
        json.loads(mended)
    except ValueError:
        return False
    if not specs_in(mended):
        return False
    end = text.count("\n", 0, cut.offset)
    place = " > ".join(key for key in cut.keys if key)
    rest = " ".join(text[cut.offset :].split())[:60]
    draft.note(TRUNCATED, end, f"the text breaks off inside {place or 'the document'}; left out: '{rest}'")
    draft.lines = mended.split("\n")
    draft.origin = draft.origin[: len(draft.lines)]
    return True


def _last_complete(text: str) -> _Cut | None:
    """Follow the brackets to the end of the text; None when they close, or when the text is no JSON before its end."""
    stack: list[str] = []
    keys: list[str] = []
    cut, at, pending, after_colon = _Cut(), 0, "", False
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            break
        token, at = found[0], found.end()
        if token.isspace():
            continue
        if token in "{[":
            stack.append(token)
            keys.append(pending)
            pending, after_colon = "", False
        elif token in "}]":
            if not stack:
                return None
            stack.pop()
            keys.pop()
            pending = ""
        elif token == ":":
            after_colon = True
            continue
        elif token == ",":
            pending, after_colon = "", False
            continue
        elif token.startswith('"') and stack and stack[-1] == "{" and not after_colon:
            pending = token[1:-1]
            continue
        elif token[0].isdigit() or token[0] == "-":
            if at == len(text):
                break  # the number may have had more digits
            after_colon = False
        else:
            after_colon = False
        cut = _Cut(at, list(stack), list(keys))
        if not stack:
            return None
    return cut if stack and cut.offset else None
