"""The walk over running text that is none: fields and endpoints on lines of their own, which lost their bullets or table."""

from __future__ import annotations

import re

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.content import FIELD_CUES
from specsmith.recovery.prose.cues import Cue, is_label, labelled
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.plain_tables import TYPE_WORD
from specsmith.recovery.prose.statements import row_statements
from specsmith.recovery.prose.walk_state import WalkState


class FieldWalk(WalkState):
    """Handlers of lines that are fields or rows."""

    def _prose(self, lines: list[tuple[int, str]]) -> None:
        raise NotImplementedError

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

    def _listed_field(self, number: int, text: str) -> int:
        """A field on a line of its own, in a list that lost its bullets: `page - page number (optional)`."""
        if self.cue not in FIELD_CUES or self.cue is Cue.RESPONSE:
            return 0
        found = re.match(r"^`?([A-Za-z_][\w.\[\]-]*)`?\s*(?:\([^)]*\)\s*)?(?:[–—-]|:)\s+\S", text)
        if not found or is_label(text) or labelled(text) or found[1].istitle():
            return 0
        self._flush()
        self._attach(Block(Kind.ITEM, number, ((number, text),)))
        return 1

    def _endpoint_row(self, lines: list[tuple[int, str]], index: int) -> int:
        """A row of an index of endpoints with columns of any name: "snippets/<id>/ GET READ one snippet"."""
        number, text = lines[index]
        rows = row_statements(text, number)
        beside = [lines[i][1] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        if not rows or not any(row_statements(line, 0) for line in beside):
            return 0
        self._flush()
        for row in rows:
            draft = self._open(row, row.path, current=False)
            if row.rest:
                draft.texts.append((number, row.rest))
        return 1

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

    def _directive_field(self, text: str, number: int) -> bool:
        """A field of a Sphinx http directive: `:query limit: how many`, `:statuscode 404: none`."""
        found = re.match(
            r"^:(query|param|parameter|form|formparam|fparam|(?:req|res|[<>])?json(?:arr|obj|arrayobj)?|(?:req|res|[<>])header|status(?:code)?|code|synopsis)"
            r"\s*(?:(?:(\w[\w()\[\], ]*?)\s+)?([\w.\[\]-]+)\s*)?:\s*(.*)$",
            text,
        )
        if not found or self.current is None:
            return False
        kind, type_name, name, said = found.groups()
        if name is None:
            if kind == "synopsis":
                self.current.texts.append((number, plain(said)))
            return kind == "synopsis"
        if kind.startswith(("status", "code")):
            self.current.statuses.append((name, plain(said), number))
            return True
        cue = {"query": Cue.QUERY, "param": Cue.PATH, "parameter": Cue.PATH, "reqheader": Cue.HEADER, "<header": Cue.HEADER,
               "resheader": Cue.OTHER, ">header": Cue.OTHER}.get(kind, Cue.RESPONSE if kind.startswith(("res", ">")) else Cue.BODY)  # fmt: skip
        item = f"`{name}` ({type_name}): {said}" if type_name else f"`{name}`: {said}"
        self._attach(Block(Kind.ITEM, number, ((number, item),)), cue)
        return True
