"""Schemas, keyword by keyword. Parameters, headers and items objects are compared as the schemas they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.oracle.equal import distinct, mapping, same, silent
from tests.oracle.loss import brief
from tests.oracle.references import names_of, normal_name, pointer_of
from tests.oracle.sides import Sides, escape

COMBINED = ("allOf", "anyOf", "oneOf")
MEANT = {"x-deprecated": "deprecated", "x-patternProperties": "patternProperties"}


def schema(sides: Sides, old: Any, new: Any, at: str, *, of_property: bool = False) -> None:
    """Compare one pair of schemas; each pair is walked once, however often it is referred to."""
    if not isinstance(old, dict):
        if not same(old, new):
            sides.lose(at, old, f"became {brief(new, 40)}")
        return
    if new is True and not old:
        return
    if not isinstance(new, dict):
        sides.lose(at, old, "the schema has no counterpart")
        return
    if not sides.first_time(old, new, "property" if of_property else "schema"):
        return
    flat, null = _without_null(old, new)
    wanted = old.get("x-nullable") is True or old.get("nullable") is True
    if (
        wanted
        and not null
        and not _binary(old)
        and ("type" in flat or "$ref" in flat or any(key in flat for key in COMBINED))
    ):
        sides.lose(f"{at}/x-nullable", "x-nullable: true", "null is not accepted")
    if null and not wanted and "null" not in _types(old) and None not in (old.get("enum") or ()):
        sides.lose(at, "null", "was added")
    if isinstance(old.get("$ref"), str):
        _reference(sides, old, flat, at)
    elif isinstance(flat.get("$ref"), str):
        target = sides.new.follow(flat)
        if not isinstance(target, dict):
            sides.lose(at, old, f"refers to nothing: {flat['$ref']}")
            return
        beside = {key: value for key, value in flat.items() if key != "$ref"}
        keywords(sides, old, sides.keep({**target, **beside}), at, of_property=of_property)
    else:
        keywords(sides, old, flat, at, of_property=of_property)


def schemas_waiting(sides: Sides) -> None:
    """Compare what references led to: in turn and not at once, since chains of definitions can be long."""
    while sides.waiting:
        schema(sides, *sides.waiting.pop())


def _without_null(old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The new schema in the shape it would have without null, and whether it accepts null."""
    null = new.get("nullable") is True
    for key in ("anyOf", "oneOf"):
        members = new.get(key)
        if key in old or not isinstance(members, list) or sum(map(_only_null, members)) != 1 or len(members) != 2:
            continue
        inner = next(member for member in members if not _only_null(member))
        new = {**inner, **{name: value for name, value in new.items() if name != key}}
        null = True
    wrapped = new.get("allOf")
    if "allOf" not in old and isinstance(wrapped, list) and len(wrapped) == 1 and isinstance(wrapped[0], dict):
        beside = {"allOf", "type"} if new.get("nullable") is True and "$ref" in wrapped[0] else {"allOf"}
        new = {**wrapped[0], **{name: value for name, value in new.items() if name not in beside}}
        null = null or new.get("nullable") is True
    kinds = new.get("type")
    if isinstance(kinds, list) and "null" in kinds:
        null = True
        rest = [kind for kind in kinds if kind != "null"]
        new = {**new, "type": rest[0] if len(rest) == 1 else rest}
    if new.get("nullable") is True and "type" not in old and "allOf" in old:
        new = {name: value for name, value in new.items() if name != "type"}  # 3.0 wants one beside nullable
    return new, null


def _only_null(member: Any) -> bool:
    """A schema that accepts null and nothing else, in the words of 3.1 or of 3.0."""
    return isinstance(member, dict) and (member.get("type") == "null" or member.get("enum") == [None])


def _types(of: dict[str, Any]) -> list[Any]:
    kinds = of.get("type")
    return kinds if isinstance(kinds, list) else [] if kinds is None else [kinds]


def _reference(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    reference = old["$ref"]
    target = sides.old.find(reference)
    if isinstance(new.get("$ref"), str):
        _same_name(sides, reference, new["$ref"], at)
        found = sides.new.find(new["$ref"])
        if found is None:
            sides.lose(f"{at}/$ref", reference, f"refers to nothing: {new['$ref']}")
        elif target is not None:
            sides.waiting.append((target, found, pointer_of(reference)))
        beside = {key: value for key, value in new.items() if key != "$ref"}
        keywords(sides, {key: value for key, value in old.items() if key != "$ref"}, beside, at)
    elif target is None:
        sides.lose(f"{at}/$ref", reference, "refers to nothing and has no counterpart")
    else:  # written out at its use
        beside = {key: value for key, value in old.items() if key != "$ref"}
        resolved = sides.old.follow(target)
        if isinstance(resolved, dict):
            keywords(sides, {**resolved, **beside}, new, at)


def _same_name(sides: Sides, old: str, new: str, at: str) -> None:
    """One definition goes to one component, whose name is the same but for characters that a component can't have."""
    known = sides.names.setdefault(old, new)
    if known != new:
        sides.lose(f"{at}/$ref", old, f"refers to {new} here and to {known} elsewhere")
    one, other = names_of(old), names_of(new)
    if one != other and (not one or not other or not normal_name(other[-1]).startswith(normal_name(one[-1])[:20])):
        sides.lose(f"{at}/$ref", old, f"refers to another name: {new}")


def keywords(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str, *, of_property: bool = False) -> None:
    """Every keyword of ``old`` needs its counterpart in ``new``, and ``new`` may hold nothing besides."""
    for key, value in old.items():
        handler = _HANDLERS.get(key)
        if key == "required" and of_property and isinstance(value, bool):
            continue  # belongs to the parent's list
        if handler is not None:
            handler(sides, old, new, at)
        elif key.startswith("x-"):
            sides.extension(old, new, key, at)
        else:
            sides.plain(old, new, key, at)
    if "required" not in old and _required_properties(old):
        _required(sides, old, new, at)
    sides.added(new, _allowed(old), at)


def _allowed(old: dict[str, Any]) -> set[str]:
    allowed = {*old, "nullable"}
    if isinstance(old.get("items"), list):
        allowed.update(("prefixItems", "items", "x-openapi-prefixItems"))
    if old.get("type") == "file" or old.get("format") in ("byte", "binary"):
        allowed.update(("contentMediaType", "contentEncoding", "format"))
    if old.keys() & {"example", "x-example", "x-examples", "examples"}:
        allowed.update(("example", "examples"))
    allowed.update(field for extension, field in MEANT.items() if extension in old)
    if _required_properties(old):
        allowed.add("required")
    if isinstance(old.get("enum"), list) and len(old["enum"]) == 1:
        allowed.add("const")
    return allowed


def _type(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if _binary(old):
        marked = "contentMediaType" in new or new.get("format") == "binary" or "type" not in new
        if not marked or new.get("type", "string") != "string":
            sides.lose(f"{at}/type", {"type": old["type"]}, f"raw bytes became {brief(new, 40)}")
        return
    if "x-swagger-type" in new and same(old["type"], new["x-swagger-type"]):
        return  # kept beside a reference that it contradicts
    if [kind for kind in _types(old) if kind != "null"] != [kind for kind in _types(new) if kind != "null"]:
        sides.lose(f"{at}/type", old["type"], f"became {new.get('type')}")


def _binary(old: dict[str, Any]) -> bool:
    return old.get("type") == "file" or (old.get("type") == "string" and old.get("format") == "binary")


def _format(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if old["format"] == "byte" and (new.get("contentEncoding") == "base64" or new.get("format") == "byte"):
        return
    if old["format"] == "binary" and _binary(old):
        return  # judged with the type
    sides.plain(old, new, "format", at)


def _bound(word: str, key: str) -> Callable[[Sides, dict[str, Any], dict[str, Any], str], None]:
    plain, strict = word, "exclusive" + word.capitalize()

    def effective(of: dict[str, Any]) -> tuple[Any, bool] | None:
        if isinstance(of.get(strict), int | float) and not isinstance(of.get(strict), bool) and plain not in of:
            return of[strict], True
        return (of[plain], of.get(strict) is True) if plain in of else None

    def handler(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
        if key != plain and (plain in old or isinstance(old[key], bool)):
            return  # judged with its number, and says nothing without one
        one, other = effective(old), effective(new)
        if one != other:
            sides.lose(f"{at}/{plain if plain in old else strict}", one, f"became {other}")

    return handler


def _items(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    items = old["items"]
    if not isinstance(items, list):
        schema(sides, items, new.get("items"), f"{at}/items")
        return
    pairs = new.get("prefixItems", new.get("x-swagger-items", new.get("x-openapi-prefixItems")))
    if not isinstance(pairs, list) or len(pairs) != len(items):
        sides.lose(f"{at}/items", items, "the tuple has no counterpart of the same length")
        return
    for index, (one, other) in enumerate(zip(items, pairs, strict=True)):
        schema(sides, one, other, f"{at}/items/{index}")
    if "additionalItems" not in old and new.get("items", {}) not in ({}, True):
        sides.lose(f"{at}/items", {"items": new["items"]}, "was added")


def _additional_items(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if isinstance(old.get("items"), list):
        schema(sides, old["additionalItems"], new.get("items"), f"{at}/additionalItems")
    # beside one schema for all items it says nothing


def _properties(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    wanted, found = old["properties"], new.get("properties")
    if not isinstance(wanted, dict):
        sides.plain(old, new, "properties", at)
        return
    found = mapping(found)
    for name, value in wanted.items():
        where = f"{at}/properties/{escape(name)}"
        if name not in found:
            sides.lose(where, value, "the property has no counterpart")
        else:
            schema(sides, value, found[name], where, of_property=True)
    for name in found:
        if name not in wanted:
            sides.lose(f"{at}/properties", {name: found[name]}, "was added")


def _schema_map(key: str, also: str = "") -> Callable[[Sides, dict[str, Any], dict[str, Any], str], None]:
    def handler(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
        found = next((new[name] for name in (also, key, f"x-swagger-{key}") if name in new), None)
        if not isinstance(old[key], dict) or not isinstance(found, dict) or old[key].keys() != found.keys():
            sides.plain(old, new, key, at)
            return
        for name, value in old[key].items():
            schema(sides, value, found[name], f"{at}/{key}/{escape(name)}")

    return handler


def _required_properties(old: dict[str, Any]) -> set[str]:
    properties = old.get("properties")
    if not isinstance(properties, dict):
        return set()
    return {name for name, value in properties.items() if isinstance(value, dict) and value.get("required") is True}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _required(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    stated = old.get("required")
    if stated is not None and not isinstance(stated, list):
        sides.plain(old, new, "required", at)
        stated = []
    found = _list(new.get("required"))
    wanted = [*(stated or ()), *_required_properties(old)]
    for name in wanted:
        if name not in found:
            sides.lose(f"{at}/required", name, "is no longer required")
    for name in found:
        if name not in wanted:
            sides.lose(f"{at}/required", name, "became required")


def _enum(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    wanted, found = old["enum"], new.get("enum")
    if found is None and "const" in new:
        found = [new["const"]]
    if not isinstance(wanted, list) or not isinstance(found, list):
        sides.plain(old, new, "enum", at)
        return
    values = distinct(wanted)
    others = distinct(found)
    if None not in wanted and old.get("x-nullable") is True:
        others = [value for value in others if value is not None]
    if len(values) == len(others) and all(map(same, values, others)):
        return
    for value in values:
        if not any(same(value, other) for other in others):
            sides.lose(f"{at}/enum", value, "the value has no counterpart")
    for other in others:
        if not any(same(value, other) for value in values):
            sides.lose(f"{at}/enum", other, "was added")


def _discriminator(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    stated, found = old["discriminator"], new.get("discriminator")
    if isinstance(stated, str):
        if not isinstance(found, dict) or found.get("propertyName") != stated:
            sides.lose(f"{at}/discriminator", stated, f"became {brief(found)}")
    else:
        sides.plain(old, new, "discriminator", at)


def _combined(key: str) -> Callable[[Sides, dict[str, Any], dict[str, Any], str], None]:
    def handler(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
        wanted, found = old[key], new.get(key)
        if not isinstance(wanted, list) or not isinstance(found, list):
            sides.plain(old, new, key, at)
            return
        if len(found) == len(wanted) + 1 and _only_null(found[-1]) and old.get("x-nullable") is True:
            found = found[:-1]
        for index, one in enumerate(wanted):
            other = found[index] if index < len(found) else None
            schema(sides, one, other, f"{at}/{key}/{index}")
        for other in found[len(wanted) :]:
            sides.lose(f"{at}/{key}", other, "was added")

    return handler


def _inner(key: str) -> Callable[[Sides, dict[str, Any], dict[str, Any], str], None]:
    def handler(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
        if isinstance(old[key], dict) and isinstance(new.get(key), dict):
            schema(sides, old[key], new[key], f"{at}/{key}")
        elif not (old[key] == {} and new.get(key) is True):
            sides.plain(old, new, key, at)

    return handler


def _example(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    for key in ("example", "x-example"):
        if key in old and not any(same(old[key], value) for value in example_values(new, key)):
            sides.lose(f"{at}/{key}", old[key], "the example has no counterpart")


def _examples(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    for key in ("examples", "x-examples"):
        if key not in old:
            continue
        stated = old[key]
        values = list(stated.values()) if isinstance(stated, dict) else stated if isinstance(stated, list) else [stated]
        found = example_values(new, key)
        for value in values:
            inner = value.get("value") if isinstance(value, dict) and "value" in value else value
            if not any(same(value, other) or same(inner, other) for other in found) and not same(stated, new.get(key)):
                sides.lose(f"{at}/{key}", value, "the example has no counterpart")


def example_values(new: dict[str, Any], also: str = "") -> list[Any]:
    """Every example that a schema, media type, parameter or header states."""
    values = [new[key] for key in ("example", also) if key in new]
    examples = new.get("examples")
    if isinstance(examples, list):
        values.extend(examples)
    elif isinstance(examples, dict):
        values.extend(one.get("value", one) if isinstance(one, dict) else one for one in examples.values())
    return values


def _collection_format(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if old["collectionFormat"] != "csv" or "x-swagger-collectionFormat" in new:
        sides.plain(old, new, "collectionFormat", at)


def _nullable(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    """Judged with the whole schema."""


def _text(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if not (silent(old["description"]) or old["description"] == "") or "description" in new:
        sides.plain(old, new, "description", at)


_HANDLERS: dict[str, Callable[[Sides, dict[str, Any], dict[str, Any], str], None]] = {
    "type": _type,
    "format": _format,
    "minimum": _bound("minimum", "minimum"),
    "exclusiveMinimum": _bound("minimum", "exclusiveMinimum"),
    "maximum": _bound("maximum", "maximum"),
    "exclusiveMaximum": _bound("maximum", "exclusiveMaximum"),
    "items": _items,
    "additionalItems": _additional_items,
    "properties": _properties,
    "patternProperties": _schema_map("patternProperties"),
    "x-patternProperties": _schema_map("x-patternProperties", "patternProperties"),
    "additionalProperties": _inner("additionalProperties"),
    "not": _inner("not"),
    "required": _required,
    "enum": _enum,
    "discriminator": _discriminator,
    "allOf": _combined("allOf"),
    "anyOf": _combined("anyOf"),
    "oneOf": _combined("oneOf"),
    "example": _example,
    "x-example": _example,
    "examples": _examples,
    "x-examples": _examples,
    "collectionFormat": _collection_format,
    "x-nullable": _nullable,
    "nullable": _nullable,
    "description": _text,
}
