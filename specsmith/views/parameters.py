"""Parameters of an operation: merged from the path item, serialization decided, constants fixed (OAS 3.1 §4.8.12)."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.views.api import Location, Parameter
from specsmith.views.context import WRONG_TYPE, Context, Found, dumps, flag, text
from specsmith.views.names import pascal
from specsmith.views.schemas import Schemas
from specsmith.views.types import Kind, Primitive
from specsmith.views.values import constraints, default_text, named_examples, schema_examples

BAD_PARAMETER = Code(
    "SS0709",
    "view-unusable-parameter",
    Severity.WARNING,
    "A parameter can't be used as it stands",
    why="A parameter needs a name and a place to travel in, a path parameter also its place in the path. It is left out.",
    broken="parameters:\n  - name: id\n    in: somewhere\n",
    fixed="parameters:\n  - name: id\n    in: query\n    schema: {type: string}\n",
    help="Give it a name, one of path, query, header, cookie as 'in', and path parameters a {place} in the path.",
)
MISSING_PARAMETER = Code(
    "SS0710",
    "view-undeclared-path-parameter",
    Severity.WARNING,
    "A place in the path has no parameter",
    why="Without a value for it the path can't be sent: the place is treated as a required string.",
    broken="/users/{id}:\n  get: {responses: {}}\n",
    fixed="/users/{id}:\n  parameters:\n    - {name: id, in: path, required: true, schema: {type: string}}\n",
    help="Declare the path parameter.",
)
_STYLES = {
    Location.PATH: ("simple", "label", "matrix"),
    Location.QUERY: ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    Location.HEADER: ("simple",),
    Location.COOKIE: ("form", "cookie"),
    Location.QUERYSTRING: ("form",),
}
_IGNORED_HEADERS = frozenset(["accept", "content-type", "authorization"])


class Parameters:
    """Builds the parameters of operations."""

    def __init__(self, context: Context, schemas: Schemas) -> None:
        self._context = context
        self._schemas = schemas

    def of(self, item: Found, operation: dict[str, Any], pointer: str, path: str, name: str) -> tuple[Parameter, ...]:
        """The parameters that hold for an operation: its own ones replace those of the path item, by name and place."""
        found: dict[tuple[str, Location], Parameter] = {}
        for holder, at in ((item.node, item.pointer), (operation, pointer)):
            mine: set[tuple[str, Location]] = set()
            for index, entry in enumerate(self._context.sequence(holder, "parameters")):
                target = self._context.follow(entry, f"{at}/parameters/{index}")
                made = self._parameter(target, name) if target is not None else None
                if made is None:
                    continue
                key = (made.name.lower() if made.location is Location.HEADER else made.name, made.location)
                if key in mine:
                    message = f"The {made.location} parameter '{made.name}' is declared twice"
                    self._context.report(BAD_PARAMETER, message, holder, "parameters")
                    continue
                mine.add(key)
                found[key] = made
        return self._fit(tuple(found.values()), path, operation)

    def _fit(self, found: tuple[Parameter, ...], path: str, operation: dict[str, Any]) -> tuple[Parameter, ...]:
        places = dict.fromkeys(re.findall(r"\{([^{}]*)\}", path))
        kept = []
        for one in found:
            if one.location is Location.PATH and one.name not in places:
                message = f"The path parameter '{one.name}' has no place in '{path}'"
                self._context.report(BAD_PARAMETER, message, operation, "parameters")
                continue
            kept.append(one)
        declared = {one.name for one in kept if one.location is Location.PATH}
        for place in places:
            if place not in declared:
                self._context.report(MISSING_PARAMETER, f"'{{{place}}}' of '{path}' has no parameter", operation)
                kept.append(
                    Parameter(
                        place, Location.PATH, Primitive(Kind.STRING), required=True, style="simple", explode=False
                    )
                )
        return tuple(kept)

    def _parameter(self, target: Found, operation: str) -> Parameter | None:
        node, pointer = target.node, target.pointer
        name, place = text(node, "name"), text(node, "in").lower()
        if not name or place not in set(Location):
            self._context.report(BAD_PARAMETER, f"The parameter '{name}' in '{place}' can't be sent", node)
            return None
        location = Location(place)
        schema, at, content_type = self._schema(node, pointer)
        made = f"{pascal(target.name)}Parameter" if target.name else f"{operation}{pascal(name)}"
        found, nullable = self._schemas.split(schema, made, at)
        plain = schema if isinstance(schema, dict) else {}
        styles = _STYLES[location]
        style = text(node, "style") or styles[0]
        if style not in styles:
            self._context.report(WRONG_TYPE, f"The style '{style}' does not fit a {place} parameter", node, "style")
            style = styles[0]
        required = flag(node, "required") or location is Location.PATH
        return Parameter(
            name=name,
            location=location,
            type=found,
            required=required and not (location is Location.HEADER and name.lower() in _IGNORED_HEADERS),
            nullable=nullable,
            deprecated=flag(node, "deprecated") or flag(plain, "deprecated"),
            description=text(node, "description") or text(plain, "description"),
            default=default_text(plain),
            fixed=_fixed(plain, required),
            style=style,
            explode=flag(node, "explode", style in {"form", "cookie"}),
            allow_reserved=flag(node, "allowReserved"),
            allow_empty=flag(node, "allowEmptyValue"),
            content_type=content_type,
            constraints=constraints(plain),
            examples=named_examples(self._context, node, pointer) or schema_examples(plain),
            pointer=pointer,
        )

    def _schema(self, node: dict[str, Any], pointer: str) -> tuple[Any, str, str]:
        """The schema, where it stands, and the media type when the value is serialized by one."""
        content = self._context.mapping(node, "content")
        for media, entry, at in self._context.mappings(content, f"{pointer}/content"):
            target = self._context.follow(entry, at)
            if target is not None:
                return target.node.get("schema", True), f"{target.pointer}/schema", media
        return node.get("schema", True), f"{pointer}/schema", ""


def _fixed(schema: dict[str, Any], required: bool) -> str | None:
    """The only value allowed, as JSON text: ``const``, or the one value of the enum of a required parameter."""
    if "const" in schema:
        return dumps(schema["const"])
    enum = schema.get("enum")
    if required and isinstance(enum, list) and len(enum) == 1 and enum[0] is not None:
        return dumps(enum[0])
    return None
