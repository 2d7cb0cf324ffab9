"""Characters that a viewer, a word processor or a web page put in place of those that YAML needs."""

from __future__ import annotations

import html
import re

from specsmith.recovery.cleanup_codes import (
    BYTE_ORDER_MARK,
    ENCODING_GUESSED,
    ENTITIES,
    LINE_ENDS,
    ODD_SPACES,
    TABS,
)
from specsmith.recovery.cleanup_text import CleanNote, Draft, block_scalar_lines, specs_in

_BOMS = ((b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"), (b"\xef\xbb\xbf", "utf-8"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ZERO = "\u200b\u200c\u200d\u2060\ufeff"
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d?);")


def decode(data: bytes | str) -> tuple[str, list[CleanNote]]:
    """Bytes → text without a byte-order mark; bytes that are no UTF-8 are read as Windows-1252.

    >>> decode(b"\\xef\\xbb\\xbfa: 1")[0]
    'a: 1'
    """
    if isinstance(data, str):
        if data.startswith("\ufeff"):
            return data[1:], [CleanNote(BYTE_ORDER_MARK, 1, "a byte-order mark was taken off")]
        return data, []
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            note = CleanNote(BYTE_ORDER_MARK, 1, f"a byte-order mark ({encoding}) was taken off")
            return data[len(mark) :].decode(encoding, "replace"), [note]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "the bytes are no UTF-8; they were read as Windows-1252"
        return data.decode("cp1252", "replace"), [CleanNote(ENCODING_GUESSED, line, message)]


def unify_line_ends(text: str) -> tuple[str, list[CleanNote]]:
    """Every line ends with a line feed; Unicode separators and form feeds count as line ends."""
    found = re.search(r"[\r\f\v\x85\u2028\u2029]", text)
    if not found:
        return text, []
    clean = re.sub(r"\r\n?|[\v\x85\u2028\u2029]|\n?\f", "\n", text)
    return clean, [CleanNote(LINE_ENDS, text.count("\n", 0, found.start()) + 1, "line ends were made uniform")]


def fix_entities(draft: Draft) -> None:
    """Unescape a text that was escaped as a whole; a description that merely mentions `&gt;` stays as it is."""
    text = draft.text
    if not _ENTITY.search(text) or not _structural_entity(text):
        return
    raw = {char for char in "<>\"'" if any(html.unescape(e) == char for e in set(_ENTITY.findall(text)))}
    bare_ampersand = re.search(r"&(?!#?\w{1,8};)", text) is not None
    whole = not bare_ampersand and not any(char in text for char in raw & {"<", ">"})
    if whole:
        changed = draft.replace_lines(lambda line: _ENTITY.sub(lambda m: html.unescape(m[0]), line))
        words = "the text was escaped for HTML as a whole"
    else:
        changed = draft.replace_lines(_unescape_structure, block_scalar_lines(draft.lines))
        words = "entities stood for quotes or block marks"
    if changed:
        draft.note(ENTITIES, changed[0], f"{words}; {len(changed)} lines were unescaped")


_AT_VALUE = re.compile(
    r"""(?m):\s+&(?:lt|gt|amp|#\d+);|(?:^\s*|[:\-\[{,]\s+)(?:&quot;|&#39;|&#34;|&apos;|&#x27;|&#x22;)|:\s*&gt;[-+]?\s*$|\{&quot;|^\s*(?:&nbsp;)+"""
)
_QUOTE_ENTITY = r"&(?:quot|apos|#34|#39|#x27|#x22);"


def _structural_entity(text: str) -> bool:
    """Whether entities stand where only a quote or a block mark can stand."""
    return bool(_AT_VALUE.search(text))


def _unescape_structure(line: str) -> str:
    line = re.sub(r"(:\s*)&gt;([-+]?\s*)$", r"\1>\2", line)
    line = re.sub(
        rf"((?:^\s*(?:-\s+)?|:\s+)){_QUOTE_ENTITY}(.*?){_QUOTE_ENTITY}(?=\s*(?::|$))",
        lambda m: m[1] + _requote(m[2]),
        line,
    )
    return re.sub(r"^(?:\s|&nbsp;)+", lambda m: m[0].replace("&nbsp;", " "), line)


def _requote(inner: str) -> str:
    text = html.unescape(inner)
    return "'" + text.replace("'", "''") + "'"


_ODD_SPACE = rf"(?:[{_ODD}{_ZERO}]|\\u00a0|&nbsp;)"
_ODD_INDENT = re.compile(
    rf"^(?:{_ODD_SPACE}|[ \t]+{_ODD_SPACE}(?:[ \t]|{_ODD_SPACE})*(?:- |[\w$/\"'{{}}.-]+:(?:\s|$)))"
)
"""Odd spaces at the start of a line, or after plain ones before a key: those before other words may be text."""
_ODD_STRUCTURE = re.compile(
    rf"(?m)^{_ODD_SPACE}|^[ \t]+{_ODD_SPACE}(?:[ \t]|{_ODD_SPACE})*(?:- )?[\"']?[\w$/{{}}.~@-]+[\"']?:(?:\s|$)|^[ \t]*(?:- +)*-{_ODD_SPACE}|^\s*(?:- +)?[\"']?[\w$/{{}}.~@-]+[\"']?(?:{_ODD_SPACE}+:|:[ ]*{_ODD_SPACE})"
)


_ODD_BEFORE_KEY = re.compile(rf"^[ \t]+{_ODD_SPACE}(?:[ \t]|{_ODD_SPACE})*(?:- )?[\"']?[\w$/{{}}.~@-]+[\"']?:(?:\s|$)")
_ODD_AROUND_COLON = re.compile(
    rf"^([\s{_ODD}]*(?:- +)?[\"']?[\w$/{{}}.~@-]+[\"']?)(?:[{_ODD}]*:[ ]?[{_ODD}]+[ {_ODD}]*|[{_ODD}]+:[ ]+)(?=\S)"
)


def fix_spaces(draft: Draft) -> None:
    """Odd spaces in indentation, after `- ` and around the colon of a key become plain; inside texts they stay."""
    odd = len(re.findall(f"[{_ODD}]", draft.text))
    if odd > 20 * draft.text.count(" "):  # every space of the page: none of them was meant
        changed = draft.replace_lines(lambda line: re.sub(f"[{_ODD}]", " ", line))
        draft.note(ODD_SPACES, changed[0], f"odd spaces in {len(changed)} lines became plain ones")
        return
    if not _ODD_STRUCTURE.search(draft.text):
        return
    inside = block_scalar_lines(
        [re.sub(rf"^(?:[ {_ODD}]|\\u00a0)+", lambda m: " " * _width(m[0]), line) for line in draft.lines]
    )
    mixed = sum(bool(_ODD_BEFORE_KEY.match(line)) for line in draft.lines)
    if mixed > 2:  # in the indentation of continued texts too
        inside = set(range(len(draft.lines)))
        draft.replace_lines(lambda line: _ODD_AROUND_COLON.sub(r"\1: ", line))

    def change(line: str) -> str:
        if _ODD_INDENT.match(line):
            line = re.sub(rf"^(?:[ \t{_ODD}{_ZERO}]|\\u00a0|&nbsp;)+", lambda m: _plain_spaces(m[0]), line)
        line = re.sub(rf"^(\s*(?:- *)*-)(?:[{_ODD}{_ZERO}]|\\u00a0)+", r"\1 ", line)
        line = re.sub(
            rf"^(\s*(?:- +)?[\"']?[\w$/{{}}.~@-]+[\"']?)(?:[{_ODD}{_ZERO}]|\\u00a0)*:(?:[ {_ODD}{_ZERO}]|\\u00a0)+",
            r"\1: ",
            line,
        )
        return re.sub(rf"^(\s*(?:- +)?[\w$/{{}}.~@-]+:)(?:[ {_ODD}{_ZERO}]|\\u00a0)+$", r"\1", line)

    def indentation(line: str) -> str:
        return re.sub(rf"^(?:[ {_ODD}{_ZERO}]|\\u00a0)+", lambda m: _plain_spaces(m[0]), line)

    changed = draft.replace_lines(change, inside)
    for index in sorted(inside):
        new = indentation(draft.lines[index])
        if new != draft.lines[index]:
            draft.lines[index] = new
            changed.append(index)
    if changed:
        draft.note(ODD_SPACES, min(changed), f"odd spaces in {len(changed)} lines became plain ones")


def _width(text: str) -> int:
    return len(text.replace("\\u00a0", " "))


def _plain_spaces(text: str) -> str:
    text = re.sub(r"\\u00a0|&nbsp;", " ", text)
    return re.sub(rf"[{_ODD}]", " ", re.sub(rf"[{_ZERO}]", "", text))


def fix_tabs(draft: Draft) -> None:
    """Tabs of the indentation → spaces; of the widths 2, 4, 8 the first with which the text can be read, else 2."""
    if not any(re.match(r" *\t", line) or re.match(r"\s*-\t", line) for line in draft.lines):
        return
    inside = {i for i in block_scalar_lines(draft.lines) if not draft.lines[i].startswith("\t")}
    before = list(draft.lines)
    for width in (2, 4, 8, 2):
        draft.lines = list(before)
        changed = draft.replace_lines(lambda line, w=width: _untab(line, w), inside)  # type: ignore[misc]
        if specs_in(draft.text):
            break
    if changed:
        draft.note(TABS, changed[0], f"tabs in the indentation of {len(changed)} lines became {width} spaces each")


def _untab(line: str, width: int) -> str:
    found = re.match(r"[ \t]*", line)
    indent = found[0] if found else ""
    if "\t" in indent:
        line = indent.replace("\t", " " * width) + line[len(indent) :]
    return re.sub(r"^(\s*(?:- *)*-)\t+", r"\1 ", line)
