"""Paths, path items and operations: parameters sorted into parameters and request body, servers, security."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.upgrade.bodies import body_request, form_request, request_body
from specsmith.passes.upgrade.context import BodyUse, Conversion, media_types
from specsmith.passes.upgrade.extensions import WRONG_KIND, describe, keep, known_extensions, tidy
from specsmith.passes.upgrade.parameters import convert_parameter
from specsmith.passes.upgrade.references import drop_siblings
from specsmith.passes.upgrade.responses import convert_responses, most_frequent
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.security import convert_requirements
from specsmith.passes.upgrade.servers import operation_servers

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_OPERATION: dict[str, type | tuple[type, ...]] = {
    "tags": list, "summary": str, "description": str, "externalDocs": dict, "operationId": str, "parameters": list,
    "requestBody": dict, "responses": dict, "callbacks": dict, "deprecated": bool, "security": list, "servers": list,
}  # fmt: skip
_PATH_ITEM: dict[str, type | tuple[type, ...]] = {
    "$ref": str, "summary": str, "description": str, "servers": list, "parameters": list, **dict.fromkeys(METHODS, dict),
}  # fmt: skip
_LOCATIONS = ("path", "query", "header", "cookie")

UNUSED = Code(
    "SS0324",
    "path-body-unused",
    Severity.INFO,
    "A body or form parameter of a path reaches none of its operations",
    why="OpenAPI 3 has no request body for a whole path: it is written into each operation that has none of its own. "
    "Where there is no such operation, there is no place for it.",
    broken="parameters: [{in: body, name: pet, schema: {}}]\n"
    "post:\n  parameters: [{in: body, name: other, schema: {}}]",
    fixed="post:\n  requestBody: {content: {application/json: {schema: {}}}, x-body-name: other}",
    help="Remove it, or let an operation use it.",
)

ROWS = (
    Row(
        "Path Item",
        "parameters with in: body, formData",
        "requestBody of each operation",
        "unless it has its own",
        UNUSED,
    ),
    Row("Path Item", "other parameters, $ref", "unchanged"),
    Row("Operation", "parameters", "parameters, requestBody"),
    Row("Operation", "$ref to a shared body parameter", "requestBody.$ref", "inline where the media types differ"),
    Row("Operation", "produces, consumes that nothing can carry", "x-swagger-produces, x-swagger-consumes"),
    Row("Operation", "tags, summary, description, operationId, deprecated, externalDocs", "unchanged"),
)


@dataclass(slots=True)
class Inputs:
    """The parameters of an operation or path item, sorted; a text among ``bodies`` names a shared body parameter."""

    plain: list[Any] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list)
    strange: list[Any] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def convert_paths(c: Conversion, paths: dict[str, Any]) -> None:
    """All path items, in place."""
    for path in list(paths):
        item = paths[path]
        if isinstance(item, dict) and not path.startswith("x-"):
            convert_path_item(c, item)
        elif not path.startswith("x-"):
            keep(c.document, paths, path, f"a path item can't be {describe(item)}", WRONG_KIND)


def convert_path_item(c: Conversion, item: dict[str, Any]) -> None:
    """A Path Item Object, in place."""
    if isinstance(item.get("$ref"), str):
        c.references.rewrite(item)
    inherited = _sort(c, item)
    operations = [item[method] for method in METHODS if method in item and isinstance(item[method], dict)]
    for number, operation in enumerate(operations):
        _convert_operation(c, operation, inherited, last=number == len(operations) - 1)
    left = [entry for entry in (*inherited.bodies, *inherited.fields) if id(entry) not in inherited.used]
    for entry in left:
        c.document.report(
            UNUSED,
            f"no operation of the path sends {_name(c, entry)!r}",
            entry,
            None,
            fix="left out, since each has its own" if operations else "kept as x-swagger-parameters",
        )
    if left and not operations:
        item["x-swagger-parameters"] = c.derive(left, item)
    tidy(c.document, item, _PATH_ITEM, "a path item")


def _sort(c: Conversion, owner: dict[str, Any]) -> Inputs:
    """Take the parameters of ``owner`` apart; those that stay parameters are converted and put back."""
    inputs = Inputs()
    stated = owner.get("parameters")
    if not isinstance(stated, list):
        return inputs
    for index, parameter in enumerate(stated):
        if not isinstance(parameter, dict):
            c.document.report(
                WRONG_KIND, f"a parameter can't be {describe(parameter)}", stated, index, fix="kept aside"
            )
            inputs.strange.append(parameter)
            continue
        place = _shared_place(c, parameter) if "$ref" in parameter else parameter.get("in")
        if place == "body":
            inputs.bodies.append(parameter)
        elif place == "formData":
            inputs.fields.append(parameter)
        elif "$ref" in parameter and isinstance(parameter["$ref"], str):
            drop_siblings(c.document, parameter)
            c.references.rewrite(parameter)
            inputs.plain.append(parameter)
        elif place in _LOCATIONS:
            convert_parameter(c, parameter)
            inputs.plain.append(parameter)
        else:
            c.document.report(WRONG_KIND, f"a parameter can't be in {place!r}", parameter, None, fix="kept aside")
            inputs.strange.append(parameter)
    if len(inputs.plain) != len(stated):
        stated[:] = inputs.plain
    if not stated and (inputs.bodies or inputs.fields or inputs.strange):
        del owner["parameters"]
    if inputs.strange:
        owner["x-swagger-parameters"] = c.derive(inputs.strange, stated)
    return inputs


def _shared_place(c: Conversion, parameter: dict[str, Any]) -> Any:
    shared = _shared(c, parameter)
    return shared.get("in") if shared is not None else None


def _shared(c: Conversion, parameter: dict[str, Any]) -> dict[str, Any] | None:
    ref = parameter.get("$ref")
    if not isinstance(ref, str):
        return None
    name = c.references.component(ref, "parameters")
    if name is not None:
        return c.shared.get(name)
    return c.references.deep_parameter(ref)


def _own(c: Conversion, parameter: dict[str, Any], *, copy: bool) -> dict[str, Any]:
    """The parameter itself for conversion in place: a copy where others use the same one."""
    shared = _shared(c, parameter)
    if shared is None:
        return c.copy(parameter) if copy else parameter
    name = c.references.component(parameter["$ref"], "parameters")
    if name is None:
        return c.derive(c.copy(shared), parameter)
    c.merged.add(name)
    return c.copy(shared)


def _convert_operation(c: Conversion, operation: dict[str, Any], inherited: Inputs, *, last: bool) -> None:
    consumes = media_types(operation.get("consumes"), c.consumes)
    produces = media_types(operation.get("produces"), c.produces)
    own = _sort(c, operation)
    bodies = [(body, False) for body in own.bodies] or [(body, not last) for body in inherited.bodies]
    fields = [(entry, False) for entry in own.fields]
    if inherited.fields:
        stated = {_name(c, entry) for entry in own.fields}
        fields[:0] = [(entry, not last) for entry in inherited.fields if _name(c, entry) not in stated]
    inherited.used.update([id(entry) for entry, _ in (*bodies, *fields)])
    body: dict[str, Any] | None = None
    if not bodies and not fields:
        pass
    elif len(bodies) == 1 and not fields and _shared(c, bodies[0][0]) is not None:
        body, copy = bodies[0]
        body = c.copy(body) if copy else body
        name = c.references.component(body["$ref"], "parameters")
        drop_siblings(c.document, body)
        c.references.rewrite(body)
        if name is not None:
            c.body_uses.append(BodyUse(operation, name, consumes))
    else:
        body = request_body(
            c,
            operation,
            [_own(c, entry, copy=copy) for entry, copy in bodies],
            [_own(c, entry, copy=copy) for entry, copy in fields],
            consumes,
        )
    if body is not None:
        operation["requestBody"] = body
    produced = convert_responses(c, operation, produces)
    _unplaced(c, operation, "consumes", placed=body is not None)
    _unplaced(c, operation, "produces", placed=produced)
    servers = operation_servers(c.document, operation, c.host, c.base_path, c.servers)
    if servers:
        operation["servers"] = servers
    convert_requirements(c.document, operation, c.names["securityDefinitions"])
    known_extensions(c.document, operation)
    tidy(c.document, operation, _OPERATION, "an operation")


def _name(c: Conversion, parameter: dict[str, Any]) -> str:
    return str((_shared(c, parameter) or parameter).get("name"))


def _unplaced(c: Conversion, operation: dict[str, Any], key: str, *, placed: bool) -> None:
    """Media types of the operation that no body or response can carry are kept."""
    if key not in operation:
        return
    if not isinstance(operation[key], str | list):
        keep(c.document, operation, key, f"{key!r} can't be {describe(operation[key])}", WRONG_KIND)
    elif operation[key] and not placed:
        operation[f"x-swagger-{key}"] = operation[key]
    operation.pop(key, None)


def convert_shared_parameters(
    c: Conversion, shared: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """``parameters`` of the document → (components.parameters, components.requestBodies, what is neither)."""
    parameters: dict[str, Any] = {}
    bodies: dict[str, Any] = {}
    strange: dict[str, Any] = {}
    aliases: dict[str, dict[str, Any]] = {}
    for name, parameter in shared.items():
        if not isinstance(parameter, dict):
            c.document.report(WRONG_KIND, f"a parameter can't be {describe(parameter)}", shared, name, fix="kept aside")
            strange[name] = parameter
            continue
        place = parameter.get("in")
        if isinstance(parameter.get("$ref"), str):
            aliases[name] = parameter
        elif place == "body" and name in c.merged and not any(use.name == name for use in c.body_uses):
            continue  # part of the bodies that use it, as form parameters are
        elif place == "body":
            bodies[name] = _shared_body(c, name, parameter)
        elif place == "formData":
            if name not in c.merged:
                bodies[name] = form_request(c, [parameter], c.consumes, parameter)
        elif place in _LOCATIONS:
            convert_parameter(c, parameter)
            parameters[name] = parameter
        else:
            c.document.report(WRONG_KIND, f"a parameter can't be in {place!r}", parameter, None, fix="kept aside")
            strange[name] = parameter
    for name, alias in aliases.items():
        target = c.references.component(alias["$ref"], "parameters")
        if target in c.merged and target not in bodies:
            continue  # a form parameter, which became part of the bodies that use it
        drop_siblings(c.document, alias)
        c.references.rewrite(alias)
        (bodies if target in bodies else parameters)[name] = alias
    ordered = ({name: found[name] for name in shared if name in found} for found in (parameters, bodies))
    return *ordered, strange  # type: ignore[return-value]


def _shared_body(c: Conversion, name: str, parameter: dict[str, Any]) -> dict[str, Any]:
    uses = [use for use in c.body_uses if use.name == name]
    main = most_frequent([use.consumes for use in uses], c.consumes)
    others = [(use, c.copy(parameter)) for use in uses if use.consumes != main]
    for use, own in others:
        use.operation["requestBody"] = body_request(c, own, use.consumes)
    return body_request(c, parameter, main)
