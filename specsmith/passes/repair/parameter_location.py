"""``in``: wrong spelling, wrong word, missing."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect
from specsmith.passes.repair.changes import named, quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0221",
    "parameter-location",
    Severity.WARNING,
    "A parameter does not say where it goes",
    why="`in` has to be path, query, header, body or formData (cookie in OpenAPI 3). Other spellings are corrected. "
    "Where it is missing or says something else (`in: String`), the path template and a schema decide: a name in the "
    "template is a path parameter, a schema makes a body, anything else goes into the query.",
    broken="paths: {'/a/{id}': {get: {parameters: [{name: id, in: String, type: string}, {name: q, in: Query, type: "
    "string}]}}}\n",
    fixed="paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, type: string}, {name: q, in: query, type: "
    "string}]}}}\n",
    help="Set `in` to path, query, header, body, formData or cookie.",
)
_WORDS = {
    "path": "path uri urlpath url-path pathparam pathparameter template route urlsegment",
    "query": "query querystring query-string queryparam queryparameter url get param params parameter parameters",
    "header": "header headers httpheader requestheader",
    "cookie": "cookie cookies",
    "body": "body json payload requestbody request-body postbody entity raw",
    "formData": "formdata form form-data formparam multipart urlencoded x-www-form-urlencoded file formfield post",
}
_LOCATION = {word: location for location, words in _WORDS.items() for word in words.split()}


def _apply(sites: Sites) -> None:
    allowed = {"path", "query", "header", "cookie", "body", "formData"}
    if sites.dialect is Dialect.OPENAPI_3_2:
        allowed.add("querystring")
    done: set[int] = set()
    for site in sites.operations():
        for holder in (site.operation, site.item):
            for parameter in holder.get("parameters") or []:
                if isinstance(parameter, dict) and "$ref" not in parameter and id(parameter) not in done:
                    done.add(id(parameter))
                    if parameter.get("in") not in allowed:
                        _locate(sites, parameter, site.path)
    for parameter in sites.nodes("Parameter"):
        if id(parameter) not in done and parameter.get("in") not in allowed:
            _locate(sites, parameter, "")


def _locate(sites: Sites, parameter: dict[str, Any], path: str) -> None:
    stated = parameter.get("in")
    location = _LOCATION.get(re.sub(r"[\s_]", "", stated).lower()) if isinstance(stated, str) else None
    name = parameter.get("name")
    if location is None:
        schema = parameter.get("schema")
        simple = isinstance(schema, dict) and schema.get("type") in ("string", "integer", "number", "boolean")
        if isinstance(name, str) and f"{{{name}}}" in path:
            location = "path"
        elif sites.swagger2 and (name == "body" or (isinstance(schema, dict) and not simple)):
            location = "body"
        elif sites.swagger2 and parameter.get("type") == "file":
            location = "formData"
        else:
            location = "query"
    message = f"the parameter {named(parameter)} " + ("has no 'in'" if stated is None else f"has in: {quote(stated)}")
    sites.document.report(
        CODE, message, parameter, "in" if "in" in parameter else None, fix=f"it goes into the {location} now"
    )
    types = {"string": "string", "integer": "integer", "int": "integer", "number": "number", "boolean": "boolean"}
    if sites.swagger2 and isinstance(stated, str) and "type" not in parameter and location != "body":
        kind = types.get(stated.strip().lower())
        if kind:
            parameter["type"] = kind  # the author wrote the type where the location belongs
    parameter["in"] = location


RULE = RepairRule(CODE, _apply)
