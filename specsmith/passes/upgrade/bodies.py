"""Body and form parameters → Request Bodies (OAS 3.1 §4.8.13), with the media types that can carry them."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.upgrade.context import Conversion
from specsmith.passes.upgrade.extensions import named_examples, tidy
from specsmith.passes.upgrade.parameters import SCHEMA_KEYWORDS, style_of, take_schema
from specsmith.passes.upgrade.row import Row

BODY_MEDIA_TYPE = Code(
    "SS0313",
    "body-media-type-assumed",
    Severity.INFO,
    "A body is sent, but no media type is stated for it",
    why="Without consumes nothing says how the body is written; OpenAPI 3 needs a media type to hang the schema on.",
    broken="parameters:\n  - {in: body, name: pet, schema: {type: object}}",
    fixed="requestBody:\n  content:\n    application/json: {schema: {type: object}}",
    help="State consumes.",
)

FORM_MEDIA_TYPE = Code(
    "SS0314",
    "form-media-type-assumed",
    Severity.INFO,
    "No stated media type can carry the form fields",
    why="Form fields travel as application/x-www-form-urlencoded or multipart/form-data, files as multipart/form-data "
    "only. Another media type in consumes can't be meant for them.",
    broken="consumes: [application/json]\nparameters:\n  - {in: formData, name: upload, type: file}",
    fixed="requestBody:\n  content:\n    multipart/form-data:\n      schema: {type: object, properties: {upload: {}}}",
    help="State consumes: [multipart/form-data] or [application/x-www-form-urlencoded].",
)

NO_FORM = Code(
    "SS0319",
    "media-type-without-form",
    Severity.INFO,
    "A stated media type can't carry form fields",
    why="Form fields travel as form media types only; what else consumes lists beside them has no meaning for this "
    "operation in Swagger 2.0 and is left out.",
    broken="consumes: [application/x-www-form-urlencoded, application/json]\n"
    "parameters:\n  - {in: formData, name: a, type: string}",
    fixed="requestBody:\n  content:\n    application/x-www-form-urlencoded:\n"
    "      schema: {type: object, properties: {a: {type: string}}}",
    help="Describe a JSON body as a body parameter if the API reads one.",
)

BODY_AND_FORM = Code(
    "SS0315",
    "body-and-form",
    Severity.ERROR,
    "An operation has a body parameter and form fields",
    why="A request has one body. Swagger 2.0 forbids the combination; both are kept, each under the media types that "
    "can carry it.",
    broken="parameters:\n  - {in: body, name: payload, schema: {}}\n  - {in: formData, name: field, type: string}",
    fixed="requestBody:\n  content:\n    application/json: {schema: {}}\n    application/x-www-form-urlencoded:\n"
    "      schema: {type: object, properties: {field: {type: string}}}",
    help="Remove the one that the API does not read.",
)

SEVERAL_BODIES = Code(
    "SS0316",
    "several-bodies",
    Severity.WARNING,
    "An operation has several body parameters",
    why="Swagger 2.0 allows one. Authors who write several mean the fields of one JSON object.",
    broken="parameters:\n  - {in: body, name: a, schema: {type: string}}\n  - {in: body, name: b, schema: {type: string}}",
    fixed="requestBody:\n  content:\n    application/json:\n      schema:\n        type: object\n"
    "        properties: {a: {type: string}, b: {type: string}}",
    help="Write one body parameter with an object schema.",
)

URLENCODED, MULTIPART, BINARY = "application/x-www-form-urlencoded", "multipart/form-data", "application/octet-stream"

ROWS = (
    Row("Body parameter", "schema", "requestBody.content.*.schema", "for each media type of consumes", BODY_MEDIA_TYPE),
    Row("Body parameter", "name", "requestBody.x-body-name"),
    Row("Body parameter", "description, required, x-…", "requestBody.description, required, x-…"),
    Row("Body parameter", "several in one operation", "properties of one object", "", SEVERAL_BODIES),
    Row("Form parameter", "name, type, …", "a property of requestBody.content.*.schema", "", FORM_MEDIA_TYPE),
    Row("Form parameter", "required", "required list of the schema, requestBody.required"),
    Row("Form parameter", "type: file", "contentMediaType without type, in multipart/form-data", "", FORM_MEDIA_TYPE),
    Row("Operation", "body and form parameters together", "both, by media type", "", BODY_AND_FORM),
    Row("Operation", "consumes beside form parameters", "form media types only", "", NO_FORM),
    Row("Operation", "consumes", "media types of requestBody.content", "inherited; an empty list clears"),
    Row("Swagger", "parameters with in: body", "components.requestBodies"),
    Row("Swagger", "parameters with in: formData", "part of each body that uses them", "else components.requestBodies"),
)

_REQUEST_BODY: dict[str, type | tuple[type, ...]] = {"description": str, "required": bool, "content": dict}


def is_form(media_type: str) -> bool:
    """Whether a media type carries form fields.

    >>> is_form("multipart/form-data; boundary=x"), is_form("application/json")
    (True, False)
    """
    kind = media_type.partition(";")[0].strip().lower()
    return kind == URLENCODED or kind.startswith("multipart/")


def content_of(
    c: Conversion, owner: Any, schema: Any, types: tuple[str, ...], said: tuple[str, ...] = ()
) -> dict[str, Any]:
    """One Media Type Object for each type; the schema stands in the first, copies of it in the others.

    ``said``: media types under which the schema stood before, which raw bytes name.
    """
    if said and isinstance(schema, dict) and "type" not in schema and schema.get("contentMediaType") in said:
        schema["contentMediaType"] = BINARY
    content: dict[str, Any] = {}
    for media_type in types:
        own = schema if not content else c.copy(schema)
        content[media_type] = c.derive({} if schema is None else {"schema": own}, owner)
    for media_type, entry in content.items():
        say_raw(entry.get("schema"), media_type)
    if content:
        c.document.carry(content, owner)
    return content


def say_raw(schema: Any, media_type: str) -> None:
    """Raw bytes are no JSON string: no ``type``, and the media type they have (OAS 3.1 §4.4.2)."""
    if not isinstance(schema, dict):
        return
    if is_form(media_type):
        properties = schema.get("properties")
        for part in properties.values() if isinstance(properties, dict) else ():
            _is_raw(part)
            if isinstance(part, dict):
                _is_raw(part.get("items"))  # several files in one field
    elif "type" in schema and "json" in media_type.lower():
        return  # a string of a JSON text, whatever its author meant by binary
    elif _is_raw(schema) and "*" not in media_type:
        schema["contentMediaType"] = media_type


def _is_raw(schema: Any) -> bool:
    if not isinstance(schema, dict) or schema.get("contentMediaType") != BINARY or "contentEncoding" in schema:
        return False
    if schema.get("type", "string") != "string":
        return False
    schema.pop("type", None)
    return True


def body_request(c: Conversion, parameter: dict[str, Any], types: tuple[str, ...]) -> dict[str, Any]:
    """A body parameter becomes, in place, a Request Body Object."""
    parameter.pop("in", None)
    name = parameter.pop("name", None)
    if "schema" not in parameter and not any(key in parameter for key in SCHEMA_KEYWORDS):
        schema: Any = c.derive({}, parameter)
    else:
        schema = _body_schema(c, parameter)
    if not types:
        raw = isinstance(schema, dict) and schema.get("contentMediaType") == BINARY
        types = (BINARY if raw else "application/json",)
        c.document.report(
            BODY_MEDIA_TYPE,
            f"no media type is stated for the body: {types[0]} is assumed",
            parameter,
            None,
            fix="assumed",
        )
    content = content_of(c, parameter, schema, types)
    _body_examples(c, parameter, content)
    if name is not None:
        parameter["x-body-name"] = name
    tidy(c.document, parameter, _REQUEST_BODY, "a request body")
    rest = {key: value for key, value in parameter.items() if key not in _REQUEST_BODY}
    ordered: dict[str, Any] = {key: parameter[key] for key in ("description", "required") if key in parameter}
    parameter.clear()
    parameter.update({**ordered, "content": content, **rest})
    return parameter


def _body_schema(c: Conversion, parameter: dict[str, Any]) -> Any:
    schema = parameter.get("schema")
    if isinstance(schema, dict):
        del parameter["schema"]
        c.walk.run(schema)
        return schema
    if isinstance(schema, bool):
        return parameter.pop("schema")
    return take_schema(c, parameter)


def _body_examples(c: Conversion, parameter: dict[str, Any], content: dict[str, Any]) -> None:
    if "x-example" in parameter:
        value = parameter.pop("x-example")
        for number, entry in enumerate(content.values()):
            entry["example"] = c.copy(value) if number else value
    examples = parameter.get("x-examples")
    if not isinstance(examples, dict | list) or not examples:
        return
    del parameter["x-examples"]
    for key in [k for k in examples if "/" in k] if isinstance(examples, dict) else []:
        entry = content.setdefault(key, c.derive({}, parameter))
        entry.setdefault("example", examples.pop(key))
    first = next(iter(content.values()))
    named = named_examples(c.document, parameter, examples)
    if named is not None:
        if "example" in first:
            named["default"] = c.derive({"value": first.pop("example")}, parameter)
        first["examples"] = named


def form_request(
    c: Conversion, fields: list[dict[str, Any]], types: tuple[str, ...], owner: dict[str, Any]
) -> dict[str, Any]:
    """Form parameters become one Request Body Object; ``owner`` is the operation (or shared parameter) they belong to."""
    has_file = any(field.get("type") == "file" for field in fields)
    types = _form_types(c, types, owner, has_file=has_file)
    properties: dict[str, Any] = {}
    encoding: dict[str, Any] = {}
    required: list[str] = []
    for field in fields:
        name = str(field.pop("name", "field"))
        field.pop("in", None)
        if field.pop("required", False) is True and name not in required:
            required.append(name)
        stated = field.pop("schema", None)
        if isinstance(stated, dict):
            field.update({key: value for key, value in stated.items() if key not in field})
        style = style_of(c, field, {"type": "array"} if "items" in field else field, "form")
        if "type" not in field and "items" in field:
            field["type"] = "array"
        c.walk.run(field)
        if style is not None:
            encoding[name] = c.derive({"style": style[0], "explode": style[1]}, field)
        _add_property(c, properties, name, field)
    schema: dict[str, Any] = c.derive({"type": "object", "properties": c.derive(properties, owner)}, owner)
    if required:
        schema["required"] = c.derive(required, owner)
    content = content_of(c, owner, schema, types)
    if encoding:
        for number, entry in enumerate(content.values()):
            entry["encoding"] = c.copy(c.derive(encoding, owner)) if number else c.derive(encoding, owner)
    body: dict[str, Any] = {"required": True, "content": content} if required else {"content": content}
    return c.derive(body, owner)


def _add_property(c: Conversion, properties: dict[str, Any], name: str, schema: dict[str, Any]) -> None:
    known = properties.get(name)
    if known is None:
        properties[name] = schema
    elif known != schema:
        properties[name] = c.derive({"anyOf": c.derive([known, schema], schema)}, schema)


def _form_types(c: Conversion, types: tuple[str, ...], owner: dict[str, Any], *, has_file: bool) -> tuple[str, ...]:
    fitting = tuple(
        t for t in types if is_form(t) and not (has_file and t.partition(";")[0].strip().lower() == URLENCODED)
    )
    if fitting:
        for media_type in types:
            if media_type not in fitting:
                carried = "a file" if has_file else "form fields"
                c.document.report(NO_FORM, f"{media_type} can't carry {carried}", owner, "consumes", fix="left out")
        return fitting
    chosen = MULTIPART if has_file else URLENCODED
    carried = "a file" if has_file else "form fields"
    said = f"none of {', '.join(types)} carries {carried}" if types else f"no media type is stated for {carried}"
    c.document.report(FORM_MEDIA_TYPE, f"{said}: {chosen} is assumed", owner, None, fix="assumed")
    return (chosen,)


def request_body(
    c: Conversion,
    operation: dict[str, Any],
    bodies: list[dict[str, Any]],
    fields: list[dict[str, Any]],
    types: tuple[str, ...],
) -> dict[str, Any] | None:
    """The request body of an operation, of everything that it says about one."""
    if not bodies and not fields:
        return None
    if not fields:
        return body_request(c, _one_body(c, operation, bodies), types)
    if not bodies:
        return form_request(c, fields, types, operation)
    names = ", ".join(repr(str(node.get("name"))) for node in (*bodies, *fields))
    c.document.report(BODY_AND_FORM, f"body and form parameters together: {names}", operation, None, fix="both kept")
    plain = tuple(t for t in types if not is_form(t))
    body = body_request(c, _one_body(c, operation, bodies), plain)
    form = form_request(c, fields, tuple(t for t in types if is_form(t)), operation)
    for media_type, entry in form["content"].items():
        body["content"].setdefault(media_type, entry)
    return body


def _one_body(c: Conversion, operation: dict[str, Any], bodies: list[dict[str, Any]]) -> dict[str, Any]:
    if len(bodies) == 1:
        return bodies[0]
    names = ", ".join(repr(str(body.get("name"))) for body in bodies)
    c.document.report(
        SEVERAL_BODIES, f"several body parameters: {names}", operation, None, fix="made properties of one object"
    )
    properties: dict[str, Any] = {}
    required = [str(body.get("name", "body")) for body in bodies if body.get("required") is True]
    for body in bodies:
        name = str(body.get("name", "body"))
        schema = body.get("schema")
        if not isinstance(schema, dict):
            schema = {key: body[key] for key in SCHEMA_KEYWORDS if key in body}
            c.derive(schema, body)
        described = body.get("description")
        if isinstance(described, str) and "description" not in schema:
            schema["description"] = described
        schema.update({key: value for key, value in body.items() if key.startswith("x-") and key not in schema})
        _add_property(c, properties, name, schema)
    merged: dict[str, Any] = {"type": "object", "properties": c.derive(properties, operation)}
    if required:
        merged["required"] = c.derive(list(dict.fromkeys(required)), operation)
    whole = {"name": "body", "required": True} if required else {"name": "body"}
    return c.derive({**whole, "schema": c.derive(merged, operation)}, operation)
