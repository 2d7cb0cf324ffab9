"""Text of a reference page → blocks (headings, paragraphs, lists, tables, code), Markdown or plain text alike.

One scanner reads both forms, because scraped pages are usually a mixture: Markdown whose fences are gone, plain text
with a pipe table left in it. Every block knows the lines of the input that it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from specsmith.recovery.prose.messages import is_option_line
from specsmith.recovery.prose.plain_tables import is_column_header, looks_like_row, split_header, split_row
from specsmith.recovery.prose.upright_tables import upright_columns, upright_rows


class Kind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and its input line (counted from 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `level` is the heading level or the indentation of a list item; `lines` pairs each text line with its number."""

    kind: Kind
    line: int
    lines: tuple[tuple[int, str], ...] = ()
    level: int = 0
    language: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    fenced: bool = False

    @property
    def text(self) -> str:
        """The text lines joined: by line breaks in code, by spaces elsewhere."""
        glue = "\n" if self.kind is Kind.CODE else " "
        return glue.join(text for _, text in self.lines)


_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]*(?=[^#\s])(.*?)[ \t]*#*[ \t]*$")
_HEADING_TAG = re.compile(r"^\s*<h([1-6])\b[^>]*>(.*?)</h\1>\s*$", re.IGNORECASE)
_FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*([\w+.#/-]*)")
_QUOTED_FENCE = re.compile(r"^[ \t]*>[ \t]?```[^\n]*\n(?:[ \t]*>[^\n]*\n)*?[ \t]*>[ \t]?```[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(={3,}|-{3,}|~{3,}|\^{3,})\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+•‣◦·–]|\d{1,3}[.)])\s+(\S.*)$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_TABLE_TAG = re.compile(r"^\s*<table\b", re.IGNORECASE)
_GRID = re.compile(r"^\s*\+(?:[-=]+\+)+\s*$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_JSON_LINE = re.compile(
    r"""^\s*(?:[{}\[\]][\s{}\[\],]*|[}\]]+,?|"(?:[^"\\]|\\.)*"\s*:.*|(?:"(?:[^"\\]|\\.)*"|-?\d[\d.]*|true|false|null)\s*,"""
    r"""|[\[{]\s*["{\[].*[\]}],?)\s*$"""
)
_CURL = re.compile(r"^\s*(?:\$\s+|>\s+)?curl\s+\S")
_HTTP_START = re.compile(r"^\s*(?:(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+\S+\s+HTTP/\d|HTTP/\d(?:\.\d)?\s+\d{3})")
_HTTP_HEADER = re.compile(r"^\s*[A-Z][A-Za-z0-9-]*:\s*\S")


def scan(text: str) -> list[Block]:
    """Split `text` into blocks.

    >>> [(block.kind.value, block.text) for block in scan("# A\\n\\ntext\\nmore\\n\\n- one")]
    [('heading', 'A'), ('paragraph', 'text more'), ('item', 'one')]
    """
    text = _QUOTED_FENCE.sub(lambda found: re.sub(r"(?m)^[ \t]*> ?", "", found[0]), text)
    return _Scanner(text.splitlines()).run()


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split a leading `---` … `---` block of `key: value` lines off; the text keeps its line numbers (blank lines stay).

    >>> front_matter("---\\ntitle: Mail\\n---\\nText")
    ({'title': 'Mail'}, '\\n\\n\\nText')
    """
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, text
    for end in range(1, min(len(lines), 200)):
        if lines[end].strip() == "---":
            pairs = (line.partition(":") for line in lines[1:end])
            fields = {
                key.strip(): value.strip().strip("'\"")
                for key, colon, value in pairs
                if colon and " " not in key.strip()
            }
            return fields, "\n".join([""] * (end + 1) + lines[end + 1 :])
    return {}, text


class _Scanner:
    """A cursor over the lines; every `_take_*` method consumes one block or returns False."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.blocks: list[Block] = []
        self.list_indent = -1
        self.marked_headings = any(_HEADING.match(line) for line in lines)  # then `<h3>` is part of a description

    def run(self) -> list[Block]:
        takers = (
            self._take_blank, self._take_fence, self._take_heading, self._take_html_table, self._take_pipe_table, self._take_item,
            self._take_indented_code, self._take_loose_code, self._take_plain_table,
            self._take_upright_table, self._take_paragraph,
        )  # fmt: skip
        while self.at < len(self.lines):
            for take in takers:
                if take():
                    break
        return self.blocks

    def _line(self, offset: int = 0) -> str:
        index = self.at + offset
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def _numbered(self, start: int, end: int) -> tuple[tuple[int, str], ...]:
        return tuple((index + 1, self.lines[index]) for index in range(start, end))

    def _take_blank(self) -> bool:
        line = self._line()
        if line.strip() and not (_RULE.match(line) and not _DELIMITER.match(self._line(1) or "x")):
            return False
        self.at += 1
        return True

    def _take_fence(self) -> bool:
        found = _FENCE.match(self._line())
        if not found:
            return False
        start, closing = (
            self.at + 1,
            re.compile(r"^\s*" + re.escape(found[2][0]) + "{" + str(len(found[2])) + r",}\s*$"),
        )
        end = start
        while end < len(self.lines) and not closing.match(self.lines[end]):
            end += 1
        if end == len(self.lines):  # never closed: the damage took the end, so the next heading ends it
            end = next((i for i in range(start, end) if _HEADING.match(self.lines[i])), end)
            self.at = end
        else:
            self.at = end + 1
        indent = len(found[1])
        body = tuple(
            (n, line[indent:] if line[:indent].isspace() or not indent else line)
            for n, line in self._numbered(start, end)
        )
        self.blocks.append(Block(Kind.CODE, start + 1, body, language=found[3].lower(), fenced=True))
        return True

    def _take_heading(self) -> bool:
        tag = _HEADING_TAG.match(self._line()) if not self.marked_headings else None
        if tag:
            self._add_heading(int(tag[1]), tag[2])
            self.at += 1
            return True
        found = _HEADING.match(self._line())
        if found and not found[2].startswith("!"):
            self._add_heading(len(found[1]), found[2])
            self.at += 1
            return True
        under = _UNDERLINE.match(self._line(1))
        line = self._line().strip()
        if under and line and "|" not in line and not _ITEM.match(line) and len(line) < 100 and not _RULE.match(line):
            self._add_heading({"=": 1, "-": 2, "~": 3, "^": 4}[under[1][0]], line)
            self.at += 2
            return True
        return False

    def _add_heading(self, level: int, text: str) -> None:
        self.blocks.append(Block(Kind.HEADING, self.at + 1, ((self.at + 1, text.strip()),), level=level))
        self.list_indent = -1

    def _take_html_table(self) -> bool:
        if not _TABLE_TAG.match(self._line()):
            return False
        end = self.at
        while end < len(self.lines) - 1 and "</table" not in self.lines[end].lower():
            end += 1
        text = "\n".join(self.lines[self.at : end + 1])
        rows = []
        for found in re.finditer(r"<tr\b.*?(?=<tr\b|</table|\Z)", text, re.IGNORECASE | re.DOTALL):
            cells = re.findall(
                r"<t[hd]\b[^>]*>(.*?)(?=</?t[hdr]\b|</t(?:able|body|head))", found[0], re.IGNORECASE | re.DOTALL
            )
            if cells:
                number = self.at + 1 + text.count("\n", 0, found.start())
                rows.append(
                    Row(
                        number,
                        tuple(" ".join(re.sub(r"</?(?:p|ul|li|div)\b[^>]*>", " ", cell).split()) for cell in cells),
                    )
                )
        if rows:
            self.blocks.append(Block(Kind.TABLE, rows[0].line, header=rows[0].cells, rows=tuple(rows[1:])))
        self.at = end + 1
        return True

    def _take_pipe_table(self) -> bool:
        if "|" not in self._line() and not _GRID.match(self._line()):
            return False
        end = self.at
        while end < len(self.lines) and ("|" in self.lines[end] or _GRID.match(self.lines[end])):
            end += 1
        ruled = any(_DELIMITER.match(line) or _GRID.match(line) for line in self.lines[self.at : end])
        if end - self.at < 2 or not (ruled or all(line.strip().startswith("|") for line in self.lines[self.at : end])):
            return False
        rows = [
            Row(number, split_row(line))
            for number, line in self._numbered(self.at, end)
            if not _DELIMITER.match(line) and not _GRID.match(line)
        ]
        if not rows:
            return False
        self.blocks.append(Block(Kind.TABLE, self.at + 1, header=rows[0].cells, rows=tuple(rows[1:])))
        self.at = end
        return True

    def _take_item(self) -> bool:
        found = _ITEM.match(self._line())
        if not found or _JSON_LINE.match(found[2]):
            return False
        indent = len(found[1].expandtabs(4))
        start = self.at
        lines = [(start + 1, found[2].strip())]
        self.at += 1
        while self.at < len(self.lines) and self._continues_item(indent):
            lines.append((self.at + 1, self._line().strip()))
            self.at += 1
        self.blocks.append(Block(Kind.ITEM, start + 1, tuple(lines), level=indent))
        self.list_indent = indent
        return True

    def _continues_item(self, indent: int) -> bool:
        line = self._line()
        own = len(line) - len(line.lstrip())
        return (
            bool(line.strip())
            and own > indent
            and not (
                _ITEM.match(line) or _FENCE.match(line) or "|" in line or _JSON_LINE.match(line) or _CURL.match(line)
            )
        )

    def _take_indented_code(self) -> bool:
        line = self._line()
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        wanted = 4 if self.list_indent < 0 else max(8, self.list_indent + 4)
        after_blank = self.at == 0 or not self.lines[self.at - 1].strip()
        if indent < wanted or not after_blank or is_column_header(line):
            return False
        end = self.at
        while end < len(self.lines) and (
            not self.lines[end].strip()
            or len(self.lines[end].expandtabs(4)) - len(self.lines[end].expandtabs(4).lstrip()) >= wanted
        ):
            end += 1
        while end > self.at and not self.lines[end - 1].strip():
            end -= 1
        self.blocks.append(Block(Kind.CODE, self.at + 1, self._numbered(self.at, end)))
        self.at = end
        return True

    def _take_loose_code(self) -> bool:
        """Code that lost its fence: JSON lines, a curl command, an HTTP message."""
        start = self.at
        if _CURL.match(self._line()):
            end = self.at + 1
            while end < len(self.lines) and (
                self.lines[end - 1].rstrip().endswith("\\")
                or self._inside_quotes(start, end)
                or is_option_line(self.lines[end])
            ):
                end += 1
        elif _HTTP_START.match(self._line()):
            end = self.at + 1
            while end < len(self.lines) and (_HTTP_HEADER.match(self.lines[end]) or _JSON_LINE.match(self.lines[end])):
                end += 1
            if end < len(self.lines) - 1 and not self.lines[end].strip() and _JSON_LINE.match(self.lines[end + 1]):
                end = self._json_end(end + 1)
        elif _JSON_LINE.match(self._line()) and not is_column_header(self._line()):
            end = self._json_end(self.at)
        else:
            return False
        self.blocks.append(Block(Kind.CODE, start + 1, self._numbered(start, end)))
        self.at = end
        return True

    def _json_end(self, start: int) -> int:
        """The end of consecutive JSON lines; while a brace is open, blank lines and elisions belong to it."""
        end, depth = start, 0
        while end < len(self.lines):
            line = self.lines[end]
            if not _JSON_LINE.match(line) and not (
                depth > 0 and (not line.strip() or line.strip().startswith(("...", "//", '"')))
            ):
                break
            bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
            depth += sum(bare.count(c) for c in "{[") - sum(bare.count(c) for c in "}]")
            end += 1
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
        return end

    def _inside_quotes(self, start: int, end: int) -> bool:
        if end - start > 60:
            return False
        so_far = "\n".join(self.lines[start:end])
        return so_far.count("'") % 2 == 1 or (so_far.count("'") == 0 and so_far.count('"') % 2 == 1)

    def _take_plain_table(self) -> bool:
        line = self._line()
        columns = split_header(line)
        if columns:
            end = self.at + 1
            while end < len(self.lines) and looks_like_row(self.lines[end], columns):
                end += 1
            if end == self.at + 1:
                return False
        else:
            end = self.at
            while end < len(self.lines) and looks_like_row(self.lines[end], ()):
                end += 1
            if end - self.at < 1:
                return False
            columns = ("name", "type", "required", "description")
        start = self.at + (1 if split_header(line) else 0)
        rows = tuple(Row(number, split_row(text, columns)) for number, text in self._numbered(start, end))
        self.blocks.append(Block(Kind.TABLE, self.at + 1, header=columns, rows=rows))
        self.at = end
        return True

    def _take_upright_table(self) -> bool:
        columns = upright_columns(self.lines, self.at)
        found, end = upright_rows(self.lines, self.at + len(columns), columns) if columns else ([], 0)
        if not found:
            return False
        rows = tuple(Row(index + 1, cells) for index, cells in found)
        self.blocks.append(Block(Kind.TABLE, self.at + 1, header=columns, rows=rows))
        self.at = end
        return True

    def _take_paragraph(self) -> bool:
        start = self.at
        self.at += 1
        while self.at < len(self.lines) and self._continues_paragraph() and not upright_columns(self.lines, self.at):
            self.at += 1
        lines = tuple((n, re.sub(r"^\s*>\s?", "", line).strip()) for n, line in self._numbered(start, self.at))
        self.blocks.append(Block(Kind.PARAGRAPH, start + 1, lines))
        if not self._line(0 - (self.at - start)).startswith((" ", "\t")):
            self.list_indent = -1
        return True

    def _continues_paragraph(self) -> bool:
        line = self._line()
        return bool(line.strip()) and not (
            _FENCE.match(line) or _HEADING.match(line) or _ITEM.match(line) or _JSON_LINE.match(line) or _CURL.match(line)
            or _HTTP_START.match(line) or _TABLE_TAG.match(line) or is_column_header(line) or looks_like_row(line, ()) or _UNDERLINE.match(self._line(1))
            or ("|" in line and _DELIMITER.match(self._line(1)) and "|" in self._line(1))
        )  # fmt: skip
