"""Parameters, form fields and headers without a type."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import free_key, named, set_aside
from specsmith.passes.repair.grammar import PARAMETER_SCHEMA_KEYS
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0227",
    "parameter-type",
    Severity.WARNING,
    "A parameter has no type",
    why="Every parameter but a body needs a type. On the wire all of them are text, so string is the type that "
    "accepts every value. Where the declaration itself says more (an enum or a default of numbers, a format, items, "
    "`limit`, “true or false”), that type is taken.",
    broken="paths: {/a: {get: {parameters: [{name: q, in: query}, {name: limit, in: query, default: 10}]}}}\n",
    fixed="paths:\n  /a:\n    get:\n      parameters: [{name: q, in: query, type: string}, "
    "{name: limit, in: query, default: 10, type: integer}]\n",
    help="Add a type.",
)
_FORMATS = {
    "int32": "integer", "int64": "integer", "integer": "integer", "long": "integer", "int": "integer",
    "float": "number", "double": "number", "decimal": "number", "number": "number", "boolean": "boolean",
}  # fmt: skip
_OF_NUMBERS = frozenset(["maximum", "minimum", "multipleOf"])
_SAYS_TYPE = _OF_NUMBERS | {"format", "pattern", "maxLength", "minLength", "enum", "default"}
_COUNTING = re.compile(
    r"(?:limit|offset|page|per_?page|page_?size|page_?(?:number|num|no)|skip|top|max_?results|start_?index|page_?limit|batch_?size)",
    re.IGNORECASE,
)
_SAYS_FLAG = re.compile(
    r"\A\W*(?:boolean\b|bool\b|true or false|true/false|(?:if|when) (?:true|set to true)\b)|\btrue or false\b"
    r"|\((?:bool|boolean)\)",
    re.IGNORECASE,
)
_SAYS_INTEGER = re.compile(r"\A\W*(?:\(?(?:integer|int)\b)|\((?:integer|int)\)", re.IGNORECASE)


def infer_type(declaration: dict[str, Any]) -> str:
    """The type a declaration speaks of; string where it says nothing.

    >>> infer_type({"name": "page", "in": "query"}), infer_type({"enum": ["a", "b"]}), infer_type({"format": "int32"})
    ('integer', 'string', 'integer')
    >>> infer_type({"name": "all", "in": "query", "description": "If true, list all"})
    'boolean'
    """
    values = declaration.get("enum")
    if not isinstance(values, list) or not values:
        values = [declaration["default"]] if declaration.get("default") is not None else []
    if values:
        return _common(values)
    if isinstance(declaration.get("items"), dict) or "collectionFormat" in declaration:
        return "array"
    if _SAYS_TYPE.isdisjoint(declaration):
        return _by_words(declaration)
    known = _FORMATS.get(str(declaration.get("format") or "").lower())
    if known:
        return known
    return "string" if _OF_NUMBERS.isdisjoint(declaration) else "number"


def _common(values: list[Any]) -> str:
    kinds = {type(value) for value in values}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, float}:
        return "number"
    return "array" if kinds == {list} else "string"


def _by_words(declaration: dict[str, Any]) -> str:
    description = declaration.get("description")
    text = description if isinstance(description, str) else ""
    words = text.lower()
    if ("bool" in words or "true" in words) and _SAYS_FLAG.search(text):
        return "boolean"
    if "int" in words and _SAYS_INTEGER.search(text):
        return "integer"
    if declaration.get("in") == "query" and _COUNTING.fullmatch(str(declaration.get("name") or "")):
        vague = re.search(r"token|cursor|comma|id of|url|string", text, re.IGNORECASE)
        return "string" if vague else "integer"
    return "string"


def _apply(sites: Sites) -> None:
    if not sites.swagger2:
        _openapi3(sites)
        return
    for parameter in sites.nodes("Parameter"):
        if parameter.get("in") != "body" and "type" not in parameter:
            if _from_schema(sites, parameter) or isinstance(parameter.get("schema"), dict):
                continue  # a schema says more than any type that could be assumed
            kind = infer_type(parameter)
            said = f"the parameter {named(parameter)} has no type"
            sites.document.report(CODE, said, parameter, fix=f"its type is {kind} now")
            parameter["type"] = kind
    for name, said in (("Header", "a header has no type"), ("Items", "items have no type")):
        for node in sites.nodes(name):
            if "$ref" in node:
                _inline(sites, node)
            if "type" not in node:
                kind = infer_type(node)
                sites.document.report(CODE, said, node, fix=f"its type is {kind} now")
                node["type"] = kind


def _from_schema(sites: Sites, parameter: dict[str, Any]) -> bool:
    """A parameter that is no body but has a schema: what the schema says moves up, as far as a parameter can say it."""
    schema = sites.resolve(parameter.get("schema"))
    if not isinstance(schema, dict) or schema.get("type") not in ("string", "integer", "number", "boolean", "array"):
        return False
    if schema["type"] == "array" and not isinstance(sites.resolve(schema.get("items")), dict):
        return False
    sites.document.report(
        CODE, f"the parameter {named(parameter)} has a schema but no type", parameter, fix="it has what the schema says"
    )
    for key, value in schema.items():
        if key not in parameter and key not in {"title", "required"}:
            parameter[key] = sites.resolve(value) if key == "items" else value
    del parameter["schema"]
    sites.changed()
    return True


def _inline(sites: Sites, node: dict[str, Any]) -> None:
    """Items of a parameter or header can't be references in Swagger 2.0: they take over what they can say."""
    target = sites.resolve(node)
    sites.document.report(CODE, "items of a parameter are a reference", node, "$ref", fix="they have what it says")
    node["x-$ref"] = node.pop("$ref")
    if isinstance(target, dict) and target.get("type") in ("string", "integer", "number", "boolean"):
        node.update((key, value) for key, value in target.items() if key in PARAMETER_SCHEMA_KEYS and key not in node)


def _one_content(sites: Sites, node: dict[str, Any]) -> None:
    """``content`` of a parameter or header has exactly one media type, and no schema beside it."""
    content = node["content"]
    if "schema" in node and isinstance(node["schema"], dict):
        said = "a schema and a content describe one parameter"
        sites.document.report(CODE, said, node, "content", fix="the schema counts; content is kept as an extension")
        set_aside(sites, node, "content", CODE.id)
    elif not content:
        sites.document.report(CODE, "content is empty", node, "content", fix="removed")
        del node["content"]
    elif len(content) > 1:
        kept = next(iter(content))
        sites.document.report(CODE, "content has several media types", node, "content", fix=f"{kept!r} counts")
        others = {name: content.pop(name) for name in list(content)[1:]}
        sites.document.put(node, free_key(node, "x-content"), others, content, rule=CODE.id)
    else:
        return
    sites.changed()


def _openapi3(sites: Sites) -> None:
    for name in ("Parameter", "Header"):
        for node in sites.nodes(name):
            if isinstance(node.get("content"), dict):
                _one_content(sites, node)
    for header in sites.nodes("Header"):
        if "schema" not in header and "content" not in header:
            moved = {key: header.pop(key) for key in list(header) if key in PARAMETER_SCHEMA_KEYS}
            moved.setdefault("type", infer_type({**header, **moved}))
            sites.document.report(CODE, "a header has no schema", header, fix=f"its type is {moved['type']} now")
            sites.document.put(header, "schema", moved, header, rule=CODE.id)
            sites.changed()
    for parameter in sites.nodes("Parameter"):
        if parameter.get("in") in ("body", "formData") or "schema" in parameter or "content" in parameter:
            continue
        moved = {key: parameter.pop(key) for key in list(parameter) if key in PARAMETER_SCHEMA_KEYS}
        if "type" not in moved:
            moved["type"] = infer_type({**parameter, **moved})
        said = f"the parameter {named(parameter)} has no schema"
        sites.document.report(CODE, said, parameter, fix=f"its schema has the type {moved['type']} now")
        sites.document.put(parameter, "schema", moved, parameter, rule=CODE.id)
        sites.changed()


RULE = RepairRule(CODE, _apply)
