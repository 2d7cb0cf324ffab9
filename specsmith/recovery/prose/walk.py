"""The walk over the blocks of a page: which operation does each block belong to?

The state is small: the open headings, the path that a heading set, the operation that is being described, and what the
last label announced. Every handler takes one block and moves that state.
"""

from __future__ import annotations

import re

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.content import FIELD_CUES
from specsmith.recovery.prose.cues import Cue, cue_of, is_label, labelled, statuses
from specsmith.recovery.prose.drafts import Page, settle
from specsmith.recovery.prose.fields import field_from_item
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.paths import METHODS, parse_path
from specsmith.recovery.prose.plain_tables import column_kind
from specsmith.recovery.prose.statements import (
    How,
    Statement,
    line_statements,
    method_paragraph,
    sentence_statements,
    tail_statement,
)
from specsmith.recovery.prose.walk_samples import SampleWalk
from specsmith.recovery.prose.walk_state import ItemHome
from specsmith.recovery.prose.walk_text import TextWalk


def walk(blocks: list[Block]) -> Page:
    """Collect the drafts of a page, settled: one draft an endpoint, samples joined."""
    walker = _Walker(blocks)
    walker.run()
    settle(walker.page)
    return walker.page


class _Walker(TextWalk, SampleWalk):
    """Handlers of lists and tables, and the loop over all blocks."""

    def run(self) -> None:
        handlers = {
            Kind.HEADING: self._heading, Kind.PARAGRAPH: self._paragraph, Kind.ITEM: self._item,
            Kind.CODE: self._code, Kind.TABLE: self._table,
        }  # fmt: skip
        for index in range(len(self.blocks)):
            self.at, block = index, self.blocks[index]
            if block.kind is not Kind.ITEM:
                self.item_home = None
            handlers[block.kind](block)
        self._give_leads()

    def _item(self, block: Block) -> None:
        """Items under an item that states an endpoint describe it; what they announce holds for deeper ones."""
        home = self.item_home
        if home is None or block.level <= home.level:
            self.item_home = None
            self._item_content(block)
            return
        outside = (self.current, self.cue, self.label, self.status)
        self.current = home.draft
        if block.level <= home.announced_at:
            home.announced, home.announced_at = (Cue.PARAMETERS, "", ""), home.level
        self._announce(*home.announced)
        self._item_content(block)
        if (self.cue, self.label, self.status) != home.announced:
            home.announced, home.announced_at = (self.cue, self.label, self.status), block.level
        self.current, self.cue, self.label, self.status = outside

    def _item_content(self, block: Block) -> None:
        number, text = block.lines[0]
        joined = " ".join(line for _, line in block.lines)
        tail = tail_statement(joined, number)
        stated = line_statements(joined, number) or ([tail] if tail is not None else [])
        for statement in stated:
            self._item_statement(statement, block.level)
        if stated:
            return
        if self._value_of_label(text, number) or self._labelled_line(text, number):
            return
        described = method_paragraph(joined, number, under_path=True) if self.context is not None else None
        if described is not None and self.context is not None:
            draft = self._open(Statement(described.method, None, number, How.ITEM), self.context)
            draft.texts.append((number, described.rest))
            return
        clean = plain(joined)
        named = statuses(text)
        blueprint = re.match(r"^(Response|Request)\b(?:\s+(\d{3}))?\b[^:]{0,60}$", clean)
        if blueprint and self.current is not None:
            self._announce(Cue.RESPONSE if blueprint[1] == "Response" else Cue.BODY, clean, blueprint[2] or "")
            if blueprint[2]:
                self.current.statuses.append((blueprint[2], "", number))
            return
        if is_label(text) and cue_of(clean) is not Cue.NONE and self.current is not None:
            self._announce(cue_of(clean), clean, named[0][0] if named else "")
            self.current.statuses += [(code, reason, number) for code, reason in named]
            return
        if named and re.match(r"^[1-5]\d\d\b", clean) and self.current is not None:
            self.current.statuses.append((named[0][0], named[0][1], number))
            return
        for mention in sentence_statements(joined, number):
            if mention.how is How.SENTENCE:
                self._open(mention, mention.path, current=False)
            else:
                self.page.mentions.append(mention)
        if self.current is not None and not self._is_field(joined, number):
            self.current.texts.append((number, f"- {clean}"))
            self.current.statuses += [(code, reason, number) for code, reason in statuses(joined)]
        else:
            self._attach(block)

    def _is_field(self, text: str, number: int) -> bool:
        read = field_from_item(text, number)
        expected = self.cue in FIELD_CUES
        return read is not None and (
            expected or (read[1] and (read[0].schema is not None or read[0].required is not None))
        )

    def _item_statement(self, statement: Statement, level: int) -> None:
        listed = Statement(statement.method, statement.path, statement.line, How.ITEM)
        draft = self._open(listed, statement.path, current=False, title=statement.title)
        if statement.rest:
            draft.texts.append((statement.line, statement.rest))
        self.item_home = ItemHome(draft, level)

    def _table(self, block: Block) -> None:
        kinds = [column_kind(cell) for cell in block.header]
        if self._endpoint_rows(block, kinds):
            return
        rows = [(block.line, block.header)] + [(row.line, row.cells) for row in block.rows]
        labels = [labelled(f"{cells[0]}: {cells[1]}") if len(cells) == 2 else None for _, cells in rows]
        whole = [label is not None and bool(line_statements(label[1], 0)) for label in labels]
        if sum(label is not None for label in labels) >= 2 or any(whole):
            for (line, cells), label in zip(rows, labels, strict=True):
                if label is not None:
                    self._labelled_line(f"{cells[0]}: {cells[1]}", line)
            return
        if kinds and kinds[0] == "status" and self.current is not None:
            for row in block.rows:
                found = re.match(r"\W*([1-5](?:\d\d|XX))\b", plain(row.cells[0]), re.IGNORECASE)
                if found:
                    words = plain(row.cells[-1]) if len(row.cells) > 1 else ""
                    self.current.statuses.append((found[1].upper(), words, row.line))
            return
        self._attach(block)

    def _endpoint_rows(self, block: Block, kinds: list[str | None]) -> bool:
        """An index table: rows that hold a method and a path, in two cells or in one."""
        found: list[tuple[Statement, str]] = []
        for row in block.rows:
            found += self._row_statements(row.line, row.cells, kinds)
        own = self._row_statements(block.line, block.header, [None] * len(block.header))
        if not found or len(found) * 2 < len(block.rows):
            return False
        for statement, words in own + found:
            draft = self._open(statement, statement.path, current=False)
            if words:
                draft.texts.append((statement.line, words))
        return True

    @staticmethod
    def _row_statements(line: int, cells: tuple[str, ...], kinds: list[str | None]) -> list[tuple[Statement, str]]:
        texts = [plain(cell) for cell in cells]
        out: list[tuple[Statement, str]] = []
        for index, text in enumerate(texts):
            stated = line_statements(text, line)
            if stated:
                words = next((t for i, t in enumerate(texts) if i != index and " " in t), "")
                return [(Statement(s.method, s.path, line, How.TABLE), words or s.rest) for s in stated]
        methods = [
            m for text in texts for m in re.findall(rf"\b(?:{'|'.join(METHODS)})\b", text.upper()) if len(text) < 30
        ]
        column = kinds.index("path") if "path" in kinds and kinds.index("path") < len(texts) else -1
        candidates = [texts[column]] if column >= 0 else [text for text in texts if text.startswith(("/", "http"))]
        paths = [
            path
            for text in candidates
            if (path := parse_path(text.split(" ")[0]) if text and ("/" in text) else None) is not None
        ]
        if paths and methods:
            words = next((t for t in reversed(texts) if " " in t and "/" not in t.split(" ")[0]), "")
            out = [(Statement(method, paths[0], line, How.TABLE), words) for method in dict.fromkeys(methods)]
        return out
