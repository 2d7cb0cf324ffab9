"""The state of the walk over a page, and the moves that every handler shares: open, close, announce, attach, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from specsmith.recovery.prose.blocks import Block
from specsmith.recovery.prose.cues import Cue, is_generic, labelled, says_base_url, statuses
from specsmith.recovery.prose.drafts import Draft, Page, Part, same_endpoint
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.lost_titles import lost_titles
from specsmith.recovery.prose.paths import METHODS, PathText, parse_path
from specsmith.recovery.prose.statements import (
    How,
    Statement,
    line_statements,
    lone_method,
    lone_path,
    mentioned_paths,
)

_UNDER_A_LEAD = {How.LINE, How.LABELS}
_SLASHLESS_LINE = re.compile(r"^\s*(?:GET|PUT|POST|DELETE|PATCH)\s+[a-z][\w-]*/[\w:{<][^\s]*\s*$")


@dataclass(slots=True)
class ItemHome:
    """The list item that stated an endpoint: its level, and what the items under it announced last, at which level."""

    draft: Draft
    level: int
    announced: tuple[Cue, str, str] = (Cue.PARAMETERS, "", "")
    announced_at: int = 0


@dataclass(slots=True)
class Section:
    """What stands under a title before any endpoint, with the line of the title if it lost its mark; the endpoints under it."""

    title: str = ""
    lost_title: int = 0
    texts: list[tuple[int, str]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


class WalkState:
    """The open headings, the path that a heading set, the operation that is described, what the last label announced."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.slashless = any(_SLASHLESS_LINE.match(text) for block in blocks for _, text in block.lines)
        self.page = Page()
        self.lost_titles = lost_titles(blocks)
        self.doubtful = False
        self.sections = [Section()]
        self.group = 0
        self.section_title = ""
        self.section_level = 0
        self.context: PathText | None = None
        self.context_level = 0
        self.current: Draft | None = None
        self.item_home: ItemHome | None = None
        self.current_level = 0
        self.cue, self.label, self.status = Cue.NONE, "", ""
        self.pending_method: list[str] = []
        self.pending_path: PathText | None = None
        self.pending_line = 0
        self.lone_label = ""
        self.running: list[tuple[int, str]] = []
        self.at = 0

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
                if statement.how.value > known.confidence:
                    known.how, known.confidence = statement.how, statement.how.value
                return known  # the heading said it, the line under it says it again
            self.current, self.current_level, self.doubtful = draft, self.section_level, False
            self._announce(Cue.NONE, "")
        self.page.drafts.append(draft)
        self.sections[-1].drafts.append(draft)
        return draft

    def _close(self) -> None:
        self.current = None
        self.pending_method, self.pending_path = [], None
        self._announce(Cue.NONE, "")

    def _give_leads(self) -> None:
        """What a section says above its only endpoint is about that endpoint, as what stands below it is."""
        given: set[tuple[int, str]] = set()
        for section in self.sections:
            first = section.drafts[0] if section.drafts and section.texts else None
            if first is None or first.how not in _UNDER_A_LEAD or not section.title or first.title != section.title:
                continue
            if not all(d.path and first.path and same_endpoint(first, d.method, d.path) for d in section.drafts):
                continue
            first.lost_title = section.lost_title
            first.texts[:0] = said = [(number, plain(text)) for number, text in section.texts]
            given.update(said)
            first.statuses[:0] = [(code, words, n) for n, text in section.texts for code, words in statuses(text)]
        self.page.intro = [text for text in self.page.intro if text not in given]

    def _announce(self, cue: Cue, label: str, status: str = "") -> None:
        self.cue, self.label, self.status = cue, label, status

    def _attach(self, block: Block, cue: Cue | None = None) -> None:
        part = Part(cue or self.cue, self.label, block, self.status)
        (self.current.parts if self.current is not None else self.page.loose).append(part)

    def _heading_title(self) -> str:
        return "" if is_generic(self.section_title) or self.section_title == self.page.title else self.section_title

    def _value_of_label(self, text: str, number: int) -> bool:
        """A line or item under a label that stood alone: "Request URL:", then the URL."""
        label, self.lone_label = self.lone_label, ""
        if self.context is not None and lone_method(text):
            return False
        whole = bool(line_statements(text, number) or lone_method(text) or lone_path(text))
        return bool(label) and whole and self._labelled_line(f"{label}: {plain(text)}", number)

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
            slashless = re.fullmatch(r"[\w-]+(?:/[^\s/]+)+/?", plain(value))
            paths = mentioned_paths(value) or [
                p for p in [parse_path(plain(value)) if slashless else lone_path(value)] if p is not None
            ]
            if not paths or (paths[0].template == "/" and plain(value) != "/") or says_base_url(text):
                return False
            self.pending_path = paths[0]
        self._combine_labels(number)
        return True

    def _combine_labels(self, number: int) -> None:
        known, path = self.current, self.pending_path
        if path is not None and known is not None and known.path is not None and known.path.relative:
            whole = re.sub(r"\.\w+$", "", path.template)
            if not path.relative and whole.endswith(known.path.template):  # "GET users/show", then its whole URL
                known.path, self.pending_path = path, None
                return
        if not self.pending_method or self.pending_path is None:
            return
        for method in self.pending_method:
            known = self.current
            if known is not None and known.method == method and known.path is None:
                known.path = self.pending_path
            else:
                self._open(Statement(method, None, number, How.LABELS), self.pending_path, title=self._heading_title())
        self.pending_method, self.pending_path = [], None
