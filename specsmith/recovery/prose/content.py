"""The parts of one operation, sorted: parameters by location, body fields, response fields, examples of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.codes import FIELD_UNREAD
from specsmith.recovery.prose.cues import Cue, cue_of
from specsmith.recovery.prose.drafts import Draft, Part
from specsmith.recovery.prose.examples import Example, read_example
from specsmith.recovery.prose.fields import Field, field_from_item, field_from_row
from specsmith.recovery.prose.inline import plain, words
from specsmith.recovery.prose.plain_tables import column_kind
from specsmith.recovery.prose.result import Sheet

WRITING = frozenset({"POST", "PUT", "PATCH"})
FIELD_CUES = frozenset({Cue.PARAMETERS, Cue.PATH, Cue.QUERY, Cue.HEADER, Cue.BODY, Cue.RESPONSE})
"""After these announcements a list is one of fields."""
_RESOURCE = re.compile(r"^(?:propert(?:y|ies)|fields?|attributes?|keys?)(?: name)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """An example and where it stands: its label, line and the status of its response."""

    label: str
    line: int
    example: Example
    status: str = ""


@dataclass(slots=True)
class Content:
    """What the parts of a draft come to. `resource` holds the fields of a table that describes a thing, not a call."""

    path: list[Field] = field(default_factory=list)
    query: list[Field] = field(default_factory=list)
    header: list[Field] = field(default_factory=list)
    cookie: list[Field] = field(default_factory=list)
    body: list[Field] = field(default_factory=list)
    response: list[Field] = field(default_factory=list)
    resource: list[Field] = field(default_factory=list)
    body_examples: list[Shown] = field(default_factory=list)
    response_examples: list[Shown] = field(default_factory=list)
    placed_by_guess: bool = False
    query_by_guess: set[str] = field(default_factory=set)
    response_status: str = ""


def read_content(draft: Draft, sheet: Sheet) -> Content:
    """Sort the parts of a draft."""
    content = Content()
    for cue, label, fields, part in _field_lists(draft.parts, sheet):
        _place_fields(content, draft, cue, fields, part, label)
    for part in draft.parts:
        if part.block.kind is Kind.CODE:
            _place_example(content, draft, part)
    return content


def _field_lists(parts: list[Part], sheet: Sheet) -> list[tuple[Cue, str, list[Field], Part]]:
    """Tables as they are, and runs of list items under one label as one list."""
    out: list[tuple[Cue, str, list[Field], Part]] = []
    run: list[Part] = []
    for part in [*parts, None]:
        if (
            part is not None
            and part.block.kind is Kind.ITEM
            and (not run or (run[-1].cue, run[-1].label) == (part.cue, part.label))
        ):
            run.append(part)
            continue
        if run:
            fields = item_fields([p.block for p in run], run[0].cue in FIELD_CUES)
            if fields:
                out.append((run[0].cue, run[0].label, fields, run[0]))
            run = []
        if part is None:
            continue
        if part.block.kind is Kind.ITEM:
            run = [part]
        elif part.block.kind is Kind.TABLE:
            fields = table_fields(part.block, sheet)
            if fields:
                out.append((part.cue, part.label, fields, part))
    return out


def table_fields(block: Block, sheet: Sheet) -> list[Field]:
    """The fields that the rows of a table describe; () for tables of other things."""
    kinds = [column_kind(cell) for cell in block.header]
    named = (bool(kinds) and kinds[0] == "name") or "name" in kinds
    if not named and not ("type" in kinds and "description" in kinds):
        return []
    fields: list[Field] = []
    for row in block.rows:
        read = field_from_row(block.header, row.cells, row.line)
        if not read and row.cells and row.cells[0].strip():
            sheet.note(FIELD_UNREAD, "", row.line, f"'{plain(row.cells[0])}' is no name of a field", 0.5)
        fields += read
    return fields


def item_fields(blocks: list[Block], expected: bool) -> list[Field]:
    """The fields of a list; nested items become dotted names. Unless fields are `expected`, items must show a type."""
    fields: list[Field] = []
    stack: list[tuple[int, str]] = []
    for block in blocks:
        read = field_from_item(block.text, block.line)
        if read is None or not (expected or (read[1] and (read[0].schema is not None or read[0].required is not None))):
            continue
        found = read[0]
        while stack and stack[-1][0] >= block.level:
            stack.pop()
        name = f"{stack[-1][1]}.{found.name}" if stack else found.name
        if stack:
            parent = next((f for f in fields if f.name == stack[-1][1]), None)
            if parent is not None and parent.schema is not None and parent.schema.get("type") == "array":
                name = f"{stack[-1][1]}[].{found.name}"
        stack.append((block.level, name))
        fields.append(replace(found, name=name))
    return fields


def _place_fields(content: Content, draft: Draft, cue: Cue, fields: list[Field], part: Part, label: str) -> None:
    in_path = set(draft.path.parameters) if draft.path is not None else set()
    header = plain(part.block.header[0]) if part.block.header else ""
    if cue is Cue.ERROR:
        return
    if cue is Cue.RESPONSE and not re.search(r"\bheaders?\b", label, re.IGNORECASE):
        content.response += fields
        content.response_status = content.response_status or part.status
        return
    if cue in {Cue.NONE, Cue.OTHER} and _RESOURCE.match(header) and not any(f.location for f in fields):
        content.resource += [f for f in fields if f.name not in in_path]
        content.path += [f for f in fields if f.name in in_path]
        return
    for found in fields:
        if cue is Cue.HEADER or (column_kind(header) == "name" and header.lower().startswith("header")):
            if not re.search(r"\bresponse\b", label, re.IGNORECASE):
                content.header.append(found)
        elif found.name in in_path and found.location in {"", "path"} and cue is not Cue.BODY:
            content.path.append(found)
        elif found.location:
            getattr(content, found.location).append(found)
        elif cue in {Cue.QUERY, Cue.PATH}:
            content.query.append(found)  # a "URL parameter" that the template does not have stands in the query string
        elif cue is Cue.BODY:
            content.body.append(found)
        elif draft.method in WRITING:
            content.body.append(found)
            content.placed_by_guess = True
        else:
            content.query.append(found)
            content.query_by_guess.add(found.name)


def _place_example(content: Content, draft: Draft, part: Part) -> None:
    example = read_example(part.block.text)
    if example is None or (
        not isinstance(example.value, (dict, list))
        and part.cue not in {Cue.BODY, Cue.RESPONSE}
        and part.block.language != "json"
    ):
        return
    shown = Shown(part.label, part.block.line, example, part.status)
    cue = part.cue
    if cue in {Cue.RESPONSE, Cue.ERROR}:
        content.response_examples.append(shown)
    elif cue in {Cue.BODY, Cue.PARAMETERS, Cue.QUERY} and draft.method in WRITING:
        content.body_examples.append(shown)
    elif cue is Cue.HEADER:
        return
    elif draft.method in WRITING and (not content.body_examples or content.resource or not _answers(content, draft)):
        content.body_examples.append(shown)
    else:
        content.response_examples.append(shown)


def _answers(content: Content, draft: Draft) -> bool:
    """Whether a second bare example of a writing operation reads as its answer: the first one was the request."""
    return bool(content.body_examples) and draft.method in WRITING and not content.response_examples


def example_home(shown: Shown, fields: list[Field]) -> str:
    """The object property that an example is of: the one its label names, or whose members it has; "" for the whole.

    >>> fields = [Field("smtp", 1, {"type": "object"}), Field("smtp.host", 2), Field("on", 3)]
    >>> example_home(Shown("SMTP settings example:", 1, Example({"host": ""})), fields)
    'smtp'
    """
    value = shown.example.value
    if not isinstance(value, dict):
        return ""
    top = {f.name.split(".")[0] for f in fields if f.name}
    whole = len(top & set(value))
    said = set(words(shown.label)) | {"".join(words(shown.label)[i : i + 2]) for i in range(len(words(shown.label)))}
    best, best_score = "", float(whole)
    for parent in sorted({f.name.rsplit(".", 1)[0] for f in fields if "." in f.name}):
        members = {f.name.rsplit(".", 1)[1] for f in fields if f.name.rsplit(".", 1)[0] == parent and "." in f.name}
        last = parent.rsplit(".", 1)[-1].lower()
        score = len(members & set(value)) + (
            0.5 if last in said or last in {w.lower() for w in shown.label.split()} else 0
        )
        if score > best_score:
            best, best_score = parent, score
    return best


def names_response(text: str) -> bool:
    """Whether a label announces an answer."""
    return cue_of(text) is Cue.RESPONSE
