"""Parameters and request body of an operation."""

from __future__ import annotations

from typing import Any

from specsmith.model.pointer import escape_token
from specsmith.recovery.prose.codes import MEDIA_TYPE_INFERRED, SAMPLE_VALUE, SCHEMA_FROM_EXAMPLE, TYPE_UNSAID
from specsmith.recovery.prose.content import WRITING, Content, Shown, example_home
from specsmith.recovery.prose.drafts import Draft
from specsmith.recovery.prose.examples import read_example
from specsmith.recovery.prose.fields import Field
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.objects import (
    check_example,
    field_schema,
    find_lost_names,
    object_schema,
    schema_of_value,
)
from specsmith.recovery.prose.paths import parse_path
from specsmith.recovery.prose.responses import add_example, add_inferred_schema
from specsmith.recovery.prose.result import INFERRED, Sheet

_IGNORED_HEADERS = frozenset(
    {"accept", "content-type", "authorization"}
)  # OAS 3.1 §4.8.12.1 forbids them as parameters


def build_parameters(draft: Draft, content: Content) -> tuple[list[dict[str, Any]], Sheet]:
    """The parameters: those of the template first, then query, header and cookie, as the text orders them."""
    parameters: list[dict[str, Any]] = []
    sheet = Sheet()
    described = {field.name: field for field in content.path}
    for name in draft.path.parameters if draft.path is not None else ():
        found = described.get(name)
        parameter: dict[str, Any] = {"name": name, "in": "path", "required": True, **_parameter(found)}
        if found is None or "type" not in parameter["schema"]:
            parameter["schema"].setdefault("type", "string")
            parameter["schema"][INFERRED] = "the text gives no type"
        line = found.line if found else draft.line
        _add(parameters, sheet, parameter, line, 0.95 if found else 0.85)
        if INFERRED in parameter["schema"]:
            own = f"/{len(parameters) - 1}/schema"
            sheet.note(
                TYPE_UNSAID, own, line, f"path parameter '{name}': the text gives no type; string is assumed", 0.8
            )
    for location, fields in (("query", content.query), ("header", content.header), ("cookie", content.cookie)):
        for field in fields:
            if field.name and (location != "header" or field.name.lower() not in _IGNORED_HEADERS):
                parameter = {"name": field.name, "in": location, "required": bool(field.required), **_parameter(field)}
                guessed = location == "query" and field.name in content.query_by_guess
                if guessed:
                    parameter[INFERRED] = "the text does not say where this parameter goes"
                if _add(parameters, sheet, parameter, field.line, 0.8 if guessed else 0.9) and guessed:
                    message = (
                        f"'{field.name}': the text does not say where this parameter goes; taken for the query string"
                    )
                    sheet.note(MEDIA_TYPE_INFERRED, f"/{len(parameters) - 1}", field.line, message, 0.8)
    for part in draft.path.query if draft.path is not None else ():
        _sampled(parameters, sheet, part.name, part.example, draft.line, "it stands in the query string of the path")
    for request, line in draft.requests:
        path = parse_path(request.target)
        pairs = [(part.name, part.example) for part in path.query] if path else []
        for name, value in [*pairs, *request.query.items()]:
            _sampled(parameters, sheet, name, value, line, "it stands in a sample call")
    return parameters, sheet


def _parameter(field: Field | None) -> dict[str, Any]:
    if field is None:
        return {"schema": {}}
    schema = field_schema(field)
    out: dict[str, Any] = {}
    if schema.get("description"):
        out["description"] = schema.pop("description")
    out["schema"] = schema
    return out


def _add(
    parameters: list[dict[str, Any]], sheet: Sheet, parameter: dict[str, Any], line: int, confidence: float
) -> bool:
    if any(known["name"] == parameter["name"] and known["in"] == parameter["in"] for known in parameters):
        return False
    if parameter["in"] != "path" and not parameter.get("required"):
        parameter.pop("required", None)
    sheet.at(f"/{len(parameters)}", line, confidence)
    parameters.append(parameter)
    return True


def _sampled(
    parameters: list[dict[str, Any]], sheet: Sheet, name: str, value: str | None, line: int, reason: str
) -> None:
    """A query parameter known from a sample or from the path text only: its existence is stated, the rest is not."""
    if any(known["name"] == name and known["in"] == "query" for known in parameters):
        return
    parameter: dict[str, Any] = {"name": name, "in": "query", "schema": {"type": "string"}, INFERRED: reason}
    if value:
        parameter["example"] = value
    _add(parameters, sheet, parameter, line, 0.75)
    sheet.note(
        SAMPLE_VALUE, f"/{len(parameters) - 1}", line, f"query parameter '{name}': {reason}; its type is a guess", 0.75
    )


def build_body(draft: Draft, content: Content, resource: str) -> tuple[dict[str, Any] | None, Sheet]:
    """The Request Body Object (OAS 3.1 §4.8.13), or None; `resource` is a reference to the schema it shares, or ""."""
    sheet = Sheet()
    shown = list(content.body_examples)
    forms: dict[str, str] = {}
    kinds: list[str] = []
    for request, line in draft.requests:
        example = read_example(request.body) if request.body else None
        if example is not None:
            shown.append(Shown("", line, example))
        forms |= request.form
        declared = request.headers.get("content-type", "").split(";")[0].strip()
        if declared and (request.body or request.form) and "/" in declared:
            kinds.append(declared)
    fields = list(content.body)
    if not fields and content.resource and draft.method in WRITING and not resource:
        fields = list(content.resource)
    if draft.method not in WRITING and not (fields or kinds):
        return None, sheet
    if not (fields or shown or forms or resource):
        return None, sheet
    stated = kinds[0] if kinds else ("application/json" if shown or _says_json(draft) else "")
    body: dict[str, Any] = {"content": {}}
    media: dict[str, Any] = {}
    kind = stated or "application/json"
    body["content"][kind] = media
    pointer = f"/content/{escape_token(kind)}"
    if resource:
        media["schema"] = {"$ref": resource}
    elif fields:
        _described(media, fields, shown, pointer, sheet)
    elif forms:
        media["schema"] = {**schema_of_value(forms), INFERRED: "the fields of a sample call"}
        sheet.at(pointer + "/schema", draft.line, 0.6)
        sheet.note(
            SCHEMA_FROM_EXAMPLE, pointer + "/schema", draft.line, "the schema has the fields of a sample call", 0.6
        )
    whole = [item for item in shown if not resource and not (fields and example_home(item, fields))]
    for item in whole:
        add_example(media, item, pointer, sheet)
        if "schema" not in media:
            add_inferred_schema(media, item.example, item.line, pointer, sheet)
    if any(field.required for field in fields):
        body["required"] = True
    _mark_guess(draft, content, body, stated, fields, sheet)
    return body, sheet


def _described(media: dict[str, Any], fields: list[Field], shown: list[Shown], pointer: str, sheet: Sheet) -> None:
    named = find_lost_names(fields, [(item.label, item.example) for item in shown])
    schema, records = object_schema(named)
    if shown and isinstance(shown[0].example.value, list):
        schema = {"type": "array", "items": schema}
        sheet.graft(pointer + "/schema/items", records)
    else:
        sheet.graft(pointer + "/schema", records)
    media["schema"] = schema
    sheet.at(pointer + "/schema", fields[0].line, 0.9)
    for item in shown:
        if not example_home(item, named):
            check_example(schema, item.example, item.line, pointer + "/schema", sheet)


def _says_json(draft: Draft) -> bool:
    return any("json" in plain(text).lower() for _, text in draft.texts)


def _mark_guess(
    draft: Draft, content: Content, body: dict[str, Any], stated: str, fields: list[Field], sheet: Sheet
) -> None:
    reasons = []
    if content.placed_by_guess:
        reasons.append("the text does not say that the parameters belong to the body")
    if not stated:
        reasons.append("the text names no media type")
    line = fields[0].line if fields else draft.line
    sheet.at("", line, 0.7 if reasons else 0.95)
    if reasons:
        reason = " and ".join(reasons)
        body[INFERRED] = reason
        sheet.note(
            MEDIA_TYPE_INFERRED,
            "",
            line,
            f"{draft.method} {draft.path.template if draft.path else ''}: {reason}; taken for JSON",
            0.7,
        )
