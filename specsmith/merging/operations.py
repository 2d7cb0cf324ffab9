"""Joining operations field by field: parameters by place and name, bodies by media type, responses by status."""

from __future__ import annotations

import re
from typing import Any

from specsmith.merging.joiner import At, Field, Joiner, Kind, choose, mapping, mappings, strict, structure, text, value
from specsmith.merging.richness import any_quality, operation_id_quality, text_quality
from specsmith.merging.schemas import examples, flag, schema
from specsmith.merging.statements import Statement, Variant, group, merge_orders

_WORDS = re.compile(r"[A-Za-z0-9]+")
_FILLER = frozenset(["description", "content", "headers"])


def disambiguated(operation_id: str, method: str, path: str) -> str:
    """An operationId that depends on its own operation only, so that it stays when others come or go.

    >>> disambiguated("list", "get", "/users/{id}"), disambiguated("list", "get", "/users/")
    ('list_get_users_by_id', 'list_get_users_slash')
    """
    words = _WORDS.findall(path.replace("{", "/by/"))
    return "_".join([operation_id, method, *words, *(["slash"] if path.endswith("/") and words else [])])


def operation_id(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    """A short operationId over a sentence slug; one that was made unique stays unique."""
    suffix = disambiguated("", at[-1], at[-2])
    unique = [s for s in statements if isinstance(s.value, str) and s.value.endswith(suffix)]
    choose(operation_id_quality, reason="it is the shorter name")(joiner, out, key, unique or statements, at)


def names(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    """Tags: all of them. Lists with a tag that its document describes lead (keywords of a fragment group nothing), then fuller ones."""
    variants = [v for v in group(statements) if isinstance(v.value, list)]
    if len(variants) <= 1:
        value(joiner, out, key, [s for v in variants for s in v.statements] or statements, at)
        return
    known = [v for v in variants if any(_describes_tag(s) for s in v.statements)]
    leading, every = (
        merge_orders([[n for n in v.value if isinstance(n, str)] for v in some]) for some in (known, variants)
    )
    made = out[key] = list(dict.fromkeys([*leading, *every]))
    joiner.provenance.record(made, tuple(o for v in variants for o in v.origins()))


def _describes_tag(statement: Statement) -> bool:
    root = statement.side.root
    entries = [*_list(root.get("tags")), *_list(root.get("x-tagGroups"))]
    known = {
        name
        for e in entries
        if isinstance(e, dict)
        for name in (e.get("name"), *_list(e.get("tags")))
        if isinstance(name, str)
    }
    return any(name in known for name in statement.value if isinstance(name, str))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _same_name(parameter: Any) -> tuple[str, str]:
    place, name = str(parameter.get("in", "")), str(parameter.get("name", ""))
    return (place, name.lower() if place == "header" else name)


def parameters(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    """Parameters are told apart by place and name (OAS 3.1 §4.8.12); header names by any case."""
    variants = [v for v in group(statements) if isinstance(v.value, list)]
    if len(variants) <= 1:
        value(joiner, out, key, [s for v in variants for s in v.statements] or statements, at)
        return
    stated: dict[str, list[Statement]] = {}
    orders: list[list[str]] = []
    for variant in variants:
        order: list[str] = []
        for index, parameter in enumerate(variant.value):
            if not isinstance(parameter, dict):
                continue
            statement = variant.best.child(index)
            place, name = _same_name(joiner.deref(statement).value)
            unknown = not place and "$ref" in parameter
            mark = str(parameter["$ref"]) if unknown else f"{place}.{name}"
            stated.setdefault(mark, []).append(statement)
            order.append(mark)
        orders.append(order)
    made: dict[str, Any] = {}
    for mark in merge_orders(orders):
        _parameter(joiner, made, mark, stated[mark], (*at, key))
    out[key] = list(made.values())
    joiner.provenance.record(out[key], tuple(o for v in variants for o in v.origins()))


def responses(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    """Responses by status. A bare ``200: OK`` is a filler: it goes where another source declares how the call succeeds."""
    variants = mappings(joiner, out, key, statements, at)
    if variants is None:
        return
    made = out[key] = joiner.begin(variants)
    filler = _filler(variants)
    for status in merge_orders([list(variant.value) for variant in variants]):
        said = [v.best.child(status) for v in variants if status in v.value]
        if status == filler:
            best = [v for v in variants if filler not in v.value]
            joiner.decide(
                (*at, key, status), best[0], group(said), "a declared response counts more than a bare `200: OK`"
            )
            continue
        _response(joiner, made, status, said, (*at, key))


def _filler(variants: list[Variant]) -> str | None:
    """``200`` when all that is said about it is "OK" and who declares another success does not state it."""
    said = [v.value["200"] for v in variants if "200" in v.value]
    if not said or not all(isinstance(r, dict) and _is_filler(r) for r in said):
        return None
    others = [v for v in variants if any(s != "200" and s[:1] in ("2", "3") for s in v.value)]
    return "200" if others and not any("200" in v.value for v in others) else None


def _is_filler(response: dict[str, Any]) -> bool:
    plain = text_quality(response.get("description", ""))[0] < 2
    content = response.get("content") or {}
    silent = isinstance(content, dict) and not any(content.values())  # a media type that `produces` alone gave
    return plain and set(response) <= _FILLER and silent and not response.get("headers")


def _parameter_kind() -> Kind:
    return PARAMETER


def _callbacks(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    mapping(value)(joiner, out, key, statements, at)


def _media_type_kind() -> Kind:
    return MEDIA_TYPE


def _encoding_kind() -> Kind:
    return {"headers": _headers}


_required: Field = choose(lambda found: (2, found is True), contradicts=True, reason="the stricter statement is taken")
_example_map = mapping(structure(lambda: {"summary": text, "description": text}, references=True))
_header: Field = structure(lambda: HEADER, references=True)
_headers = mapping(_header)
_parameter: Field = structure(_parameter_kind, references=True)
_media_types = mapping(structure(_media_type_kind))


def _examples(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    if all(isinstance(s.value, dict) for s in statements):
        _example_map(joiner, out, key, statements, at)
    else:
        examples(joiner, out, key, statements, at)


HEADER: Kind = {
    "description": text,
    "required": _required,
    "deprecated": flag,
    "style": strict,
    "explode": strict,
    "schema": schema,
    "content": _media_types,
    "example": value,
    "examples": _examples,
}
PARAMETER: Kind = {"name": strict, "in": strict, **HEADER, "allowEmptyValue": flag, "allowReserved": flag}
MEDIA_TYPE: Kind = {
    "schema": schema,
    "itemSchema": schema,
    "example": value,
    "examples": _examples,
    "encoding": mapping(structure(_encoding_kind)),
}
REQUEST_BODY: Kind = {"description": text, "content": _media_types, "required": _required}
RESPONSE: Kind = {
    "summary": text,
    "description": text,
    "headers": _headers,
    "content": _media_types,
    "links": mapping(structure(dict, references=True)),
}
_response: Field = structure(lambda: RESPONSE, references=True)
_request_body: Field = structure(lambda: REQUEST_BODY, references=True)
OPERATION: Kind = {
    "tags": names,
    "summary": choose(text_quality, reason="it is the longer text"),
    "description": text,
    "externalDocs": value,
    "operationId": operation_id,
    "parameters": parameters,
    "requestBody": _request_body,
    "responses": responses,
    "callbacks": _callbacks,
    "deprecated": flag,
    "security": choose(any_quality, contradicts=True, reason="it names more"),
}
operation: Field = structure(lambda: OPERATION)
SECURITY_SCHEME: Kind = {"type": strict, "description": text, "name": strict, "in": strict}
TAG: Kind = {"name": value, "description": text, "externalDocs": value}
COMPONENTS: dict[str, Field] = {
    "schemas": schema,
    "headers": _header,
    "examples": structure(lambda: {"summary": text, "description": text}, references=True),
    "links": structure(dict, references=True),
    "parameters": _parameter,
    "securitySchemes": structure(lambda: SECURITY_SCHEME, references=True),
    "requestBodies": _request_body,
    "responses": _response,
    "callbacks": value,
    "pathItems": value,
    "mediaTypes": structure(_media_type_kind),
}
"""How statements about one component are joined, in the order in which sections may refer to each other."""
