"""Parameters and headers: location, type, serialization."""

from __future__ import annotations

from typing import Any

from tests.oracle.equal import mapping, same, silent
from tests.oracle.loss import brief
from tests.oracle.schemas import example_values, keywords, schema
from tests.oracle.sides import Sides

OWN = frozenset({"name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "schema"})
EXAMPLES = frozenset({"example", "examples"})
X_EXAMPLES = frozenset({"x-example", "x-examples"})
VALUE = frozenset(
    [
        "type",
        "format",
        "items",
        "default",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "enum",
        "multipleOf",
        "x-nullable",
        "title",
        "maxProperties",
        "minProperties",
        "properties",
        "additionalProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "readOnly",
        "$ref",
        "discriminator",
        "example",
    ]
)
STYLES: dict[tuple[str, str], tuple[str, bool]] = {
    ("query", "csv"): ("form", False),
    ("query", "multi"): ("form", True),
    ("query", "ssv"): ("spaceDelimited", False),
    ("query", "pipes"): ("pipeDelimited", False),
    ("path", "csv"): ("simple", False),
    ("header", "csv"): ("simple", False),
}
DEFAULT_STYLE = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def collect(sides: Sides, tree: Any, lists: list[tuple[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """The effective parameters with the pointer of where each is used: later lists override by name and location."""
    chosen: dict[tuple[str, str, int], tuple[str, dict[str, Any]]] = {}
    for level, (at, stated) in enumerate(lists):
        if not isinstance(stated, list):
            if not silent(stated):
                sides.lose(at, stated, "is no list of parameters")
            continue
        count: dict[tuple[str, str], int] = {}
        for index, one in enumerate(stated):
            found = tree.follow(one)
            where = f"{at}/{index}"
            if not isinstance(found, dict):
                if tree is sides.old:
                    sides.lose(where, one, "is no parameter, or refers to nothing")
                continue
            place, name = str(found.get("in")), str(found.get("name"))
            if place == "body":
                name = ""
            again = count.get((place, name), 0)
            count[(place, name)] = again + 1
            if level and not again:
                for key in [key for key in chosen if key[:2] == (place, name)]:
                    del chosen[key]
            chosen[(place, name, again)] = (where, found)
    return list(chosen.values())


Stated = list[tuple[str, dict[str, Any]]]


def parameters(sides: Sides, old: Stated, new: Stated, at: str) -> None:
    """Each parameter that is no body has one counterpart of the same name and location."""
    rest = [found for _, found in new]
    for where, stated in old:
        match = next(
            (one for one in rest if one.get("name") == stated.get("name") and one.get("in") == stated.get("in")), None
        )
        if match is None:
            sides.lose(where, stated, "the parameter has no counterpart")
            continue
        rest = [one for one in rest if one is not match]
        parameter(sides, stated, match, where)
    for one in rest:
        sides.lose(f"{at}/parameters", one, "was added")


def parameter(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    """One parameter, side by side."""
    if not sides.first_time(old, new, "parameter"):
        return
    place = str(old.get("in"))
    for key in ("name", "in"):
        sides.plain(old, new, key, at)
    needed = old.get("required") is True
    if bool(new.get("required")) != needed:
        sides.lose(f"{at}/required", {"required": old.get("required")}, f"became {new.get('required')}")
    if "allowEmptyValue" in old:
        sides.plain(old, new, "allowEmptyValue", at)
    _described(sides, old, new, at)
    _value(sides, old, new, at)
    serialization(sides, old, new, place, at)
    allowed = {*OWN, "style", "explode", "schema", *old}
    if "x-example" in old or "x-examples" in old or "example" in old:
        allowed.update(("example", "examples"))
    if "x-deprecated" in old:
        allowed.add("deprecated")
    if "x-ms-skip-url-encoding" in old:
        allowed.add("allowReserved")
    sides.added(new, allowed, at)


def header(sides: Sides, old: Any, new: Any, at: str) -> None:
    """One response header, side by side."""
    if not isinstance(old, dict):
        sides.lose(at, old, "is no header")
        return
    new = sides.new.follow(new)
    if not isinstance(new, dict):
        sides.lose(at, old, "the header has no counterpart")
        return
    if not sides.first_time(old, new, "header"):
        return
    _described(sides, old, new, at)
    _value(sides, old, new, at)
    serialization(sides, old, new, "header", at)
    sides.added(new, {*OWN, "style", "explode", *old, "example", "examples"}, at)


def _described(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if "description" in old and not (silent(old["description"]) or old["description"] == ""):
        sides.plain(old, new, "description", at)
    elif "description" not in old and "description" in new:
        sides.lose(at, {"description": new["description"]}, "was added")


def _value(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    """What the value may be: the keywords of the parameter against the ``schema`` of its counterpart."""
    found = new.get("schema")
    if found is None and isinstance(new.get("content"), dict):
        found = next((one.get("schema") for one in new["content"].values() if isinstance(one, dict)), None)
    resolved = sides.new.follow(found)
    resolved = mapping(resolved)
    for key, value in old.items():
        if key in OWN or key in VALUE:
            continue
        if key in ("x-example", "x-examples"):
            _examples(sides, key, value, [*example_values(new, key), *example_values(resolved, key)], at, new)
        elif key.startswith("x-"):
            sides.extension(old, new if key in new or key not in resolved else resolved, key, at)
        else:
            sides.plain(old, {**resolved, **new}, key, at)
    keys = [key for key in old if key in VALUE]
    if isinstance(old.get("schema"), dict):
        schema(sides, old["schema"], found, f"{at}/schema")
        keys = [key for key in keys if key not in ("type", "format")] if "type" not in resolved else keys
    elif found is None:
        if keys:
            sides.lose(at, {key: old[key] for key in keys}, "there is no schema")
        return
    if not isinstance(old.get("schema"), dict):
        stated = sides.keep({key: old[key] for key in keys})
        if "example" in stated and any(same(stated["example"], value) for value in example_values(new)):
            stated = sides.keep({key: value for key, value in stated.items() if key != "example"})
        if isinstance(found, dict):
            found = sides.keep({key: value for key, value in found.items() if not _moved(key, old)})
        schema(sides, stated, found, at)


def _moved(key: str, old: dict[str, Any]) -> bool:
    """Extensions and examples of the parameter may stand in its schema; they were judged above."""
    return (key.startswith("x-") and key in old) or (key in EXAMPLES and bool(old.keys() & X_EXAMPLES))


def _examples(sides: Sides, key: str, stated: Any, found: list[Any], at: str, new: dict[str, Any]) -> None:
    if same(stated, new.get(key)) or any(same(stated, value) for value in found):
        return
    values = list(stated.values()) if isinstance(stated, dict) else stated if isinstance(stated, list) else [stated]
    for value in values:
        inner = value.get("value", value) if isinstance(value, dict) else value
        if not any(same(inner, other) or same(value, other) for other in found):
            sides.lose(f"{at}/{key}", value, "the example has no counterpart")


def serialization(sides: Sides, old: dict[str, Any], new: dict[str, Any], place: str, at: str) -> None:
    """An array's ``collectionFormat`` against ``style`` and ``explode``, both with their defaults."""
    if old.get("type") != "array" and "items" not in old:
        if "collectionFormat" in old and "x-swagger-collectionFormat" not in new and old["collectionFormat"] != "csv":
            kinds = (new.get("schema") or {}).get("type") if isinstance(new.get("schema"), dict) else None
            sides.lose(f"{at}/collectionFormat", old["collectionFormat"], f"has no counterpart beside type {kinds}")
        return
    wanted = str(old.get("collectionFormat", "csv"))
    style = new.get("style", DEFAULT_STYLE.get(place, "form"))
    explode = new.get("explode", style == "form")
    expected = STYLES.get((place, wanted))
    if expected is None:
        if new.get("x-swagger-collectionFormat") != old.get("collectionFormat"):
            sides.lose(f"{at}/collectionFormat", wanted, f"has no counterpart in {place}: {brief(style)}")
        if explode:
            sides.lose(f"{at}/collectionFormat", wanted, "one value became several")
    elif (style, explode) != expected:
        sides.lose(f"{at}/collectionFormat", wanted, f"became style {style}, explode {explode}")


def form_field(sides: Sides, old: dict[str, Any], new: Any, encoding: Any, at: str) -> None:
    """One form parameter against the property of the form's schema and its encoding."""
    if not isinstance(new, dict):
        sides.lose(at, old, "the form field has no counterpart")
        return
    resolved = sides.new.follow(new)
    resolved = mapping(resolved)
    beside = mapping(encoding)
    said = {key for key in resolved if key.startswith("x-")}
    for key, value in old.items():
        if key == "allowEmptyValue":
            kept = (resolved.get("x-swagger-allowEmptyValue"), beside.get("x-swagger-allowEmptyValue"))
            if not silent(value) and value not in kept:
                sides.lose(f"{at}/allowEmptyValue", value, "has no counterpart")
        elif key in ("x-example", "x-examples"):
            _examples(sides, key, value, example_values(resolved, key), at, resolved)
        elif key.startswith("x-") and key != "x-nullable":
            sides.extension(old, resolved if key in resolved else {**beside, **resolved}, key, at)
    _described(sides, old, resolved, at)
    if isinstance(old.get("schema"), dict):
        schema(sides, old["schema"], resolved, f"{at}/schema")
    else:
        skipped = {"description", "deprecated", *said} | (EXAMPLES if old.keys() & X_EXAMPLES else set())
        stated = sides.keep({key: value for key, value in old.items() if key in VALUE})
        schema(sides, stated, sides.keep({key: value for key, value in new.items() if key not in skipped}), at)
        unknown = {key: old[key] for key in old if key not in OWN and key not in VALUE and not key.startswith("x-")}
        keywords(sides, unknown, {key: resolved[key] for key in resolved if key in unknown}, at)
    note = "x-swagger-collectionFormat"
    marked = {"schema": resolved, note: resolved.get(note), **beside}
    serialization(sides, old, marked, "query", at)
