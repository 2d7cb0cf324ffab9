"""Responses: schema × produces → content, headers, examples per media type (OAS 3.1 §4.8.17)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.upgrade.bodies import BINARY, content_of
from specsmith.passes.upgrade.context import Conversion, ResponseUse
from specsmith.passes.upgrade.extensions import NAMED_EXAMPLES, WRONG_KIND, describe, keep, named_examples, tidy
from specsmith.passes.upgrade.parameters import convert_header
from specsmith.passes.upgrade.references import drop_siblings
from specsmith.passes.upgrade.row import Row

DESCRIPTION = Code(
    "SS0317",
    "response-description-missing",
    Severity.INFO,
    "A response has no description",
    why="Both specifications demand one; the reason phrase of the status code says what the code means and no more.",
    broken="responses:\n  404: {}",
    fixed="responses:\n  '404': {description: Not Found}",
    help="Describe the response.",
)

SCHEMA_AS_RESPONSE = Code(
    "SS0318",
    "schema-as-response",
    Severity.WARNING,
    "A response refers to a schema",
    why="A reference of a response must lead to a response; one to a definition is meant as the schema of the body.",
    broken="responses:\n  200: {$ref: '#/definitions/Pet'}",
    fixed="responses:\n  '200':\n    description: OK\n    content:\n      application/json:\n"
    "        schema: {$ref: '#/components/schemas/Pet'}",
    help="Write the reference into schema.",
)

ROWS = (
    Row("Response", "schema", "content.*.schema", "for each media type of produces; */* when there is none"),
    Row("Response", "schema: {type: file}", "contentMediaType of that media type"),
    Row("Response", "examples", "content.*.example", "names that are no media types become examples", NAMED_EXAMPLES),
    Row("Response", "headers", "headers.*.schema, style, explode"),
    Row("Response", "description", "description", "the reason phrase when it is missing", DESCRIPTION),
    Row("Response", "$ref to a definition", "content.*.schema", "", SCHEMA_AS_RESPONSE),
    Row("Operation", "produces", "media types of responses.*.content", "also of success responses without schema"),
    Row("Swagger", "responses", "components.responses", "uses with other media types get a copy of their own"),
)

_RESPONSE: dict[str, type | tuple[type, ...]] = {"description": str, "headers": dict, "content": dict, "links": dict}


def reason(status: str) -> str:
    """The reason phrase of a status code.

    >>> reason("404"), reason("5XX"), reason("default"), reason("299")
    ('Not Found', 'Server error', 'Default response', 'Success')
    """
    if status.isdigit() and int(status) in {s.value for s in HTTPStatus}:
        return HTTPStatus(int(status)).phrase
    classes = {"1": "Information", "2": "Success", "3": "Redirection", "4": "Client error", "5": "Server error"}
    return classes.get(status[:1], "Default response") if status[1:] else "Default response"


def carries_body(status: str, statuses: list[str]) -> bool:
    """Whether ``produces`` speaks of a response without a schema: the successes, or ``default`` where there is none.

    >>> carries_body("200", ["200"]), carries_body("204", ["204"]), carries_body("default", ["default", "404"])
    (True, False, True)
    """
    if status == "default":
        return not any(s.startswith("2") for s in statuses)
    return status.startswith("2") and status not in ("204", "205")


def convert_responses(c: Conversion, operation: dict[str, Any], types: tuple[str, ...]) -> bool:
    """The ``responses`` of an operation, in place; says whether one of them has a body to which ``types`` apply."""
    responses = operation.get("responses")
    if not isinstance(responses, dict):
        if "responses" in operation:
            keep(c.document, operation, "responses", f"'responses' can't be {describe(responses)}", WRONG_KIND)
        return False
    produced = False
    _tidy_statuses(c, responses)
    statuses = [key for key in responses if not key.startswith("x-")]
    for status in statuses:
        response = responses[status]
        if not isinstance(response, dict):
            c.document.report(
                WRONG_KIND, f"a response can't be {describe(response)}", responses, status, fix="kept in one"
            )
            made: dict[str, Any] = (
                {"description": response} if isinstance(response, str) else {"x-swagger-response": response}
            )
            responses[status] = response = c.derive(made, responses)
        fitting = types if "schema" in response or "examples" in response or carries_body(status, statuses) else ()
        if isinstance(response.get("$ref"), str):
            produced |= _convert_reference(c, responses, status, types, fits=carries_body(status, statuses))
        else:
            convert_response(c, response, fitting, status)
            produced |= "content" in response
    return produced


def _tidy_statuses(c: Conversion, responses: dict[str, Any]) -> None:
    for key in list(responses):
        if key.startswith("x-") or key == "default":
            continue
        upper = key.upper()
        allowed = len(key) == 3 and key[0] in "12345" and (key[1:].isdigit() or upper[1:] == "XX")
        if not allowed:
            keep(c.document, responses, key, f"{key!r} is no status code", WRONG_KIND)
        elif upper != key and upper not in responses:
            c.document.rename(responses, key, upper)


def _convert_reference(
    c: Conversion, responses: dict[str, Any], status: str, types: tuple[str, ...], *, fits: bool
) -> bool:
    response = responses[status]
    ref = response["$ref"]
    name = c.references.component(ref, "responses")
    shared = c.root.get("responses")
    if name is not None and isinstance(shared, dict) and isinstance(shared.get(name), dict):
        used = types if fits or shared[name].keys() & {"schema", "examples"} else ()
        drop_siblings(c.document, response)
        c.response_uses.append(ResponseUse(responses, status, name, used))
        c.references.rewrite(response)
        return bool(used)
    if "#/definitions/" in ref:
        c.document.report(
            SCHEMA_AS_RESPONSE, f"{ref!r} is no response", response, "$ref", fix="taken for the body's schema"
        )
        response["schema"] = c.derive({"$ref": response.pop("$ref")}, response)
        convert_response(c, response, types, status)
    else:
        drop_siblings(c.document, response)
        c.references.rewrite(response)
    return True


def convert_response(c: Conversion, response: dict[str, Any], types: tuple[str, ...], status: str) -> None:
    """A Response Object, in place. ``types`` are the media types that its body may have."""
    schema = _schema(c, response)
    examples = response.pop("examples", None)
    if schema is not None and not types:
        raw = isinstance(schema, dict) and schema.get("contentMediaType") == BINARY
        types = (BINARY if raw else "*/*",)
    content = content_of(c, response, schema, types)
    if examples is not None:
        _add_examples(c, response, content, examples, schema)
        c.document.carry(content, response)
    _headers(c, response)
    if not isinstance(response.get("description"), str):
        if "description" in response:
            keep(c.document, response, "description", "'description' must be text", WRONG_KIND)
        c.document.report(
            DESCRIPTION, "the response has no description", response, None, fix=f"described as {reason(status)!r}"
        )
        response["description"] = reason(status)
    tidy(c.document, response, _RESPONSE, "a response")
    stated = response.get("content")
    if content and isinstance(stated, dict):
        stated.update({key: value for key, value in content.items() if key not in stated})
    elif content:
        response["content"] = content


def _schema(c: Conversion, response: dict[str, Any]) -> Any:
    if "schema" not in response:
        return None
    schema = response.pop("schema")
    if isinstance(schema, dict):
        c.walk.run(schema)
    elif not isinstance(schema, bool):
        response["x-swagger-schema"] = schema
        c.document.report(
            WRONG_KIND, f"a schema can't be {describe(schema)}", response, None, fix="kept as x-swagger-schema"
        )
        return c.derive({}, response)
    return schema


def _headers(c: Conversion, response: dict[str, Any]) -> None:
    headers = response.get("headers")
    if not isinstance(headers, dict):
        return
    for name, header in list(headers.items()):
        if isinstance(header, dict):
            if isinstance(header.get("$ref"), str):
                drop_siblings(c.document, header)
                c.references.rewrite(header)
            else:
                convert_header(c, header)
        elif not name.startswith("x-"):
            headers[name] = made = {"schema": {"type": "string"}, "x-swagger-header": header}
            c.derive(made, headers)
            c.derive(made["schema"], headers)
            c.document.report(
                WRONG_KIND, f"a header can't be {describe(header)}", headers, name, fix="kept as x-swagger-header"
            )


def _add_examples(c: Conversion, response: dict[str, Any], content: dict[str, Any], examples: Any, schema: Any) -> None:
    if not isinstance(examples, dict):
        response["x-swagger-examples"] = examples
        c.document.report(
            WRONG_KIND, f"'examples' can't be {describe(examples)}", response, None, fix="kept as x-swagger-examples"
        )
        return
    for key in [k for k in examples if "/" in k]:
        if key not in content:
            if list(content) == ["*/*"]:
                content.clear()
            content.update(content_of(c, response, c.copy(schema) if content else schema, (key,), said=tuple(content)))
        c.document.provenance.carry_key(content[key], "example", examples, key)
        content[key]["example"] = examples.pop(key)
    for key in [k for k in examples if k.startswith("x-")]:
        response.setdefault(key, examples.pop(key))
    named = named_examples(c.document, response, examples)
    if named is None:
        return
    c.document.report(
        NAMED_EXAMPLES, f"no media types: {', '.join(map(repr, named))}", response, None, fix="kept as named examples"
    )
    if not content:
        content["*/*"] = c.derive({}, response)
    first = next(iter(content.values()))
    if "example" in first:
        named["default"] = c.derive({"value": first.pop("example")}, response)
    first["examples"] = named


def convert_shared(c: Conversion, shared: dict[str, Any]) -> None:
    """``responses`` of the document: each gets the media types most of its uses have, the other uses a copy of their own."""
    for name in [n for n in shared if isinstance(shared[n], dict) or not n.startswith("x-")]:
        response = shared[name]
        if not isinstance(response, dict):
            c.document.report(WRONG_KIND, f"a response can't be {describe(response)}", shared, name, fix="kept in one")
            shared[name] = response = c.derive({"x-swagger-response": response}, shared)
        if isinstance(response.get("$ref"), str):
            drop_siblings(c.document, response)
            c.references.rewrite(response)
            continue
        uses = [use for use in c.response_uses if use.name == name]
        main = most_frequent(
            [use.produces for use in uses], c.produces if "schema" in response or "examples" in response else ()
        )
        others = [(use, c.copy(response)) for use in uses if use.produces != main]
        convert_response(c, response, main, "default")
        for use, own in others:
            convert_response(c, own, use.produces, use.status)
            use.responses[use.status] = own


def most_frequent(choices: list[tuple[str, ...]], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """The choice that occurs most often, the first of them when several do.

    >>> most_frequent([("a",), ("b",), ("b",)], ()), most_frequent([], ("c",))
    (('b',), ('c',))
    """
    counts: dict[tuple[str, ...], int] = {}
    for choice in choices:
        counts[choice] = counts.get(choice, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else otherwise
