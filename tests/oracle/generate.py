"""Swagger 2.0 documents out of thin air: valid ones, in which everything that conversion has to decide meets everything else."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

DEFINITIONS = ("Pet", "My Pet", "List[Pet]", "a/b", "Node", "tag.v1")
NAMES = st.sampled_from(["id", "name", "kind", "x y", "in", "required", "type", "$top", "é"])
MEDIA = st.sampled_from(["application/json", "application/xml", "text/csv", "application/vnd.t+json; v=1", "image/png"])
FORMS = st.sampled_from(["multipart/form-data", "application/x-www-form-urlencoded"])
TEXT = st.sampled_from(["", "A text", "two\nlines", "010", "yes", "a: b # c"])
JSON: st.SearchStrategy[Any] = st.sampled_from(
    [None, False, True, 0, 1, 1.5, "", "a", "1", [], [1, "a"], {}, {"a": {"b": None}}]
)
EXTENSIONS = st.dictionaries(st.sampled_from(["x-a", "x-b-c", "x-internal"]), JSON, max_size=1)


def some(
    optional: dict[str, st.SearchStrategy[Any]], **fixed: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with all of ``fixed``, any of ``optional`` and perhaps an extension."""
    return st.builds(lambda one, more: {**one, **more}, st.fixed_dictionaries(fixed, optional=optional), EXTENSIONS)


def references() -> st.SearchStrategy[dict[str, Any]]:
    """References to definitions, in both spellings, with and without siblings."""
    spelled = {name: [name.replace("~", "~0").replace("/", "~1")] for name in DEFINITIONS}
    spelled["My Pet"].append("My%20Pet")
    spelled["Pet"] += ["Deep/properties/inner%20part", "Deep/properties/list/items"]
    every = [f"#/definitions/{one}" for names in spelled.values() for one in names]
    beside = {"description": TEXT, "x-nullable": st.booleans(), "readOnly": st.just(True)}
    return st.one_of(
        st.sampled_from(every).map(lambda one: {"$ref": one}),
        some(beside, **{"$ref": st.sampled_from(every)}),
    )


def _values() -> dict[str, dict[str, st.SearchStrategy[Any]]]:
    bounds = {"minimum": st.integers(-5, 5), "maximum": st.integers(6, 9), "multipleOf": st.just(1)}
    strict = {"exclusiveMinimum": st.booleans(), "exclusiveMaximum": st.booleans()}
    length = {"minLength": st.integers(0, 2), "maxLength": st.integers(3, 9), "pattern": st.sampled_from(["^a", "[é]"])}
    return {
        "string": {
            **length,
            "format": st.sampled_from(["date", "date-time", "byte", "binary", "password", "uuid", "own"]),
            "enum": st.sampled_from([["a", "b"], ["a"], ["", "yes"]]),
            "default": st.sampled_from(["a", "", "no"]),
        },
        "integer": {
            **bounds,
            **strict,
            "format": st.sampled_from(["int32", "int64"]),
            "default": st.sampled_from([0, 1]),
        },
        "number": {**bounds, **strict, "format": st.sampled_from(["float", "double"]), "enum": st.just([1, 2.5])},
        "boolean": {"default": st.booleans()},
    }


def consistent(value: dict[str, Any]) -> dict[str, Any]:
    """Without a default that its neighbours forbid."""
    plain = value["items"].keys() <= {"type"} and value["items"]["type"] == "string" if "items" in value else True
    if not plain or value.keys() - {"type", "items", "default", "collectionFormat", "minItems", "uniqueItems"}:
        value.pop("default", None)
    return value


@st.composite
def values(draw: st.DrawFn, depth: int = 1) -> dict[str, Any]:
    """What a parameter, header or items object says about a value: a primitive, or an array of such."""
    kind = draw(
        st.sampled_from(["string", "integer", "number", "boolean", "array"] if depth else ["string", "integer"])
    )
    if kind == "array":
        optional = {
            "collectionFormat": st.sampled_from(["csv", "ssv", "tsv", "pipes"]),
            "minItems": st.just(1),
            "uniqueItems": st.booleans(),
            "default": st.just(["a"]),
        }
        fixed = {"type": st.just("array"), "items": values(depth - 1)}
        return consistent(draw(st.fixed_dictionaries(fixed, optional=optional)))
    said: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=_values()[kind]))
    return consistent({"type": kind, **said})


def remarks() -> dict[str, st.SearchStrategy[Any]]:
    """What any schema may say besides."""
    return {
        "title": TEXT,
        "description": TEXT,
        "x-nullable": st.booleans(),
        "readOnly": st.booleans(),
        "example": JSON,
        "externalDocs": st.just({"url": "https://example.com/docs", "x-docs": 1}),
        "xml": st.just({"name": "n", "attribute": True}),
    }


def without_circle(member: dict[str, Any]) -> dict[str, Any]:
    """A member of ``allOf`` that can't lead back: nothing could satisfy that."""
    return {**member, "$ref": "#/definitions/Base"} if "$ref" in member else member


@st.composite
def schemas(draw: st.DrawFn, depth: int = 3) -> dict[str, Any]:
    """Schema objects, recursive through definitions."""
    kinds = ["string", "integer", "number", "boolean", "reference", "any"]
    kind = draw(st.sampled_from(kinds + ["object", "object", "map", "array", "tuple", "allOf"] * (depth > 0)))
    if kind == "reference":
        return draw(references())
    inner = schemas(depth - 1) if depth > 0 else st.just({})
    own: dict[str, Any] = {"type": kind} if kind not in ("any", "map", "tuple", "allOf") else {}
    if kind in _values():
        said: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=_values()[kind]))
        own = consistent({"type": kind, **said})
    elif kind == "object":
        properties = draw(st.dictionaries(NAMES, inner, max_size=3))
        own["properties"] = properties
        strict: bool = draw(st.booleans())
        if properties and strict:
            own["required"] = draw(st.lists(st.sampled_from(sorted(properties)), min_size=1, unique=True))
        limits: dict[str, st.SearchStrategy[Any]]
        limits = {"additionalProperties": st.booleans(), "maxProperties": st.just(9)}
        own.update(draw(st.fixed_dictionaries({}, optional=limits)))
    elif kind == "map":
        own = {"type": "object", "additionalProperties": draw(inner)}
    elif kind == "array":
        own.update(items=draw(inner), **draw(st.fixed_dictionaries({}, optional={"maxItems": st.just(3)})))
    elif kind == "tuple":
        own = {"type": "array", "items": draw(st.lists(inner, min_size=1, max_size=2))}
    elif kind == "allOf":
        own["allOf"] = [without_circle(member) for member in draw(st.lists(inner, min_size=1, max_size=2))]
    return {**own, **draw(some(remarks()))}


@st.composite
def parameters(draw: st.DrawFn, place: str) -> dict[str, Any]:
    """A parameter in one place; its name is set by the caller."""
    if place == "body":
        optional = {"description": TEXT, "required": st.booleans()}
        return {"in": "body", "name": "payload", **draw(some(optional, schema=schemas()))}
    value = draw(values(2))
    if place == "formData" and draw(st.integers(0, 5)) == 0:
        value = {"type": "file"}
    more: dict[str, st.SearchStrategy[Any]]
    more = {"description": TEXT, "required": st.booleans(), "x-nullable": st.booleans()}
    if place in ("query", "formData"):
        more["allowEmptyValue"] = st.booleans()
        if value.get("type") == "array" and draw(st.booleans()):
            value["collectionFormat"] = "multi"
    return {"in": place, **value, **draw(some(more)), **({"required": True} if place == "path" else {})}


def responses() -> st.SearchStrategy[dict[str, Any]]:
    """One response."""
    headers = st.dictionaries(
        st.sampled_from(["X-A", "X-B"]),
        st.builds(lambda a, b: {**a, **b}, values(2), some({"description": TEXT})),
        max_size=2,
    )
    schema = st.one_of(schemas(), st.just({"type": "file"}))
    examples = st.dictionaries(MEDIA, JSON, min_size=1, max_size=2)
    return some({"schema": schema, "headers": headers, "examples": examples}, description=st.just("ok"))


@st.composite
def operations(draw: st.DrawFn, variables: list[str], index: int, *, path_has_body: bool) -> dict[str, Any]:
    """One operation: its body is nothing, a body parameter, a shared one, or a form."""
    stated: list[dict[str, Any]] = [{**draw(parameters("path")), "name": name} for name in variables]
    for place in ("query", "header"):
        for name in draw(st.lists(st.sampled_from(["q", "X-Q", "ids"]), max_size=2, unique=True)):
            stated.append({**draw(parameters(place)), "name": name})
    if draw(st.booleans()):
        stated.append({"$ref": "#/parameters/limit"})
    out: dict[str, Any] = {"operationId": f"op{index}"}
    body = draw(
        st.sampled_from(["nothing", "body", "shared"] if path_has_body else ["nothing", "body", "shared", "form"])
    )
    if body == "body":
        stated.append(draw(parameters("body")))
    elif body == "shared":
        stated.append({"$ref": "#/parameters/SharedBody"})
    elif body == "form":
        for name in draw(st.lists(st.sampled_from(["f", "g h", "file"]), min_size=1, max_size=3, unique=True)):
            stated.append({**draw(parameters("formData")), "name": name})
        if draw(st.booleans()):
            stated.append({"$ref": "#/parameters/SharedField"})
        out["consumes"] = draw(st.lists(FORMS, min_size=1, max_size=2, unique=True))
    out["parameters"] = draw(st.permutations(stated))
    statuses = draw(
        st.lists(st.sampled_from(["200", "201", "204", "404", "default"]), min_size=1, max_size=3, unique=True)
    )
    shared = st.sampled_from([{"$ref": "#/responses/Shared"}, {"$ref": "#/responses/Empty"}])
    out["responses"] = {status: draw(st.one_of(responses(), shared)) for status in statuses}
    optional = {
        "summary": TEXT,
        "description": TEXT,
        "tags": st.just(["a"]),
        "deprecated": st.booleans(),
        "produces": st.lists(MEDIA, max_size=2, unique=True),
        "schemes": st.sampled_from([["http"], ["wss", "https"]]),
        "security": st.sampled_from([[], [{}], [{"key": []}], [{"o": ["read"]}, {"key": [], "basic": []}]]),
    }
    if body != "form":
        optional["consumes"] = st.lists(MEDIA, max_size=2, unique=True)
    return {**out, **draw(some(optional))}


SECURITY = {
    "basic": {"type": "basic", "x-s": 1},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "o": {
        "type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a.example.com/?q=1",
        "tokenUrl": "https://a.example.com/t?v=2", "scopes": {"read": "Read", "x-scope": 1},
    },
}  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A whole document."""
    paths: dict[str, Any] = {}
    templates = draw(
        st.lists(st.sampled_from(["/a", "/a/{id}", "/{id}/b/{key}", "/c.d"]), min_size=1, max_size=3, unique=True)
    )
    index = 0
    for path in templates:
        variables = [name for name in ("id", "key") if f"{{{name}}}" in path]
        item: dict[str, Any] = draw(EXTENSIONS)
        with_body = draw(st.integers(0, 4)) == 0
        if with_body:
            item["parameters"] = [draw(parameters("body"))]
        elif draw(st.booleans()):
            item["parameters"] = [{**draw(parameters("query")), "name": "shared"}]
        for method in draw(st.lists(st.sampled_from(["get", "post", "put"]), min_size=1, max_size=2, unique=True)):
            item[method] = draw(operations(variables, index, path_has_body=with_body))
            index += 1
        paths[path] = item
    definitions = {name: draw(schemas()) for name in DEFINITIONS}
    for name in DEFINITIONS:  # a definition that is nothing but a reference may go round in circles
        definitions[name].pop("$ref", None)
    definitions["Base"] = {
        "type": "object", "discriminator": "kind", "required": ["kind"], "properties": {"kind": {"type": "string"}},
    }  # fmt: skip
    part, item = draw(schemas(1)), draw(schemas(1))
    for one in (part, item):
        one.pop("$ref", None)
    inner = {"inner part": part, "list": {"type": "array", "items": item}}
    definitions["Deep"] = {"type": "object", "properties": inner}
    definitions["The Child"] = {"allOf": [{"$ref": "#/definitions/Base"}, draw(schemas(1))]}
    optional = {
        "host": st.sampled_from(["api.example.com", "api.example.com:8443"]),
        "basePath": st.sampled_from(["/", "/v1", "/v1/", "/é"]),
        "schemes": st.sampled_from([["https"], ["http", "https"], ["wss"]]),
        "consumes": st.lists(MEDIA, max_size=2, unique=True),
        "produces": st.lists(MEDIA, max_size=2, unique=True),
        "security": st.sampled_from([[], [{"key": []}], [{"basic": []}, {"o": ["read"]}]]),
        "tags": st.just([{"name": "a", "description": "A", "x-tag": 1}]),
        "externalDocs": st.just({"url": "https://example.com"}),
    }
    return {
        "swagger": "2.0",
        "info": {"title": "t", "version": "1.10", **draw(EXTENSIONS)},
        **draw(some(optional)),
        "paths": paths,
        "definitions": definitions,
        "parameters": {
            "limit": {**draw(parameters("query")), "name": "limit"},
            "SharedBody": draw(parameters("body")),
            "SharedField": {**draw(parameters("formData")), "name": "shared field"},
        },
        "responses": {"Shared": draw(responses()), "Empty": {"description": "nothing"}},
        "securityDefinitions": SECURITY,
    }
