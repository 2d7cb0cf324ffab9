"""Request bodies: body parameters and forms against ``requestBody``."""

from __future__ import annotations

from typing import Any

from tests.oracle.equal import mapping, same, silent
from tests.oracle.media import carries_forms, form_types
from tests.oracle.parameters import form_field
from tests.oracle.schemas import example_values, schema
from tests.oracle.sides import Sides

Stated = list[tuple[str, dict[str, Any]]]
ANY = ("application/json", "*/*", "application/octet-stream")
_OF_BODY = frozenset({"in", "name", "description", "required", "schema"})


def bodies(sides: Sides, body: Stated, form: Stated, new: Any, consumes: list[str], at: str) -> None:
    """The body and form parameters of one operation against its request body."""
    found = sides.new.follow(new)
    if not body and not form:
        if found is not None:
            sides.lose(at, {"requestBody": found}, "was added")
        return
    if not isinstance(found, dict):
        for where, stated in [*body, *form]:
            sides.lose(where, stated, "there is no request body")
        return
    content = found.get("content")
    content = mapping(content)
    expected: set[str] = set()
    for where, stated in body[1:]:
        sides.lose(where, stated, "a second body has no counterpart")
    if body:
        able = [one for one in consumes if not (form and carries_forms(one))]
        expected.update(_body(sides, *body[0], found, content, able))
    if form:
        expected.update(_form(sides, form, content, consumes, at, beside_body=bool(body)))
    for media_type in content:
        if media_type not in expected:
            sides.lose(at, media_type, "the media type was added")
    needed = any(stated.get("required") is True for _, stated in [*body, *form])
    if bool(found.get("required")) != needed:
        where = (body or form)[0][0]
        sides.lose(f"{where}/required", {"required": needed}, f"the body's became {found.get('required')}")
    if not body:
        sides.added(found, {"content", "required"}, at)


def shared_body(sides: Sides, stated: dict[str, Any], new: dict[str, Any], at: str) -> None:
    """A shared body or form parameter against a component, whatever the media types of its uses are."""
    content = new.get("content")
    types = list(content) if isinstance(content, dict) else []
    pair = [(at, stated)]
    if stated.get("in") == "body":
        bodies(sides, pair, [], new, types, at)
    else:
        bodies(sides, [], pair, new, types, at)


def _body(
    sides: Sides, at: str, old: dict[str, Any], new: dict[str, Any], content: dict[str, Any], consumes: list[str]
) -> list[str]:
    if not consumes:  # nothing stated: JSON, or whatever it is
        consumes = [one for one in ANY if one in content] or ["application/json"]
    for media_type in consumes:
        if media_type not in content:
            sides.lose(at, media_type, "the media type has no counterpart")
    if sides.first_time(old, new, "body"):
        _described_body(sides, old, new, content, at)
    for media_type in consumes:
        holder = content.get(media_type)
        if not isinstance(holder, dict):
            continue
        if "schema" in old:
            schema(sides, old["schema"], holder.get("schema", {} if old["schema"] == {} else None), f"{at}/schema")
        elif holder.get("schema") and "type" not in old:
            sides.lose(at, {"schema": holder["schema"]}, "was added")
    return consumes


def _described_body(sides: Sides, old: dict[str, Any], new: dict[str, Any], content: dict[str, Any], at: str) -> None:
    if "name" in old and new.get("x-body-name") != old["name"]:
        sides.lose(f"{at}/name", old["name"], "the body's name has no counterpart (x-body-name)")
    if not (silent(old.get("description")) or old["description"] == "") or "description" in new:
        sides.plain({"description": None, **old}, new, "description", at)
    holders = [one for one in content.values() if isinstance(one, dict)]
    examples = [value for holder in holders for value in example_values(holder)]
    for key, value in old.items():
        if key in ("x-example", "x-examples"):
            values = list(value.values()) if key == "x-examples" and isinstance(value, dict) else [value]
            for one in values:
                inner = one.get("value", one) if isinstance(one, dict) else one
                known = any(same(inner, other) or same(one, other) or same(value, other) for other in examples)
                if not known and not same(value, new.get(key)):
                    sides.lose(f"{at}/{key}", one, "the example has no counterpart")
        elif key.startswith("x-"):
            sides.extension(old, new, key, at)
        elif key not in _OF_BODY:
            inside = [sides.new.follow(one.get("schema")) for one in holders]
            if not any(isinstance(one, dict) and same(one.get(key), value) for one in inside):
                sides.plain(old, new, key, at)
    sides.added(new, {"content", "required", "x-body-name", *old}, at)


def _form(
    sides: Sides, form: Stated, content: dict[str, Any], consumes: list[str], at: str, *, beside_body: bool
) -> list[str]:
    has_file = any(stated.get("type") == "file" for _, stated in form)
    expected = form_types(consumes, has_file)
    for media_type in consumes:
        if media_type in expected or beside_body:
            continue
        if media_type in content:  # not what Swagger 2.0 means, but what it states, with the same fields
            expected.append(media_type)
        else:
            sides.lose(at, media_type, "can't carry form fields")
    for media_type in expected:
        holder = content.get(media_type)
        if not isinstance(holder, dict):
            sides.lose(at, media_type, "the form's media type has no counterpart")
            continue
        inside = sides.new.follow(holder.get("schema"))
        inside = mapping(inside)
        properties = mapping(inside.get("properties"))
        encoding = mapping(holder.get("encoding"))
        names = [stated.get("name") for _, stated in form]
        for where, stated in form:
            name = stated.get("name")
            if name not in properties:
                sides.lose(where, stated, f"the form field is missing in {media_type}")
                continue
            form_field(sides, stated, properties[name], encoding.get(name), where)
            if (stated.get("required") is True) != (name in (inside.get("required") or ())):
                sides.lose(f"{where}/required", {"required": stated.get("required")}, f"changed in {media_type}")
        for name in [*properties, *(inside.get("required") or ())]:
            if name not in names:
                sides.lose(at, name, f"was added to the form in {media_type}")
        if inside.get("type") != "object":
            sides.lose(at, {"type": inside.get("type")}, "a form is an object")
    return expected
