"""The walk over headings and paragraphs."""

from __future__ import annotations

import re

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.cues import (
    Cue,
    cue_of,
    is_generic,
    is_label,
    labelled,
    lone_label,
    says_base_url,
    statuses,
)
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.lost_titles import TITLE_LIKE
from specsmith.recovery.prose.paths import PathText
from specsmith.recovery.prose.statements import (
    How,
    Statement,
    heading_path,
    heading_statements,
    line_statements,
    lone_method,
    lone_methods,
    lone_path,
    mentioned_paths,
    method_paragraph,
    sentence_statements,
    tail_statement,
    word_statement,
)
from specsmith.recovery.prose.walk_fields import FieldWalk
from specsmith.recovery.prose.walk_state import Section

_URL = re.compile(r"https?://[^\s`\"'<>()|,]+")
DEEPEST_HEADING = 7


class TextWalk(FieldWalk):
    """Handlers of headings and running text."""

    def _heading(self, block: Block) -> None:
        text = plain(block.text)
        self.lone_label = lone_label(text)
        if labelled(text) and self._labelled_line(text, block.line):
            return
        if (
            not self.page.title
            and not heading_statements(block.text, block.line)
            and heading_path(block.text) is None
            and not is_generic(text)
        ):
            self.page.title, self.page.title_line = text, block.line
        stated = heading_statements(block.text, block.line)
        if self.current is not None and not stated and is_generic(text) and heading_path(block.text) is None:
            self._generic_heading(block, text)
            return
        if (
            stated
            and is_generic(text)
            and self.current is not None
            and self.context is None
            and block.level > self.current_level
        ):
            self._announce(cue_of(text), text)  # "#### POST parameters" inside an operation
            return
        self._section(block, text)
        if stated:
            for statement in stated:
                self._heading_statement(statement)
            return
        path = heading_path(block.text)
        if path is not None:
            self.context, self.context_level = path, block.level

    def _generic_heading(self, block: Block, text: str) -> None:
        named = statuses(text)
        self._announce(cue_of(text) if cue_of(text) is not Cue.NONE else Cue.OTHER, text, named[0][0] if named else "")
        if named and self.current is not None:
            self.current.statuses.append((named[0][0], named[0][1], block.line))

    def _section(self, block: Block, text: str) -> None:
        deeper = self.current is not None and block.level > self.current_level
        stated = heading_statements(block.text, block.line)
        if deeper and not stated and heading_path(block.text) is None:
            self._announce(Cue.NONE, text)
            self.section_title = text
            return
        if not is_generic(text):
            self.sections.append(Section(text))
        self.group += 1
        self._close()
        if self.context is not None and block.level <= self.context_level:
            self.context = None
        self.section_title, self.section_level = text, block.level

    def _heading_statement(self, statement: Statement) -> None:
        path = statement.path or self.context
        if statement.path is None and self.context is None:
            self.pending_method, self.pending_line = [statement.method], statement.line
        draft = self._open(statement, path, title=statement.title)
        self.current = draft

    def _paragraph(self, block: Block) -> None:
        lines, index = list(block.lines), 0
        while index < len(lines):
            number, text = lines[index]
            following = lines[index + 1][1] if index + 1 < len(lines) else self._next_text()
            used = (
                self._lost_title(number, text)
                or self._endpoint_row(lines, index)
                or self._upright_field(lines, index)
                or self._listed_field(number, text)
                or self._line(number, text, following, first=index == 0)
            )
            if used == 0:
                self.running.append((number, text))
            elif used == 2 and index + 1 == len(lines):
                self._skip_next_line()
            index += max(1, used)
        self._flush()

    def _lost_title(self, number: int, text: str) -> int:
        """A title that lost its mark opens a section, as a heading does; a line that may be one makes doubtful what follows."""
        if number in self.lost_titles.doubtful:
            self._flush()
            self.doubtful = True
        if number not in self.lost_titles.sure:
            return 0
        self._flush()
        self.group += 1
        self._close()
        self.section_title, self.section_level = plain(text), DEEPEST_HEADING
        self.sections.append(Section(self.section_title, number))
        return 1

    def _next_text(self) -> str:
        block = self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None
        return block.lines[0][1] if block is not None and block.kind is Kind.PARAGRAPH else ""

    def _skip_next_line(self) -> None:
        """The path under a lone method was read together with it; what else its paragraph says is kept."""
        block = self.blocks[self.at + 1]
        self.blocks[self.at + 1] = Block(Kind.PARAGRAPH, block.line, block.lines[1:])

    def _line(self, number: int, text: str, following: str, *, first: bool) -> int:
        """Read one line; returns how many lines it used (0: it is running text)."""
        if self._value_of_label(text, number):
            return 1
        self.lone_label = lone_label(text)
        tail = tail_statement(text, number)
        if tail is not None and self.current is not None and not TITLE_LIKE.match(tail.title):
            tail = None
        word = word_statement(text, number) if self.slashless else None
        stated = line_statements(text, number) or [statement for statement in (tail, word) if statement is not None]
        for statement in stated:
            self._open_line(statement)
        if stated or self._directive_field(text, number) or self._labelled_line(text, number):
            return 1
        method, path = lone_method(text), lone_path(following) if following else None
        if path is not None and not path.relative:
            method = method or lone_method(text.upper())
        if method and path is not None:
            self._open_line(Statement(method, path, number, How.LINE))
            return 2
        methods = lone_methods(text) if self.context is not None else []
        for each in methods:
            self._open(Statement(each, None, number, How.METHOD_PARAGRAPH), self.context)
        if methods:
            return 1
        bare = re.fullmatch(r"[\w-]+/\S*", plain(text)) and lone_method(
            following
        )  # `users/` above GET, cells of a table
        path = lone_path(text) if bare or text.strip().strip("`*").startswith(("/", "http", "{{")) else None
        if path is not None and path.template != "/" and self._method_follows(number):
            self._plain_path_heading(path, text)
            return 1
        if path is not None and self.pending_method and path.template != "/":
            self.pending_path = path
            self._combine_labels(number)
            return 1
        if path is not None and self.current is not None and self.current.path is None:
            self.current.path = path
            return 1
        under_path = self.context is not None
        described = method_paragraph(text, number, under_path=under_path) if first or under_path else None
        if described is not None:
            self._flush()
            self._method_paragraph(described, text)
            return 1
        return self._label_line(text, number)

    def _method_follows(self, number: int) -> bool:
        """Whether the next line speaks of a method, generic words such as "Methods" left out."""
        blocks = self.blocks[self.at : self.at + 4]
        after = [text for block in blocks for n, text in block.lines if n > number and block.kind is not Kind.CODE]
        text = next((text for text in after if not is_generic(text) or lone_methods(text)), "")
        return (
            bool(lone_methods(text))
            or lone_method(text) is not None
            or method_paragraph(text, 0, under_path=True) is not None
        )

    def _plain_path_heading(self, path: PathText, text: str) -> None:
        """A path alone above "GET returns …" was a heading before the page lost its marks."""
        self._flush()
        self.group += 1
        self._close()
        self.context, self.context_level = path, DEEPEST_HEADING
        self.section_title, self.section_level = plain(text), DEEPEST_HEADING

    def _open_line(self, statement: Statement) -> None:
        title = "" if is_generic(statement.title) else statement.title
        title = title or self._borrowed_title()
        self._flush()
        if (
            self.current is not None
            and self.current.path is None
            and self.current.method == statement.method
            and not self.current.parts
        ):
            self.current.path = statement.path
            return
        draft = self._open(statement, statement.path, title=title)
        if statement.rest:
            draft.texts.append((statement.line, statement.rest))

    def _borrowed_title(self) -> str:
        """The short line just before a plain-text endpoint is its title, not the end of the previous description."""
        if self.running and TITLE_LIKE.match(plain(self.running[-1][1])):
            return plain(self.running.pop()[1])
        previous = self.blocks[self.at - 1] if self.at and not self.running else None
        short = previous is not None and previous.kind is Kind.PARAGRAPH and len(previous.lines) == 1
        if previous is not None and short and TITLE_LIKE.match(plain(previous.text)):
            for texts in (self.current.texts if self.current else [], self.page.intro):
                if texts and texts[-1] == (previous.line, plain(previous.text)):
                    return texts.pop()[1]
        return self._heading_title()

    def _method_paragraph(self, statement: Statement, text: str) -> None:
        path = self.context
        if (
            path is None
            and self.current is not None
            and self.current.path is None
            and self.current.method == statement.method
            and self.current.how is How.HEADING
        ):
            self.current.texts.append((statement.line, plain(text)))
            return
        draft = self._open(statement, path)
        before, _, label = statement.rest.rpartition(". ")
        if (
            before and plain(text).endswith(":") and len(label) < 60
        ):  # the label of what follows, run into the paragraph
            self._announce(cue_of(label), label)
            draft.texts.append((statement.line, before + "."))
        else:
            draft.texts.append((statement.line, statement.rest))

    def _label_line(self, text: str, number: int) -> int:
        clean = plain(text)
        named = statuses(text)
        if not is_label(text) or any(found.how is How.SENTENCE for found in sentence_statements(text, number)):
            return 0
        if self.current is None and named and clean.endswith("."):
            return 0  # "Returns 201." above the endpoint that does
        if self.current is not None:
            self.current.statuses += [(code, reason, number) for code, reason in named]
        before, _, last = clean.rpartition(". ")
        if before:  # the label of what follows, run into the paragraph
            self.running.append((number, before + "."))
            clean = last
        self._flush()
        cue = cue_of(clean)
        keeps = (
            cue is Cue.NONE
            and not re.search(r"\b(?:examples?|default)\b", clean, re.IGNORECASE)
            and not clean.endswith(":")
        )
        if keeps:
            return 0
        inherits = cue is Cue.NONE and re.fullmatch(r"(?:content |json |full )?examples?:?", clean, re.IGNORECASE)
        self._announce(
            self.cue if inherits else cue, clean, named[0][0] if named else (self.status if inherits else "")
        )
        return 1

    def _prose(self, lines: list[tuple[int, str]]) -> None:
        number = lines[0][0]
        joined = " ".join(text for _, text in lines)
        before, rest = self._before_statement(joined, number)
        if before:
            self._prose([(number, before)])
            joined = rest
        if says_base_url(joined):
            paths = [path.template for path in mentioned_paths(joined)] if "base" in joined.lower() else []
            for url in _URL.findall(joined) or paths:
                self.page.servers.append((url.rstrip("./"), number))
                break
        alone = self.current is None or self.current.how is How.SENTENCE
        for statement in sentence_statements(joined, number, alone=alone):
            if statement.how is How.SENTENCE and statement.path is not None:
                self._open(statement, statement.path, title=self._heading_title())
            else:
                self.page.mentions.append(statement)
        clean = plain(joined)
        if self.current is None:
            self.page.intro.append((number, clean))
            self.sections[-1].texts.append((number, joined))
            return
        self.current.texts.append((number, clean))
        codes = statuses(joined)
        if codes and self.doubtful:
            self.page.doubtful.append((number, [code for code, _ in codes]))
            return
        self.current.statuses += [(code, reason, number) for code, reason in codes]
        if clean.endswith((":", ": ")) or (len(codes) == 1 and len(clean) < 60):
            cue = cue_of(clean.rsplit(". ", 1)[-1])
            self._announce(cue, clean, codes[0][0] if codes else "")
        elif self._announces_body(clean):
            self._announce(Cue.BODY, clean)
        elif cue_of(clean) is Cue.RESPONSE and re.search(
            r"\bexample\b|\b(?:is|are) (?:an? )?(?:array|object|list)", clean
        ):
            self._announce(Cue.RESPONSE, clean)

    def _before_statement(self, text: str, number: int) -> tuple[str, str]:
        """The sentences before the one that states the next endpoint still belong to the operation above."""
        if self.current is None or not any(s.how is How.SENTENCE for s in sentence_statements(text, number)):
            return "", text
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z`*])", text)
        for index, sentence in enumerate(sentences):
            if any(s.how is How.SENTENCE for s in sentence_statements(sentence, number)):
                return " ".join(sentences[:index]), " ".join(sentences[index:])
        return "", text

    @staticmethod
    def _announces_body(text: str) -> bool:
        return (
            bool(
                re.search(
                    r"\b(?:with|has|takes|accepts|requires|request)\b.{0,30}\b(?:body|payload)\b", text, re.IGNORECASE
                )
            )
            and "no body" not in text
        )
