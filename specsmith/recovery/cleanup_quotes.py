"""Typographic quotes that a word processor put in place of those that YAML and JSON need."""

from __future__ import annotations

import re

from specsmith.recovery.cleanup_codes import SMART_QUOTES
from specsmith.recovery.cleanup_text import TOP_KEY, Draft, block_scalar_lines

_DOUBLE, _SINGLE = "\u201c\u201d\u201e", "\u2018\u2019\u201a"
_OPENING, _CLOSING = "\u201c\u201d\u201e\u2018\u2019\u201a", "\u201d\u201c\u2019\u2018"
_KEY = re.compile(rf"^(\s*(?:- +)*[\[{{]?\s*)[{_OPENING}]([^{_OPENING}{_CLOSING}\n]*)[{_CLOSING}](\s*:(?=\s|$))")
_VALUE = re.compile(rf"((?:^\s*-|:|[\[{{,])\s+|[\[{{])[{_OPENING}]([^\n]*?)[{_CLOSING}](?=\s*(?:[,\]}}]|$|\s#|:\s))")
_OPENED = re.compile(
    rf"^(?P<before>\s*(?:- +)*(?:[^\s{_OPENING}#][^{_OPENING}]*?:\s+)?)(?P<mark>[{_OPENING}])(?P<rest>.*)$"
)
_NEXT = r"(?=\s+(?:- )*[\"'\u201c\u2018]?[\w$/{}.~-]+[\"'\u201d\u2019]?:(?:\s|$)|\s+- |\s*$)"
_TOKEN = re.compile(
    rf"(?:(?<=: )|(?<=- )|(?<=[\[{{,])|(?<=[\[{{,] )|(?<=\s)(?=\S+:\s))[{_OPENING}]([^\s{_OPENING}{_CLOSING}]*)[{_CLOSING}](?=[\s,\]}}:]|$)"
)
_SPAN = re.compile(
    rf"(?<=: )(?:\u201c((?:[^{_DOUBLE}]|\\[{_DOUBLE}]){{0,4000}}?)\u201d|\u2018([^\u2018]{{0,4000}}?)\u2019){_NEXT}"
)
_KEY_LINE = re.compile(
    rf"^(?:- )*[\"'{_OPENING}]?(?:\$ref|[1-5]\d\d|default|/\S*|(?:type|name|in|schema|items|properties|format|description|summary|operationId|tags|enum"
    rf"|example|examples|required|responses|parameters|content|get|put|post|delete|patch|x-[\w-]+))[\"'{_CLOSING}]?:(?:\s|$)"
)
_NEEDED = re.compile(
    rf"(?m)^\s*[{{\[]?\s*[{_OPENING}][^\n{_CLOSING}]*[{_CLOSING}]\s*:|\$ref[\"']?\s*:\s*[{_OPENING}]|(?:swagger|openapi)[\"'{_CLOSING}]?\s*:\s*[{_OPENING}]"
    rf"|:\s+[{_OPENING}]\d{{3}}[{_CLOSING}]|[\[,]\s*[{_OPENING}][^\n{_CLOSING}]*[{_CLOSING}]\s*[,\]]"
)
_JSON_STRING = re.compile(
    rf"((?:^|[\[{{,:])\s*)[{_DOUBLE}]((?:\\[^\n]|[^\\\n])*?)[{_DOUBLE}]"
    rf"(?=\s*(?:\}}|\]|\Z|:\s*[{_DOUBLE}\"\[{{\dtfn-]|,\s*[{_DOUBLE}\"\[{{\dtfn-]))"
)
_ESCAPES = re.compile(r"\\(?![0abtnvfre \"/\\N_LP\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
_COLLAPSED = 2_000
_MAX_LINES = 400
_HEAD = 20


def fix_smart_quotes(draft: Draft) -> None:
    """Straighten typographic quotes, if the document uses them where only YAML quotes make sense (keys, `$ref`, versions)."""
    if not _NEEDED.search(draft.text):
        return
    before = list(draft.lines)
    head = draft.lines[:_HEAD]
    if any(line.lstrip().startswith("{") for line in head) and not any(TOP_KEY.match(line) for line in head):
        draft.lines = _JSON_STRING.sub(lambda m: m[1] + _quoted_json(m[2]), draft.text).split("\n")
    else:
        _in_yaml(draft.lines)
    changed = [index for index, (old, new) in enumerate(zip(before, draft.lines, strict=True)) if old != new]
    if changed:
        draft.note(SMART_QUOTES, changed[0], f"typographic quotes in {len(changed)} lines were straightened")


def _in_yaml(lines: list[str]) -> None:
    inside, index = block_scalar_lines([line.replace("\t", "  ") for line in lines]), 0
    while index < len(lines):
        end = index if index in inside else _quoted_value(lines, index)
        if end == index and index not in inside:
            line = lines[index]
            if len(line) > _COLLAPSED:
                line = _SPAN.sub(lambda m: _straight(m[2], "'") if m[1] is None else _straight(m[1], ""), line)
                lines[index] = _TOKEN.sub(lambda m: _quoted(m[1]), line)
            else:
                lines[index] = _in_line(line)
        index = max(index, end - 1) + 1


def _quoted_value(lines: list[str], index: int) -> int:
    """Straighten the value that opens on this line and closes at the end of this or a later one; returns the line after it."""
    line = _KEY.sub(lambda m: f"{m[1]}{_quoted(m[2])}{m[3]}", lines[index])
    found = _OPENED.match(line)
    if not found:
        return index
    kind = _DOUBLE if found["mark"] in _DOUBLE else _SINGLE
    flat = not any(other.startswith((" ", "\t")) for other in lines)
    end = index
    while end - index < _MAX_LINES:
        text = (found["rest"] if end == index else lines[end]).rstrip()
        if text and text[-1] in kind and not text.endswith("\\" + text[-1]) and not _doubled(text, kind):
            break
        end += 1
        if end == len(lines) or (_KEY_LINE.match(lines[end]) if flat else _indent(lines[end]) <= _indent(line)):
            return index
    else:
        return index
    inner = "\n".join([found["rest"], *lines[index + 1 : end + 1]]).rstrip()[:-1]
    first = next((i for i, char in enumerate(inner) if char in kind), -1)
    if kind is _DOUBLE and first >= 0 and inner[first] == "\u201d" and inner[first - 1 : first] != "\\":
        return index  # `“Foo” and “bar”` is a text that begins and ends with quotes of its own
    mark = "" if kind is _DOUBLE else "'"
    lines[index : end + 1] = (found["before"] + _straight(inner, mark)).split("\n")
    return end + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else len(line) + _MAX_LINES


def _doubled(text: str, kind: str) -> bool:
    """Whether the last quotes are a pair, which in single quotes stands for one apostrophe."""
    run = len(text) - len(text.rstrip(_SINGLE))
    return kind is _SINGLE and run > 0 and run % 2 == 0


def _straight(inner: str, mark: str) -> str:
    """A whole quoted value; what was escaped within it stays so."""
    if mark and not re.search(rf"[\"'\\{_SINGLE}]", inner):
        return _quoted(inner)
    if mark:
        inner = re.sub(rf"[{_SINGLE}]{{2}}", "''", inner)
        return "'" + re.sub(r"(?<!')'(?!')", "''", inner) + "'"
    inner = re.sub(rf"\\[{_DOUBLE}]", r'\\"', inner)
    if _ESCAPES.search(inner):
        return "'" + inner.replace("'", "''") + "'"
    return '"' + re.sub(r'(?<!\\)"', r"\\" + '"', inner) + '"'


def _in_line(line: str) -> str:
    line = _KEY.sub(lambda m: f"{m[1]}{_quoted(m[2])}{m[3]}", line)
    for _ in range(20):
        new = _VALUE.sub(lambda m: m[1] + _quoted(m[2]), line)
        if new == line:
            break
        line = new
    return line


def _quoted_json(inner: str) -> str:
    """A JSON string; an escaped typographic quote within it was an escaped straight one."""
    inner = re.sub(rf"\\[{_DOUBLE}]", r'\\"', inner)
    inner = re.sub(rf"\\([{_SINGLE}])", r"\1", inner)
    return '"' + re.sub(r'(?<!\\)"', r"\"", inner) + '"'


def _quoted(inner: str) -> str:
    """The content between straight quotes; typographic quotes within it are text and stay."""
    return '"' + inner + '"' if '"' not in inner and "\\" not in inner else "'" + inner.replace("'", "''") + "'"
