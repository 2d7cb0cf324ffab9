"""What was pasted around or beside a document: page chrome, line numbers, code fences, quotation prefixes."""

from __future__ import annotations

import re
from itertools import pairwise

from specsmith.recovery.cleanup_codes import CODE_FENCE, LINE_NUMBERS, PAGE_CHROME, QUOTE_PREFIX
from specsmith.recovery.cleanup_text import TOP_KEY, Draft, specs_in

_FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*([\w+.-]*)[^`]*$")
_SPEC_LANGUAGES = frozenset(
    {"", "yaml", "yml", "json", "openapi", "swagger", "text", "plaintext", "txt", "json5", "jsonc"}
)
_MAX_CHROME = 15
_EMPTY_NUMBERED = re.compile(r"\s*\d+[ \t]*[|:.)]?\s*")


def strip_quote_prefix(draft: Draft) -> None:
    """`> ` before every line, as mail programs quote."""
    filled = [line for line in draft.lines if line.strip()]
    one_line = bool(filled) and filled[0].startswith(("> {", ">{"))
    if (len(filled) < 3 and not one_line) or not all(line.startswith(">") for line in filled):
        return
    draft.replace_lines(lambda line: re.sub(r"^> ?", "", line))
    draft.note(QUOTE_PREFIX, 0, "`>` was taken off every line")


def take_from_fences(draft: Draft) -> None:
    """Keep what stands inside Markdown code fences, when it is a spec and the text around it is none.

    Several specs are kept apart by `---`; the parts of one spec that a page explains piece by piece are joined.
    """
    fences = _fences(draft.lines)
    if not fences or _spec_outside(draft.lines, fences):
        return
    chosen: list[tuple[int, int]] = [span for span in fences if _holds_spec(draft.lines[span[0] : span[1]])]
    if not chosen or not any(
        _version_key(draft.lines[a:b]) or _top_keys(draft.lines[a:b]) & {"paths"} for a, b in chosen
    ):
        return
    lines: list[str] = []
    origin: list[int] = []
    seen: set[str] = set()
    for start, end in chosen:
        keys = _top_keys(draft.lines[start:end])
        if lines and (_version_key(draft.lines[start:end]) or keys & seen):
            lines.append("---")
            origin.append(draft.origin[start - 1])
            seen = set()
        seen |= keys
        indent = min((len(line) - len(line.lstrip()) for line in draft.lines[start:end] if line.strip()), default=0)
        lines += [line[indent:] for line in draft.lines[start:end]]
        origin += draft.origin[start:end]
    first = draft.origin[chosen[0][0] - 1]
    draft.lines, draft.origin = [*lines, ""], [*origin, origin[-1]]
    draft.note(
        CODE_FENCE,
        0,
        f"the document was taken out of {len(chosen)} code fence{'s' if len(chosen) > 1 else ''} (from line {first})",
    )


def _fences(lines: list[str]) -> list[tuple[int, int]]:
    """Spans (first line inside, line of the closing fence) of fences; one that is never closed runs to the end."""
    spans, start, mark, wanted = [], -1, "", False
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if start < 0 and found:
            start, mark, wanted = index + 1, found[2], found[3].lower() in _SPEC_LANGUAGES
        elif start >= 0 and found and found[2].startswith(mark) and not found[3]:
            if wanted:
                spans.append((start, index))
            start = -1
    if start >= 0 and wanted:
        spans.append((start, len(lines)))
    return spans


def _spec_outside(lines: list[str], fences: list[tuple[int, int]]) -> bool:
    inside = {i for a, b in fences for i in range(a - 1, b + 1)}
    return any(
        re.match(r"""["']?(?:swagger|openapi|paths)["']?\s*:""", line)
        for i, line in enumerate(lines)
        if i not in inside
    )


def _dedented(lines: list[str]) -> list[str]:
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[indent:] for line in lines]


def _top_keys(lines: list[str]) -> set[str]:
    return {line.split(":")[0].strip("\"' ") for line in _dedented(lines) if TOP_KEY.match(line)}


def _version_key(lines: list[str]) -> bool:
    return any(
        re.match(r"""\s*[{]?\s*["']?(?:swagger|openapi|specificationVersion|swaggerVersion)["']?\s*:""", line)
        for line in _dedented(lines)[:40]
    )


def _holds_spec(lines: list[str]) -> bool:
    return _version_key(lines) or bool(_top_keys(lines) & {"info", "paths", "definitions", "components", "servers", "apis"}) or (
        bool(lines) and lines[0].lstrip().startswith("/") and bool(_top_keys(lines)))  # fmt: skip


def strip_line_numbers(draft: Draft) -> None:
    """A column `1`, `2`, `3` … before the lines, or the same numbers in a block or a line of their own."""
    if _strip_number_block(draft):
        return
    numbered = [
        (i, int(found[1]), found)
        for i, line in enumerate(draft.lines)
        if (found := re.match(r"\s*(\d{1,7})(?=\D|$)", line))
    ]
    filled = sum(bool(line.strip()) for line in draft.lines)
    steps = sum(b[1] - a[1] == 1 for a, b in pairwise(numbered))
    one_line = re.match(r"\s*1[ \t|:.)]+\{", draft.lines[0]) and filled == len(numbered) < 3
    if (filled < 3 and not one_line) or len(numbered) < 0.9 * filled or steps < 0.9 * (len(numbered) - 1):
        return
    cut = _number_width(draft.lines)
    for index, _, found in numbered:
        line = draft.lines[index]
        draft.lines[index] = line[cut:] if cut else line[found.end() :]
    if not cut:
        _strip_separator(draft, [i for i, _, _ in numbered])
    draft.note(LINE_NUMBERS, numbered[0][0], f"a column of {len(numbered)} line numbers was taken off")


_NUMBERED = re.compile(r"(?P<number>\s*\d+)(?P<gap>[ \t]*[|:.)]?[ \t]*)(?=\S)")


def _number_width(lines: list[str]) -> int:
    """The column where the text begins, if the number column has one width for all lines; else 0."""
    found = [match for line in lines if not _EMPTY_NUMBERED.fullmatch(line) and (match := _NUMBERED.match(line))]
    if not found:
        return 0
    aligned = len({match.end("number") for match in found}) == 1
    gaps: dict[int, int] = {}
    for match in found:
        width = len(match["number"])
        gaps[width] = min(gaps.get(width, 99), len(match["gap"]))
    padded = any(
        gap < min((gaps[narrow] for narrow in gaps if narrow < width), default=0) for width, gap in gaps.items()
    )
    return min(match.end() for match in found) if aligned or padded else 0


def _strip_separator(draft: Draft, indexes: list[int]) -> None:
    filled = [draft.lines[i] for i in indexes if draft.lines[i].strip()]
    for mark in ("|", ":", ".", ")"):
        if filled and all(line.lstrip(" ").startswith(mark) for line in filled):
            for i in indexes:
                draft.lines[i] = draft.lines[i].lstrip(" ")[1:]
            break
    filled = [draft.lines[i] for i in indexes if draft.lines[i].strip()]
    shift = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    for i in indexes:
        draft.lines[i] = draft.lines[i][shift:]


def _strip_number_block(draft: Draft) -> bool:
    """Lines that are nothing but 1, 2, 3 … before (or after) the document, or one line that counts."""
    lone = [(i, int(line)) for i, line in enumerate(draft.lines) if re.fullmatch(r"\s*\d{1,7}\s*", line)]
    counting = [i for i, line in enumerate(draft.lines) if re.fullmatch(r"\s*1\s+2\s+3(?:\s+\d+)*\s*", line)]
    if counting:
        drop = set(counting)
    else:
        run = [
            i
            for position, (i, number) in enumerate(lone)
            if number == position + 1 or (lone[0][1] == 1 and number - position == 1)
        ]
        if (
            len(run) < 3
            or len(run) < len(lone)
            or run[-1] - run[0] >= 2 * len(run)
            or len(run) > 0.75 * len([x for x in draft.lines if x.strip()]) + 2
        ):
            return False
        if [number for _, number in lone] != list(range(1, len(lone) + 1)):
            return False
        drop = set(run)
    first = min(drop)
    draft.note(LINE_NUMBERS, first, f"{len(drop)} lines of line numbers were left out")
    draft.keep([i for i in range(len(draft.lines)) if i not in drop])
    return True


def strip_chrome(draft: Draft) -> None:
    """Lines of the page before the first member of the document and after its last."""
    start = next((i for i, line in enumerate(draft.lines) if _starts_document(line)), -1)
    if start < 0:
        return
    before = [line for line in draft.lines[:start] if line.strip()]
    if before and len(before) <= _MAX_CHROME and not any(re.match(r"\s*(?:#|%YAML|---)", line) for line in before):
        draft.note(PAGE_CHROME, 0, f"left out before the document: {_brief(before)}")
        draft.keep(list(range(start, len(draft.lines))))
    if draft.lines and draft.lines[0].lstrip().startswith(("{", "[")):
        _strip_after_json(draft)
    else:
        _strip_after_yaml(draft)


def _starts_document(line: str) -> bool:
    return (
        bool(TOP_KEY.match(line))
        or line.strip() in {"{", "---"}
        or bool(re.match(r"""\s*\{\s*["']\w+["']\s*:""", line))
    )


def _strip_after_json(draft: Draft) -> None:
    last = next(
        (i for i in range(len(draft.lines) - 1, -1, -1) if re.match(r"^\s*[}\]]+\s*$|.*[}\]]\s*$", draft.lines[i])), -1
    )
    after = [line for line in draft.lines[last + 1 :] if line.strip()]
    if last >= 0 and after and len(after) <= _MAX_CHROME and not any(re.search(r'[{}\[\]"]', line) for line in after):
        draft.note(PAGE_CHROME, last + 1, f"left out after the document: {_brief(after)}")
        draft.keep(list(range(last + 1)))


def _strip_after_yaml(draft: Draft) -> None:
    indented = sum(line.startswith(" ") for line in draft.lines)
    if indented * 5 < len(draft.lines):  # flattened: nothing tells a footer from the text of a description
        return
    end = len(draft.lines)
    while end > 0 and not _belongs(draft.lines[end - 1]):
        end -= 1
    after = [line for line in draft.lines[end:] if line.strip()]
    if not after or len(after) > _MAX_CHROME or end == 0 or specs_in(draft.text):
        return
    draft.note(PAGE_CHROME, end, f"left out after the document: {_brief(after)}")
    draft.keep(list(range(end)))


def _belongs(line: str) -> bool:
    """Whether a line can be the last one of a YAML document: indented, a member of the root, a list item, a mark."""
    return bool(line.strip()) and (
        line[0] in " \t" or bool(TOP_KEY.match(line)) or line.startswith(("- ", "}", "]", "#", "---", "..."))
    )


def _brief(lines: list[str]) -> str:
    words = " / ".join(" ".join(line.split())[:40] for line in lines[:3])
    return f"'{words}'" + (f" and {len(lines) - 3} more" if len(lines) > 3 else "")
