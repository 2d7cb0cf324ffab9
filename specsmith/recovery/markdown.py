"""Markdown in text that lost its line breaks: headings, lists and fences begin lines again, where evidence allows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_HEADING = re.compile(r"(?<!\S)(#{1,6}) (?=[^\s#])")
_ITEM = re.compile(
    r"(?<=[.:;!?)]) (?=(?:[-*] |\d{1,2}\. )\S)|(?<=`) (?=[-*] `|\d{1,2}\. \S)"
)  # not "`name` - what it is"
_RULE = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_FENCE = re.compile(r" ?(```)([A-Za-z]+(?= ))? ?")
_STARTS_BLOCK = re.compile(r"#{1,6} |[-*+] |\d{1,3}[.)] |```|>|\|")
MAX_WORDS = 5


def headings(texts: Iterable[str]) -> frozenset[str]:
    """The headings that a document uses more than once: ``##### Permissions`` in one text vouches for it in another.

    >>> sorted(headings(["a ##### Permissions No permission required", "b ##### Permissions Must be admin"]))
    ['Permissions']
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for match in _HEADING.finditer(text):
            words = text[match.end() : match.end() + 120].split()[:MAX_WORDS]
            counts.update(tuple(words[:length]) for length in range(1, len(words) + 1))
    known = set()
    longest: dict[tuple[str, ...], int] = {}
    for phrase, count in counts.items():
        longest[phrase[:-1]] = max(longest.get(phrase[:-1], 0), count)
    for phrase, count in counts.items():
        if count > 1 and longest.get(phrase, 0) < 0.8 * count:
            known.add(" ".join(phrase))
    return frozenset(known)


def restore(text: str, known: frozenset[str] = frozenset()) -> str:
    """Break a collapsed text where Markdown structure begins. Changes nothing but white space.

    >>> restore("Log in. ##### Permissions No permission required", frozenset({"Permissions"}))
    'Log in.\\n\\n##### Permissions\\nNo permission required'
    >>> restore("Steps: 1. Ask 2. Wait")
    'Steps:\\n1. Ask\\n2. Wait'
    >>> restore("One of: - `a` - the first - `b` - the second")
    'One of:\\n- `a` - the first\\n- `b` - the second'
    >>> restore("Limits: | a | b | |---|---| | 1 | 2 | | 3 | 4 |")
    'Limits:\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n| 3 | 4 |'
    """
    parts = []
    position = 0
    for match in _HEADING.finditer(text):
        parts.append(text[position : match.start()].rstrip())
        position = match.start()
    parts.append(text[position:])
    restored = "\n\n".join(_heading(part, known) for part in parts if part)
    return _fences(_tables(_items(restored)))


def _heading(part: str, known: frozenset[str]) -> str:
    match = _HEADING.match(part)
    if match is None:
        return part
    body = part[match.end() :]
    words = body.split()
    for length in range(min(MAX_WORDS, len(words)), 0, -1):
        name = " ".join(words[:length])
        if name in known:
            rest = body[len(name) :].strip()
            return f"{match[1]} {name}\n{rest}" if rest else f"{match[1]} {name}"
    return part


def _items(text: str) -> str:
    """Begin the first item of a list after the end of a sentence or a colon; the others follow where they look like it."""
    lines = _ITEM.sub("\n", text).split("\n")
    return "\n".join(_further(line) for line in lines)


def _further(line: str) -> str:
    """The items after the first one on a line: the next numbers, or dashes before a word of the same kind."""
    numbered = re.match(r"(\d{1,2})\. ", line)
    if numbered:
        number, out, rest = int(numbered[1]), [], line
        while (at := rest.find(f" {number + 1}. ")) > 0:
            out.append(rest[:at])
            rest, number = rest[at + 1 :], number + 1
        return "\n".join([*out, rest])
    dashed = re.match(r"([-*]) (\*\*|`|\[|[A-Z]|[a-z]|\d)", line)
    if not dashed:
        return line
    first = dashed[2]
    kind = (
        "[A-Z]" if first.isupper() else "[a-z]" if first.islower() else r"\d" if first.isdigit() else re.escape(first)
    )
    return re.sub(rf" (?={re.escape(dashed[1])} {kind})", "\n", line)


def _tables(text: str) -> str:
    """Rows of a pipe table begin lines again: its rule of dashes says how many cells each of them has."""
    if "\n" in text and re.search(r"(?m)^\s*\|?\s*:?-{2,}", text):
        return text
    for rule in _RULE.finditer(text):
        cells = rule[0].count("|") - 1
        row = rf"\|(?:[^|\n]*\|){{{cells}}}"
        found = re.search(rf"(?:^|(?<=\s)){row} {re.escape(rule[0])}(?: {row})*(?=\s|$)", text)
        if found:
            rows = re.findall(row, found[0])
            before, after = text[: found.start()].rstrip(), text[found.end() :].strip()
            return "\n\n".join(part for part in (before, "\n".join(rows), after) if part)
    return text


def _fences(text: str) -> str:
    if text.count("```") % 2 or "```" not in text:
        return text
    opening = [True]

    def line(match: re.Match[str]) -> str:
        opens = opening.pop()
        opening.append(not opens)
        return f"\n```{match[2] or ''}\n" if opens else f"\n```{'' if not match[2] else chr(10) + match[2]}\n"

    return _FENCE.sub(line, text).strip()


def fold(lines: list[str]) -> str:
    """Join the lines of a folded block scalar as YAML does, but keep lines that begin Markdown blocks.

    >>> fold(["Log in.", "##### Permissions", "No permission", "required."])
    'Log in.\\n##### Permissions\\nNo permission required.'
    """
    out: list[str] = []
    fenced = False
    keep = True
    for line in lines:
        block = bool(_STARTS_BLOCK.match(line))
        if out and not (keep or block or fenced):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
        if line.startswith("```"):
            fenced = not fenced
        keep = line.startswith(("#", "```"))
    return "\n".join(out)
