"""The walk over the blocks of a page: which operation does each block belong to?

The state is small: the open headings, the path that a heading set, the operation that is being described, and what the
last label announced. Every handler takes one block and moves that state.
"""

from __future__ import annotations

import re

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.cues import Cue, cue_of, is_generic, is_label, labelled, says_base_url, statuses
from specsmith.recovery.prose.drafts import Draft, Page, Part, same_endpoint, settle
from specsmith.recovery.prose.examples import read_example
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.messages import Answer, Request, has_curl, read_curl, read_http
from specsmith.recovery.prose.paths import METHODS, PathText, matches, parse_path
from specsmith.recovery.prose.plain_tables import TYPE_WORD, column_kind
from specsmith.recovery.prose.statements import (
    How,
    Statement,
    heading_path,
    heading_statements,
    line_statement,
    line_statements,
    lone_method,
    lone_path,
    mentioned_paths,
    method_paragraph,
    sentence_statements,
    tail_statement,
)

_URL = re.compile(r"https?://[^\s`\"'<>()|,]+")
_TITLE_LIKE = re.compile(r"^[A-Z][^.!?:]{2,70}$")


def walk(blocks: list[Block]) -> Page:
    """Collect the drafts of a page, settled: one draft an endpoint, samples joined."""
    walker = _Walker(blocks)
    walker.run()
    settle(walker.page)
    return walker.page


class _Walker:
    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.page = Page()
        self.group = 0
        self.section_title = ""
        self.section_level = 0
        self.context: PathText | None = None
        self.context_level = 0
        self.current: Draft | None = None
        self.item_home: tuple[Draft, int] | None = None
        self.current_level = 0
        self.cue, self.label, self.status = Cue.NONE, "", ""
        self.pending_method: list[str] = []
        self.pending_path: PathText | None = None
        self.pending_line = 0
        self.running: list[tuple[int, str]] = []
        self.at = 0

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

    # -- opening and closing ---------------------------------------------------------------------------------------

    def _open(self, statement: Statement, path: PathText | None, *, current: bool = True, title: str = "") -> Draft:
        draft = Draft(statement.method, path, statement.line, statement.how, self.group, title)
        if current:
            known = self.current
            if (
                known is not None
                and path is not None
                and same_endpoint(known, statement.method, path)
                and known.group == self.group
            ):
                return known  # the heading said it, the line under it says it again
            self.current, self.current_level = draft, self.section_level
            self._announce(Cue.NONE, "")
        self.page.drafts.append(draft)
        return draft

    def _close(self) -> None:
        self.current = None
        self.pending_method, self.pending_path = [], None
        self._announce(Cue.NONE, "")

    def _announce(self, cue: Cue, label: str, status: str = "") -> None:
        self.cue, self.label, self.status = cue, label, status

    def _attach(self, block: Block, cue: Cue | None = None) -> None:
        part = Part(cue or self.cue, self.label, block, self.status)
        (self.current.parts if self.current is not None else self.page.loose).append(part)

    # -- headings --------------------------------------------------------------------------------------------------

    def _heading(self, block: Block) -> None:
        text = plain(block.text)
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

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def _paragraph(self, block: Block) -> None:
        lines, index = list(block.lines), 0
        while index < len(lines):
            number, text = lines[index]
            following = lines[index + 1][1] if index + 1 < len(lines) else self._next_text()
            used = self._upright_field(lines, index) or self._line(number, text, following, first=index == 0)
            if used == 0:
                self.running.append((number, text))
            elif used == 2 and index + 1 == len(lines):
                self._skip_next_line()
            index += max(1, used)
        self._flush()

    def _flush(self) -> None:
        """Hand the running text over to the operation that it stands under."""
        lines, self.running = self.running, []
        if not lines:
            return
        loose = len(lines) > 1 and all(
            len(text) < 60 and not text.rstrip().endswith((".", ",", ";")) for _, text in lines
        )
        for piece in [[line] for line in lines] if loose else [lines]:
            self._prose(piece)

    def _upright_field(self, lines: list[tuple[int, str]], index: int) -> int:
        """A table that lost its rows: name, type and description on lines of their own; returns the lines used."""
        if self.cue not in {Cue.PARAMETERS, Cue.QUERY, Cue.PATH, Cue.BODY, Cue.HEADER} or index + 1 >= len(lines):
            return 0
        number, name = lines[index]
        if not re.fullmatch(r"[A-Za-z_][\w.\[\]-]*", name) or not re.fullmatch(
            rf"{TYPE_WORD}(?:\[\])?(?:,? (?:required|optional))?", lines[index + 1][1], re.IGNORECASE
        ):
            return 0
        notes, used = [lines[index + 1][1]], 2
        if index + used < len(lines) and re.fullmatch(r"required|optional", lines[index + used][1], re.IGNORECASE):
            notes.append(lines[index + used][1])
            used += 1
        said = ""
        if index + used < len(lines) and lines[index + used][1].endswith("."):
            said = lines[index + used][1]
            used += 1
        self._flush()
        self._attach(Block(Kind.ITEM, number, ((number, f"`{name}` ({', '.join(notes)}): {said}"),)))
        return used

    def _next_text(self) -> str:
        block = self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None
        return block.lines[0][1] if block is not None and block.kind is Kind.PARAGRAPH else ""

    def _skip_next_line(self) -> None:
        """The path under a lone method was read together with it; what else its paragraph says is kept."""
        block = self.blocks[self.at + 1]
        self.blocks[self.at + 1] = Block(Kind.PARAGRAPH, block.line, block.lines[1:])

    def _line(self, number: int, text: str, following: str, *, first: bool) -> int:
        """Read one line; returns how many lines it used (0: it is running text)."""
        tail = tail_statement(text, number) if self.current is None else None
        stated = line_statements(text, number) or ([tail] if tail is not None else [])
        for statement in stated:
            self._open_line(statement)
        if stated or self._directive_field(text, number) or self._labelled_line(text, number):
            return 1
        method, path = lone_method(text), lone_path(following) if following else None
        if method and path is not None:
            self._open_line(Statement(method, path, number, How.LINE))
            return 2
        if method and self.context is not None:
            self._open(Statement(method, None, number, How.METHOD_PARAGRAPH), self.context)
            return 1
        path = lone_path(text) if text.strip().strip("`*").startswith(("/", "http")) else None
        if path is not None and self.current is not None and self.current.path is None:
            self.current.path = path
            return 1
        described = method_paragraph(text, number) if first else None
        if described is not None:
            self._flush()
            self._method_paragraph(described, text)
            return 1
        return self._label_line(text, number)

    def _open_line(self, statement: Statement) -> None:
        title = self._borrowed_title()
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
        if self.running and _TITLE_LIKE.match(plain(self.running[-1][1])):
            return plain(self.running.pop()[1])
        previous = self.blocks[self.at - 1] if self.at and not self.running else None
        short = previous is not None and previous.kind is Kind.PARAGRAPH and len(previous.lines) == 1
        if previous is not None and short and _TITLE_LIKE.match(plain(previous.text)):
            for texts in (self.current.texts if self.current else [], self.page.intro):
                if texts and texts[-1] == (previous.line, plain(previous.text)):
                    return texts.pop()[1]
        return self._heading_title()

    def _heading_title(self) -> str:
        return "" if is_generic(self.section_title) or self.section_title == self.page.title else self.section_title

    def _directive_field(self, text: str, number: int) -> bool:
        """A field of a Sphinx http directive: `:query limit: how many`, `:statuscode 404: none`."""
        found = re.match(
            r"^:(query|param|parameter|json|reqjson|<json|form|reqheader|resheader|resjson|>json|status(?:code)?)\s+(?:(\w+)\s+)?([\w.\[\]-]+)\s*:\s*(.*)$",
            text,
        )
        if not found or self.current is None:
            return False
        kind, type_name, name, said = found.groups()
        if kind.startswith("status"):
            self.current.statuses.append((name, plain(said), number))
            return True
        cue = {"query": Cue.QUERY, "param": Cue.PATH, "parameter": Cue.PATH, "reqheader": Cue.HEADER, "resheader": Cue.OTHER,
               "resjson": Cue.RESPONSE, ">json": Cue.RESPONSE}.get(kind, Cue.BODY)  # fmt: skip
        item = f"`{name}` ({type_name}): {said}" if type_name else f"`{name}`: {said}"
        self._attach(Block(Kind.ITEM, number, ((number, item),)), cue)
        return True

    def _labelled_line(self, text: str, number: int) -> bool:
        pair = labelled(text)
        if pair is None:
            return False
        kind, value = pair
        whole = line_statements(value, number)
        for statement in whole:
            self._open(
                Statement(statement.method, statement.path, number, How.LABELS),
                statement.path,
                title=self._heading_title(),
            )
        if whole:
            return True
        if kind == "method":
            found = re.findall(rf"\b(?:{'|'.join(METHODS)})\b", value.upper() if len(value) < 12 else value)
            if not found:
                return False
            self.pending_method = found
        else:
            paths = mentioned_paths(value) or [p for p in [lone_path(value)] if p is not None]
            if not paths or paths[0].template == "/" or says_base_url(text):
                return False
            self.pending_path = paths[0]
        self._combine_labels(number)
        return True

    def _combine_labels(self, number: int) -> None:
        if not self.pending_method or self.pending_path is None:
            return
        for method in self.pending_method:
            known = self.current
            if known is not None and known.method == method and known.path is None:
                known.path = self.pending_path
            else:
                self._open(Statement(method, None, number, How.LABELS), self.pending_path, title=self._heading_title())
        self.pending_method, self.pending_path = [], None

    def _method_paragraph(self, statement: Statement, text: str) -> None:
        path = self.context
        if (
            path is None
            and self.current is not None
            and self.current.path is None
            and self.current.method == statement.method
        ):
            if self.current.how is How.HEADING:
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
        if says_base_url(joined):
            for url in _URL.findall(joined):
                self.page.servers.append((url.rstrip("./"), number))
                break
        for statement in sentence_statements(joined, number):
            if statement.how is How.SENTENCE and statement.path is not None:
                self._open(statement, statement.path, title=self._heading_title())
            else:
                self.page.mentions.append(statement)
        clean = plain(joined)
        if self.current is None:
            self.page.intro.append((number, clean))
            return
        self.current.texts.append((number, clean))
        self.current.statuses += [(code, reason, number) for code, reason in statuses(joined)]
        codes = statuses(joined)
        if clean.endswith((":", ": ")) or (len(codes) == 1 and len(clean) < 60):
            cue = cue_of(clean.rsplit(". ", 1)[-1])
            self._announce(cue, clean, codes[0][0] if codes else "")
        elif self._announces_body(clean):
            self._announce(Cue.BODY, clean)
        elif cue_of(clean) is Cue.RESPONSE and re.search(
            r"\bexample\b|\b(?:is|are) (?:an? )?(?:array|object|list)", clean
        ):
            self._announce(Cue.RESPONSE, clean)

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

    # -- list items ------------------------------------------------------------------------------------------------

    def _item(self, block: Block) -> None:
        number, text = block.lines[0]
        joined = " ".join(line for _, line in block.lines)
        if self.item_home is not None and block.level <= self.item_home[1]:
            self.item_home = None
        tail = tail_statement(joined, number)
        stated = line_statements(joined, number) or ([tail] if tail is not None else [])
        for statement in stated:
            self._item_statement(statement, block.level)
        if stated:
            return
        if self._labelled_line(text, number):
            return
        described = method_paragraph(joined, number) if self.context is not None else None
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
        home = self.item_home[0] if self.item_home else None
        if home is not None:
            home.parts.append(Part(Cue.PARAMETERS, "", block))
        else:
            self._attach(block)

    def _item_statement(self, statement: Statement, level: int) -> None:
        listed = Statement(statement.method, statement.path, statement.line, How.ITEM)
        draft = self._open(listed, statement.path, current=False, title=statement.title)
        if statement.rest:
            draft.texts.append((statement.line, statement.rest))
        self.item_home = (draft, level)

    # -- code ------------------------------------------------------------------------------------------------------

    def _code(self, block: Block) -> None:
        if has_curl(block.text):
            requests, rest = read_curl(block.text)
            for request in requests:
                self._sample(request, block.line + request.line)
            if rest and requests:
                self._answer_text(block, rest)
            return
        lines = [(number, text.strip()) for number, text in block.lines if text.strip()]
        stated = [line_statement(text, number, code=True) for number, text in lines]
        messages = read_http(block.text)
        is_message = any(isinstance(m, Answer) or m.headers or m.body or "HTTP/" in block.text for m in messages)
        if messages and (is_message or block.language in {"http", "httpspec"}):
            self._messages(block, messages)
        elif lines and stated[0] is not None and sum(s is not None for s in stated) * 2 > len(stated):
            for statement in stated:
                if statement is not None:
                    self._code_statement(statement)
        elif (
            lines and stated[0] is not None and read_example("\n".join(text for _, text in block.lines[1:])) is not None
        ):
            self._code_statement(stated[0])
            self._attach(Block(Kind.CODE, block.line + 1, block.lines[1:], language="json"), Cue.BODY)
        else:
            path = lone_path(lines[0][1]) if len(lines) == 1 and lines[0][1].startswith(("/", "http")) else None
            if path is not None and path.template != "/":
                self._code_path(path, lines[0][0])
            else:
                self._attach(block)

    def _code_path(self, path: PathText, number: int) -> None:
        if self.current is not None and self.current.path is None:
            self.current.path = path
        elif self.current is None or self.pending_method:
            self.pending_path = path
            self._combine_labels(number)

    def _code_statement(self, statement: Statement) -> None:
        path = statement.path
        if path is None:
            return
        known = self.current
        if known is not None and known.path is None and known.method == statement.method:
            known.path = path
        elif (
            known is not None
            and known.path is not None
            and known.method == statement.method
            and matches(known.path.template, path.template)
        ):
            if known.sampled or "{" in path.template or known.path.template == path.template:
                known.absorb(Draft(statement.method, path, statement.line, known.how, known.group))
            else:
                known.requests.append(
                    (Request(statement.method, statement.path.template if statement.path else "", 0), statement.line)
                )
        else:
            example = re.search(r"\bexamples?\b", self.label, re.IGNORECASE) is not None
            if example and known is not None:
                self.page.foreign.append(
                    (Request(statement.method, (path.server or "") + path.template, 0), statement.line)
                )
            else:
                self._open(statement, path, title=self._heading_title())

    def _messages(self, block: Block, messages: list[Request | Answer]) -> None:
        for message in messages:
            line = block.line + message.line
            if isinstance(message, Request):
                self._sample(message, line)
            elif self.current is not None:
                self.current.answers.append((message, line))
                self._announce(Cue.RESPONSE, self.label, str(message.status))

    def _sample(self, request: Request, line: int) -> None:
        path = parse_path(request.target)
        if path is None or path.template == "/" or request.method not in METHODS:
            return
        known = self.current
        fits = (
            known is not None
            and known.method == request.method
            and (known.path is None or self._fits(known.path, path))
        )
        if known is not None and fits:
            if known.path is None:
                known.path = path
            known.requests.append((request, line))
        elif known is None or known.sampled:
            how = How.CURL_SAMPLE if request.curl else How.HTTP_SAMPLE
            draft = self._open(Statement(request.method, path, line, how), path, title=self._heading_title())
            draft.requests.append((request, line))
        else:
            self.page.foreign.append((request, line))

    @staticmethod
    def _fits(template: PathText, concrete: PathText) -> bool:
        own, other = template.template.strip("/").split("/"), concrete.template.strip("/").split("/")
        return (
            len(other) >= len(own)
            and matches("/".join(own), "/".join(other[len(other) - len(own) :]))
            and (len(other) == len(own) or not template.template.strip("/").startswith("{"))
        )

    def _answer_text(self, block: Block, rest: str) -> None:
        lines = rest.split("\n")
        start = next((n for n, text in block.lines if text.strip() == lines[0].strip()), block.line)
        answer = Block(Kind.CODE, start, tuple((start + i, text) for i, text in enumerate(lines)), language="json")
        if read_example(rest) is not None:
            self._attach(answer, Cue.RESPONSE)
        for message in read_http(rest):
            if isinstance(message, Answer) and self.current is not None:
                self.current.answers.append((message, start + message.line))

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, block: Block) -> None:
        kinds = [column_kind(cell) for cell in block.header]
        if self._endpoint_rows(block, kinds):
            return
        rows = [(block.line, block.header)] + [(row.line, row.cells) for row in block.rows]
        labels = [labelled(f"{cells[0]}: {cells[1]}") if len(cells) == 2 else None for _, cells in rows]
        if sum(label is not None for label in labels) >= 2:
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
