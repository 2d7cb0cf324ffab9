"""Values against the schemas beside them: all of a document in one run of the validator, so the cost stays linear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from specsmith.model import Dialect
from specsmith.model.pointer import escape_token
from specsmith.passes.repair.best_error import explain
from specsmith.passes.repair.sites import Sites
from specsmith.passes.repair.values import violation

_KEYWORDS = frozenset(
    [
        *("type", "format", "items", "enum", "multipleOf", "pattern", "uniqueItems", "maxLength", "minLength"),
        *("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "maxItems", "minItems"),
    ]
)


def violations(sites: Sites, pairs: list[tuple[dict[str, Any], Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """(schema, why) for each value of ``pairs`` that the schema before it forbids; at most one reason each."""
    wanted = [(node, value) for node, value in pairs if not _allowed_null(sites, node, value)]
    if not wanted:
        return
    pointers = _pointers(sites.root, {id(node) for node, _ in wanted})
    placed = [(node, value) for node, value in wanted if id(node) in pointers]
    validator = _validator(sites, [_schema(sites, node, pointers[id(node)]) for node, _ in placed])
    if (
        validator is None
    ):  # a schema that can't be compiled, other rules say why: what the keywords beside the value say
        for node, value in placed:
            why = violation(value, node)
            if why:
                yield node, f"it {why}"
        return
    told: set[int] = set()
    for error in validator.iter_errors([value for _, value in placed]):
        problem = explain(error)
        index = error.instance_path[0] if error.instance_path else None
        if not isinstance(index, int) or index in told:
            continue
        if _is_null(problem.path, placed[index][1]):
            continue  # null beside nullable: these dialects say it in a way the validator does not know
        told.add(index)
        said = problem.message
        yield placed[index][0], said.partition(": ")[2] or said if len(problem.path) == 1 else said


def _allowed_null(sites: Sites, node: dict[str, Any], value: Any) -> bool:
    return (
        value is None
        and not sites.full_json_schema
        and (node.get("nullable") is True or node.get("x-nullable") is True)
    )


def _is_null(path: list[str | int], value: Any) -> bool:
    for step in path[1:]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return value is None and len(path) > 1


def _pointers(root: Any, wanted: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    stack: list[tuple[Any, Any, Any]] = [(None, "", root)]  # the way above as a chain; few ways become a pointer
    while stack:
        way = stack.pop()
        node = way[2]
        if id(node) in wanted:
            found.setdefault(id(node), _pointer(way))
        for key, value in node.items() if type(node) is dict else enumerate(node):
            if type(value) is dict or type(value) is list:
                stack.append((way, key, value))
    return found


def _pointer(way: tuple[Any, Any, Any]) -> str:
    tokens = []
    while way[0] is not None:
        tokens.append(f"/{escape_token(str(way[1]))}")
        way = way[0]
    return "".join(reversed(tokens))


def _schema(sites: Sites, node: dict[str, Any], pointer: str) -> dict[str, Any]:
    """A reference to the schema; of a parameter of Swagger 2.0, which is none, a copy of its keywords."""
    if (sites.swagger2 and not isinstance(node.get("required", []), list)) or ("in" in node and "name" in node):
        return {key: value for key, value in node.items() if key in _KEYWORDS and value != "file"}
    return {"$ref": f"urn:specsmith:document#{_fragment(pointer)}"}


def _validator(sites: Sites, schemas: list[dict[str, Any]]) -> Any:
    import jsonschema_rs

    formats = {"int32": _within(31), "int64": _within(63)}
    try:
        if sites.dialect in (Dialect.SWAGGER_2_0, Dialect.OPENAPI_3_0):
            registry = jsonschema_rs.Registry([("urn:specsmith:document", sites.root)], draft=jsonschema_rs.Draft4)
            return jsonschema_rs.Draft4Validator(
                {"items": schemas}, registry=registry, validate_formats=True, formats=formats
            )
        registry = jsonschema_rs.Registry([("urn:specsmith:document", sites.root)], draft=jsonschema_rs.Draft202012)
        return jsonschema_rs.Draft202012Validator(
            {"prefixItems": schemas}, registry=registry, validate_formats=True, formats=formats
        )
    except (ValueError, jsonschema_rs.ReferencingError):
        return None


def _within(bits: int) -> Callable[[Any], bool]:
    def check(value: Any) -> bool:
        return isinstance(value, bool) or not isinstance(value, int) or -(1 << bits) <= value < 1 << bits

    return check


def _fragment(pointer: str) -> str:
    return quote(pointer, safe="/~!$&'()*+,;=:@-._")
