"""Responses of an operation: the statuses that the text names, the bodies it shows, a placeholder where it is silent."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from specsmith.model.pointer import escape_token
from specsmith.recovery.prose.codes import EXAMPLE_REBUILT, MEDIA_TYPE_INFERRED, RESPONSE_UNSAID, SCHEMA_FROM_EXAMPLE
from specsmith.recovery.prose.content import Content, Shown
from specsmith.recovery.prose.drafts import Draft
from specsmith.recovery.prose.examples import Example, read_example
from specsmith.recovery.prose.objects import check_example, joined_schema, object_schema, schema_of_value
from specsmith.recovery.prose.result import INFERRED, Sheet


def build_responses(draft: Draft, content: Content, resource: str) -> tuple[dict[str, Any], Sheet]:
    """The Responses Object (OAS 3.1 §4.8.16). `resource` is a reference to the schema of what a GET returns, or ""."""
    responses: dict[str, Any] = {}
    sheet = Sheet()
    for code, said, line in draft.statuses:
        _state(responses, sheet, code, said, line)
    shown = list(content.response_examples)
    for answer, line in draft.answers:
        code = str(answer.status)
        _state(responses, sheet, code, "", line)
        example = read_example(answer.body) if answer.body else None
        if example is not None:
            shown.append(Shown("", line, example, code))
    success = next((code for code in responses if code.startswith("2")), "")
    for item in shown:
        _show(responses, sheet, item, success)
    if content.response or (resource and not shown):
        _describe_body(responses, sheet, draft, content, resource)
    if not any(code.startswith(("2", "3", "d")) for code in responses):
        silent = not responses
        reason = "the text says nothing about the response" if silent else "the text says nothing about success"
        responses["default"] = {"description": "The text does not describe the response.", INFERRED: reason}
        sheet.at("/default", draft.line, 0.3)
        sheet.note(RESPONSE_UNSAID, "/default", draft.line, f"{draft.method} {_path(draft)}: {reason}", 0.3)
    return dict(sorted(responses.items(), key=lambda pair: (pair[0] == "default", pair[0]))), sheet


def _path(draft: Draft) -> str:
    return draft.path.template if draft.path is not None else "?"


def _state(responses: dict[str, Any], sheet: Sheet, code: str, said: str, line: int) -> None:
    if code not in responses:
        responses[code] = {"description": ""}
        sheet.at(f"/{code}", line, 0.9)
    if not responses[code]["description"] or (len(said) > len(responses[code]["description"]) and " " in said):
        responses[code]["description"] = said or reason_of(code)


def reason_of(code: str) -> str:
    """The standard phrase of a status.

    >>> reason_of("404"), reason_of("4XX")
    ('Not Found', 'Status 4XX')
    """
    try:
        return HTTPStatus(int(code)).phrase
    except ValueError:
        return f"Status {code}"


def _unsaid(responses: dict[str, Any], sheet: Sheet, line: int) -> str:
    """The response that a body without a status belongs to: 200, which is a guess."""
    if "200" not in responses:
        reason = "the text says what is answered and names no status"
        responses["200"] = {"description": "The answer.", INFERRED: reason}
        sheet.at("/200", line, 0.7)
        sheet.note(RESPONSE_UNSAID, "/200", line, f"{reason}; 200 is assumed", 0.7)
    return "200"


def _own_status(responses: dict[str, Any], sheet: Sheet, item: Shown) -> str:
    """The status that an answer itself carries as its member `status`; that it is the HTTP status is a guess."""
    value = item.example.value.get("status") if isinstance(item.example.value, dict) else None
    if not isinstance(value, int) or isinstance(value, bool) or not 200 <= value < 600:
        return ""
    code = str(value)
    if code not in responses:
        reason = "the example carries this status"
        responses[code] = {"description": reason_of(code), INFERRED: reason}
        sheet.at(f"/{code}", item.line, 0.8)
        sheet.note(RESPONSE_UNSAID, f"/{code}", item.line, f"the text names no status; {reason}: {code}", 0.8)
    return code


def _show(responses: dict[str, Any], sheet: Sheet, item: Shown, success: str) -> None:
    code = item.status or _own_status(responses, sheet, item) or success or _unsaid(responses, sheet, item.line)
    if code not in responses:
        _state(responses, sheet, code, "", item.line)
    media = responses[code].setdefault("content", {}).setdefault("application/json", {})
    pointer = f"/{code}/content/application~1json"
    add_example(media, item, pointer, sheet)
    if "schema" not in media:
        add_inferred_schema(media, item.example, item.line, pointer, sheet)
    elif INFERRED in media["schema"]:
        known = {key: value for key, value in media["schema"].items() if key != INFERRED}
        joined = joined_schema(known, schema_of_value(item.example.value))
        media["schema"] = {**joined, INFERRED: media["schema"][INFERRED]}


def add_inferred_schema(media: dict[str, Any], example: Example, line: int, pointer: str, sheet: Sheet) -> None:
    """Give a media type the schema that its example suggests, marked."""
    media["schema"] = {**schema_of_value(example.value), INFERRED: "the types of the example"}
    sheet.at(pointer + "/schema", line, 0.6)
    sheet.note(SCHEMA_FROM_EXAMPLE, pointer + "/schema", line, "the schema has the types of the example", 0.6)


def add_example(media: dict[str, Any], item: Shown, pointer: str, sheet: Sheet) -> None:
    """Add an example to a media type: `example` for one, `examples` for several (OAS 3.1 §4.8.14)."""
    if "examples" in media:
        name = f"example{len(media['examples']) + 1}"
        media["examples"][name] = _named(item)
        own = f"{pointer}/examples/{escape_token(name)}"
    elif "example" in media:
        media["examples"] = {"example1": {"value": media.pop("example")}, "example2": _named(item)}
        own = f"{pointer}/examples/example2"
    else:
        media["example"] = item.example.value
        own = pointer + "/example"
    sheet.at(own, item.line, 0.7 if item.example.rebuilt else 0.95)
    if item.example.rebuilt or item.example.partial:
        what = "was rebuilt from damaged text" if item.example.rebuilt else "stands for more: '...' was left out"
        sheet.note(EXAMPLE_REBUILT, own, item.line, f"the example {what}", 0.7)


def _named(item: Shown) -> dict[str, Any]:
    named: dict[str, Any] = {"value": item.example.value}
    if item.label:
        named = {"summary": item.label.rstrip(": "), **named}
    return named


def _describe_body(responses: dict[str, Any], sheet: Sheet, draft: Draft, content: Content, resource: str) -> None:
    success = next((code for code in responses if code.startswith("2")), "")
    line = content.response[0].line if content.response else draft.line
    code = content.response_status or success or _unsaid(responses, sheet, line)
    if code not in responses:
        _state(responses, sheet, code, "", line)
    media = responses[code].setdefault("content", {}).setdefault("application/json", {})
    pointer = f"/{code}/content/application~1json/schema"
    if content.response:
        schema, fields = object_schema(content.response)
        if "example" in media:
            check_example(schema, Example(media["example"]), line, pointer, sheet)
        if isinstance(media.get("example"), list):
            media["schema"] = {"type": "array", "items": schema}
            sheet.graft(pointer + "/items", fields)
        else:
            media["schema"] = schema
            sheet.graft(pointer, fields)
        sheet.notes = [
            note for note in sheet.notes if not (note.code is SCHEMA_FROM_EXAMPLE and note.pointer == pointer)
        ]
    else:
        media["schema"] = {"$ref": resource}
    if "example" not in media and "examples" not in media:
        media[INFERRED] = "the text names no media type"
        own = pointer.removesuffix("/schema")
        sheet.at(own, line, 0.7)
        sheet.note(MEDIA_TYPE_INFERRED, own, line, "the text names no media type for the answer; taken for JSON", 0.7)
    sheet.lines[pointer] = line
    sheet.confidences[pointer] = 0.85
