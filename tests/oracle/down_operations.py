"""Operations of OpenAPI 3 as Swagger 2.0 operations, where those can say it."""

from __future__ import annotations

from typing import Any

from tests.oracle.down_schemas import kept_extensions, schema_down, value_down
from tests.oracle.equal import mapping, same
from tests.oracle.media import MULTIPART, carries_forms
from tests.oracle.parameters import DEFAULT_STYLE, STYLES
from tests.oracle.references import Tree

FORMATS = {(place, style, explode): wanted for (place, wanted), (style, explode) in STYLES.items()}
BODILESS = ("204", "205")


def operation_down(tree: Tree, path: dict[str, Any], old: dict[str, Any], schemes: set[str]) -> dict[str, Any]:
    """One operation."""
    out: dict[str, Any] = {
        key: old[key]
        for key in ("tags", "summary", "description", "externalDocs", "operationId", "deprecated")
        if key in old and old[key] not in (None, [], False)
    }
    out.update(kept_extensions(old))
    security = requirements_down(old, schemes)
    if security is not None:
        out["security"] = security
    parameters = parameters_down(tree, [*list_of(path, "parameters"), *list_of(old, "parameters")])
    body, consumes = body_down(tree, old.get("requestBody"))
    if parameters or body:
        out["parameters"] = [*parameters, *body]
    if consumes:
        out["consumes"] = consumes
    out["responses"], produces = responses_down(tree, mapping(old.get("responses")))
    if produces:
        out["produces"] = produces
    return out


def list_of(node: dict[str, Any], key: str) -> list[Any]:
    """The list under a key, empty when there is none."""
    value = node.get(key)
    return value if isinstance(value, list) else []


def requirements_down(old: dict[str, Any], schemes: set[str]) -> list[Any] | None:
    """Security requirements whose schemes 2.0 knows all of; None: nothing can be said."""
    stated = old.get("security")
    if not isinstance(stated, list):
        return None
    if any(not isinstance(one, dict) or not one.keys() <= schemes for one in stated):
        return None
    return [dict(one) for one in stated]


def parameters_down(tree: Tree, stated: list[Any]) -> list[dict[str, Any]]:
    """Parameters written out at their use; a later one of the same name and place replaces an earlier one."""
    chosen: dict[tuple[str, str], dict[str, Any]] = {}
    for one in stated:
        found = tree.follow(one)
        if isinstance(found, dict):
            parameter = parameter_down(tree, found)
            if parameter is not None:
                chosen[(parameter["in"], parameter["name"])] = parameter
    return list(chosen.values())


def parameter_down(tree: Tree, old: dict[str, Any]) -> dict[str, Any] | None:
    """One parameter; None when 2.0 can't say it. A path's parameter is needed: it becomes a string then."""
    place, name = old.get("in"), old.get("name")
    if place not in ("path", "query", "header") or not isinstance(name, str):
        return None
    value = value_down(tree, old.get("schema")) if "content" not in old else None
    form = collection_format(old, str(place), value)
    if value is None or form == "":
        if place != "path":
            return None
        value, form = {"type": "string"}, None
    out: dict[str, Any] = {"in": place, "name": name, **value}
    if form:
        out["collectionFormat"] = form
    if old.get("required") is True or place == "path":
        out["required"] = True
    if old.get("description"):
        out["description"] = old["description"]
    if place == "query" and old.get("allowEmptyValue") is True:
        out["allowEmptyValue"] = True
    if old.get("deprecated") is True:
        out["x-deprecated"] = True
    if "example" in old:
        out["x-example"] = old["example"]
    out.update(kept_extensions(old))
    return out


def collection_format(old: dict[str, Any], place: str, value: dict[str, Any] | None) -> str | None:
    """An array's format; None for what is no array, the empty text where 2.0 has none."""
    if value is None or value.get("type") != "array":
        return None
    if "x-swagger-collectionFormat" in old:
        return str(old["x-swagger-collectionFormat"])
    style = old.get("style", DEFAULT_STYLE[place])
    explode = old.get("explode", style == "form")
    if style == "simple":
        explode = False  # says nothing for arrays
    return FORMATS.get((place, style, explode), "")


def body_down(tree: Tree, stated: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """A request body as parameters and ``consumes``."""
    body = tree.follow(stated)
    content = mapping(body.get("content")) if isinstance(body, dict) else {}
    if not content or not isinstance(body, dict):
        return [], []
    first = next(iter(content))
    schema = mapping(content[first]).get("schema")
    alike = [
        name for name, one in content.items()
        if carries_forms(name) == carries_forms(first) and _says_the_same(mapping(one).get("schema"), schema)
        and same(mapping(one).get("encoding"), mapping(content[first]).get("encoding"))
    ]  # fmt: skip
    if carries_forms(first):
        fields = _fields(tree, schema, mapping(mapping(content[first]).get("encoding")), alike)
        return (fields, alike) if fields else ([], [])
    if not isinstance(schema, dict) or "*" in "".join(alike):
        return [], []
    out: dict[str, Any] = {"in": "body", "name": body.get("x-body-name", "body"), "schema": schema_down(schema)}
    if body.get("required") is True:
        out["required"] = True
    if body.get("description"):
        out["description"] = body["description"]
    out.update(kept_extensions(body))
    return [out], alike


def _fields(tree: Tree, schema: Any, encoding: dict[str, Any], types: list[str]) -> list[dict[str, Any]]:
    form = tree.follow(schema)
    properties = mapping(form.get("properties")) if isinstance(form, dict) else {}
    if not isinstance(form, dict) or form.keys() & {"allOf", "anyOf", "oneOf"}:
        return []
    fields = []
    for name, stated in properties.items():
        found = mapping(tree.follow(stated))
        binary = found.get("format") == "binary" or ("contentMediaType" in found and "type" not in found)
        able = MULTIPART in types
        value = value_down(tree, stated) if not binary else {"type": "file"} if able else None
        if value is None:
            continue
        beside = mapping(encoding.get(name))
        if "x-swagger-collectionFormat" in found:
            beside = {**beside, "x-swagger-collectionFormat": found["x-swagger-collectionFormat"]}
        collected = collection_format(beside, "query", value)
        if collected == "":
            continue
        field: dict[str, Any] = {"in": "formData", "name": name, **value}
        if collected:
            field["collectionFormat"] = collected
        if name in list_of(form, "required"):
            field["required"] = True
        text = mapping(stated).get("description", found.get("description"))
        if text:
            field["description"] = text
        fields.append(field)
    return fields


def responses_down(tree: Tree, stated: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Responses and ``produces``: all that have a schema share the media types of the first that has one."""
    out: dict[str, Any] = {}
    produces: list[str] | None = None
    found = {
        status: response for status, one in stated.items()
        if (status == "default" or (status.isdigit() and len(status) == 3))
        and isinstance(response := tree.follow(one), dict)
    }  # fmt: skip
    for status, response in found.items():
        content = mapping(response.get("content"))
        said: dict[str, Any] = {"description": str(response.get("description") or "-")}
        first = next(iter(content), None)
        schema = mapping(content[first]).get("schema") if first is not None else None
        alike = [name for name, one in content.items() if _says_the_same(mapping(one).get("schema"), schema)]
        able = isinstance(schema, dict) or (status.startswith("2") and status not in BODILESS)
        if first is not None and able and "*" not in "".join(alike):
            produces = alike if produces is None else produces
            if alike == produces and isinstance(schema, dict):
                said["schema"] = _response_schema(schema)
                examples = {
                    name: _example(mapping(content[name])) for name in alike if _has_example(mapping(content[name]))
                }
                if examples:
                    said["examples"] = examples
        headers = headers_down(tree, mapping(response.get("headers")))
        if headers:
            said["headers"] = headers
        said.update(kept_extensions(response))
        out[status] = said
    return out, produces or []


def _says_the_same(one: Any, other: Any) -> bool:
    """Whether 2.0 says the same of both: the media type of raw bytes differs from one to the next."""
    return isinstance(one, dict) == isinstance(other, dict) and same(schema_down(one), schema_down(other))


def _response_schema(schema: dict[str, Any]) -> dict[str, Any]:
    said = schema_down(schema)
    if said.get("type") == "string" and said.get("format") == "binary":
        return {"type": "file"}
    return said


def _has_example(media: dict[str, Any]) -> bool:
    return "example" in media or bool(media.get("examples"))


def _example(media: dict[str, Any]) -> Any:
    if "example" in media:
        return media["example"]
    return mapping(next(iter(mapping(media["examples"]).values()), None)).get("value")


def headers_down(tree: Tree, stated: dict[str, Any]) -> dict[str, Any]:
    """Response headers."""
    out: dict[str, Any] = {}
    for name, one in stated.items():
        found = tree.follow(one)
        value = value_down(tree, found.get("schema")) if isinstance(found, dict) and "content" not in found else None
        if value is None or not isinstance(found, dict):
            continue
        form = collection_format(found, "header", value)
        out[name] = {**value, **({"collectionFormat": form} if form else {}), **kept_extensions(found)}
        if found.get("description"):
            out[name]["description"] = found["description"]
    return out
