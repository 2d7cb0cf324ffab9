"""The walk over both documents, from the root to every operation."""

from __future__ import annotations

from typing import Any

from tests.oracle.bodies import bodies, shared_body
from tests.oracle.equal import mapping, silent
from tests.oracle.loss import Loss, brief
from tests.oracle.media import effective
from tests.oracle.parameters import collect, parameter, parameters
from tests.oracle.references import names_of, normal_name
from tests.oracle.responses import responses, shared_response
from tests.oracle.schemas import schema, schemas_waiting
from tests.oracle.security import requirements, security_schemes
from tests.oracle.servers import operation_servers, servers
from tests.oracle.sides import Sides, escape

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
_OF_ROOT = frozenset(
    [
        "swagger",
        "host",
        "basePath",
        "schemes",
        "consumes",
        "produces",
        "paths",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
        "security",
        "x-ms-parameterized-host",
    ]
)
_OF_OPERATION = frozenset(["consumes", "produces", "parameters", "responses", "schemes", "security"])


def compare(swagger: dict[str, Any], openapi: dict[str, Any]) -> list[Loss]:
    """Every statement of one side without counterpart on the other, in the order of the walk.

    >>> old = {"swagger": "2.0", "host": "a.b", "schemes": ["https"], "paths": {}}
    >>> new = {"openapi": "3.1.1", "servers": [{"url": "https://a.b"}], "paths": {}}
    >>> compare(old, new)
    []
    >>> [str(loss) for loss in compare(old, new | {"servers": [{"url": "http://a.b"}]})]  # doctest: +ELLIPSIS
    ['/host: https://a.b: no server has this URL...', '/host: http://a.b: the server was added']
    """
    sides = Sides(swagger, openapi)
    inside = _references(swagger, "#/x-", 0)
    for key in swagger:
        if key in _OF_ROOT:
            continue
        if key in inside and key in openapi:
            continue  # schemas stand there, and are compared where references lead to them
        sides.extension(swagger, openapi, key, "") if key.startswith("x-") else sides.plain(swagger, openapi, key, "")
    sides.added(openapi, {*swagger, "openapi", "servers", "components", "paths"}, "")
    servers(sides)
    names = security_schemes(sides)
    requirements(sides, swagger, openapi, names, "")
    _paths(sides, names)
    schemas_waiting(sides)
    _definitions(sides)
    _shared_parameters(sides)
    _shared_responses(sides)
    schemas_waiting(sides)
    _nothing_left_over(sides)
    _mappings(sides)
    return list(dict.fromkeys(sides.losses))


def _paths(sides: Sides, names: dict[str, str]) -> None:
    old, new = sides.old.root.get("paths"), sides.new.root.get("paths")
    if not isinstance(old, dict):
        if not silent(old):
            sides.lose("/paths", old, "is no map of paths")
        return
    new = mapping(new)
    for path, stated in old.items():
        at = f"/paths/{escape(path)}"
        if path.startswith("x-"):
            sides.extension(old, new, path, "/paths")
        elif path not in new:
            sides.lose(at, stated, "the path has no counterpart")
        elif not isinstance(stated, dict) or not isinstance(new[path], dict):
            if not silent(stated):
                sides.lose(at, stated, f"became {brief(new[path], 40)}")
        else:
            _path(sides, stated, new[path], names, at)
    for path in new:
        if path not in old:
            sides.lose("/paths", path, "was added")


def _path(sides: Sides, old: dict[str, Any], new: dict[str, Any], names: dict[str, str], at: str) -> None:
    used: set[str] = set()
    for key, stated in old.items():
        where = f"{at}/{escape(key)}"
        if key in METHODS:
            if not isinstance(stated, dict):
                sides.lose(where, stated, "is no operation")
            elif not isinstance(new.get(key), dict):
                sides.lose(where, stated, "the operation has no counterpart")
            else:
                used.update(_operation(sides, old, new, key, names, where))
        elif key == "$ref":
            target = sides.old.follow(old)
            if "$ref" not in new and isinstance(target, dict):
                _path(sides, target, new, names, at)
            else:
                sides.plain(old, new, key, at)
        elif key.startswith("x-"):
            sides.extension(old, new, key, at)
        elif key != "parameters":
            sides.plain(old, new, key, at)
    for key in new:
        if key in METHODS and key not in old and "$ref" not in old:
            sides.lose(at, key, "the operation was added")
    _path_parameters(sides, old, new, used, at)


def _path_parameters(sides: Sides, old: dict[str, Any], new: dict[str, Any], used: set[str], at: str) -> None:
    """Parameters of the path that every operation overrides (or no operation sees) are statements too."""
    if silent(old.get("parameters")) or not isinstance(old["parameters"], list):
        return
    rest = [found for _, found in collect(sides, sides.new, [("", new.get("parameters", []))])]
    for index, one in enumerate(old["parameters"]):
        where = f"{at}/parameters/{index}"
        stated = sides.old.follow(one)
        if where in used or not isinstance(stated, dict):
            continue
        wanted = (stated.get("name"), stated.get("in"))
        match = next((two for two in rest if (two.get("name"), two.get("in")) == wanted), None)
        if match is None:
            sides.lose(where, stated, "the path's parameter has no counterpart")
        else:
            parameter(sides, stated, match, where)


def _operation(
    sides: Sides, old_path: dict[str, Any], new_path: dict[str, Any], method: str, names: dict[str, str], at: str
) -> set[str]:
    old, new = old_path[method], new_path[method]
    for key in old:
        if key.startswith("x-"):
            sides.extension(old, new, key, at)
        elif key not in _OF_OPERATION:
            sides.plain(old, new, key, at)
    allowed = {*old, "requestBody", "servers", "x-codeSamples"} | ({"deprecated"} if "x-deprecated" in old else set())
    sides.added(new, allowed, at)
    above = f"{at.rpartition('/')[0]}/parameters"
    lists = [(above, old_path.get("parameters", [])), (f"{at}/parameters", old.get("parameters", []))]
    stated = collect(sides, sides.old, lists)
    found = collect(sides, sides.new, [("", new_path.get("parameters", [])), ("", new.get("parameters", []))])
    body = [pair for pair in stated if pair[1].get("in") == "body"]
    form = [pair for pair in stated if pair[1].get("in") == "formData"]
    parameters(sides, [pair for pair in stated if pair[1].get("in") not in ("body", "formData")], found, at)
    root = sides.old.root
    bodies(sides, body, form, new.get("requestBody"), effective(old, root, "consumes"), at)
    produces = effective(old, root, "produces")
    responses(sides, old.get("responses"), new.get("responses"), produces, own_produces="produces" in old, at=at)
    requirements(sides, old, new, names, at)
    operation_servers(sides, old, new, at)
    return {where for where, _ in stated}


def _components(sides: Sides, section: str) -> dict[str, Any]:
    components = sides.new.root.get("components")
    found = components.get(section) if isinstance(components, dict) else None
    return mapping(found)


def _counterpart(name: str, found: dict[str, Any], known: str | None) -> str | None:
    """The component of a shared thing: where references went, the same name, or one that differs in signs."""
    if known is not None and known in found:
        return known
    if name in found:
        return name
    return next((one for one in found if normal_name(one) == normal_name(name)), None)


def _renamed(sides: Sides) -> dict[str, str]:
    """Definition → component, as the references on both sides agree."""
    renamed: dict[str, str] = {}
    for old, new in sides.names.items():
        one, other = names_of(old), names_of(new)
        if len(one) == 2 and one[0] == "definitions" and len(other) == 3:
            renamed[one[1]] = other[2]
    return renamed


def _definitions(sides: Sides) -> None:
    old = sides.old.root.get("definitions")
    if not isinstance(old, dict):
        if not silent(old):
            sides.lose("/definitions", old, "is no map of schemas")
        return
    found = _components(sides, "schemas")
    for name, stated in old.items():
        at = f"/definitions/{escape(name)}"
        match = _counterpart(name, found, _renamed(sides).get(name) if name not in found else name)
        if match is None:
            sides.lose(at, stated, "the definition has no counterpart")
        else:
            schema(sides, stated, found[match], at)


def _shared_parameters(sides: Sides) -> None:
    old = sides.old.root.get("parameters")
    if not isinstance(old, dict):
        if not silent(old):
            sides.lose("/parameters", old, "is no map of parameters")
        return
    used = _references(sides.old.root, "#/parameters/")
    for name, stated in old.items():
        at = f"/parameters/{escape(name)}"
        if not isinstance(stated, dict):
            sides.lose(at, stated, "is no parameter")
            continue
        alias, stated = "$ref" in stated, sides.old.follow(stated)
        if not isinstance(stated, dict):
            continue  # leads nowhere, on either side
        is_body = stated.get("in") in ("body", "formData")
        found = _components(sides, "requestBodies" if is_body else "parameters")
        match = _counterpart(name, found, None)
        if match is not None:
            new = sides.new.follow(found[match])
            if isinstance(new, dict):
                shared_body(sides, stated, new, at) if is_body else parameter(sides, stated, new, at)
        elif name not in used and not alias:
            sides.lose(at, stated, "the shared parameter has no counterpart")


def _shared_responses(sides: Sides) -> None:
    old = sides.old.root.get("responses")
    if not isinstance(old, dict):
        if not silent(old):
            sides.lose("/responses", old, "is no map of responses")
        return
    found = _components(sides, "responses")
    used = _references(sides.old.root, "#/responses/")
    for name, stated in old.items():
        match = _counterpart(name, found, None)
        if match is not None:
            stated, new = sides.old.follow(stated), sides.new.follow(found[match])
            if isinstance(stated, dict) and isinstance(new, dict):
                shared_response(sides, stated, new, f"/responses/{escape(name)}")
        elif name not in used:
            sides.lose(f"/responses/{escape(name)}", stated, "the shared response has no counterpart")


def _references(root: Any, section: str, index: int = 1) -> set[str]:
    """The names in one section that something refers to (``index`` 0: the sections themselves)."""
    names: set[str] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str) and reference.startswith(section):
                names.add(names_of(reference)[index])
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return names


def _nothing_left_over(sides: Sides) -> None:
    """Components that stand for nothing in the source were added."""
    old = sides.old.root
    renamed = set(_renamed(sides).values())
    sources = {
        "schemas": (old.get("definitions"), renamed),
        "parameters": (old.get("parameters"), set()),
        "requestBodies": (old.get("parameters"), set()),
        "responses": (old.get("responses"), set()),
    }
    for section, (stated, known) in sources.items():
        wanted = {normal_name(name) for name in stated} if isinstance(stated, dict) else set()
        for name in _components(sides, section):
            if name not in known and normal_name(name) not in wanted:
                sides.lose(f"/{'definitions' if section == 'schemas' else section}", name, f"was added to {section}")


def _mappings(sides: Sides) -> None:
    """A renamed definition keeps its discriminator value: every base that it extends has to map it."""
    definitions = sides.old.root.get("definitions")
    if not isinstance(definitions, dict):
        return
    renamed, found = _renamed(sides), _components(sides, "schemas")
    for name, stated in definitions.items():
        component = renamed.get(name, _counterpart(name, found, None))
        value = stated.get("x-ms-discriminator-value", name) if isinstance(stated, dict) else name
        if component is None or component == value:
            continue
        for base in _bases(definitions, name):
            if base == name or "discriminator" not in definitions[base]:
                continue
            holder = found.get(renamed.get(base, _counterpart(base, found, None) or ""), {})
            discriminator = holder.get("discriminator") if isinstance(holder, dict) else None
            mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
            target = (mapping or {}).get(value)
            if target not in (f"#/components/schemas/{component}", component):
                where = f"/definitions/{escape(base)}/discriminator"
                sides.lose(where, value, f"the mapping lacks it: {brief(mapping)}")


def _bases(definitions: dict[str, Any], name: str) -> set[str]:
    """The definitions that one extends through ``allOf``, directly or not."""
    bases: set[str] = set()
    waiting = [name]
    while waiting:
        stated = definitions.get(waiting.pop())
        members = stated.get("allOf") if isinstance(stated, dict) else None
        for member in members if isinstance(members, list) else ():
            reference = member.get("$ref") if isinstance(member, dict) else None
            if isinstance(reference, str) and reference.startswith("#/definitions/"):
                base = names_of(reference)[1]
                if base not in bases and isinstance(definitions.get(base), dict):
                    bases.add(base)
                    waiting.append(base)
    return bases
