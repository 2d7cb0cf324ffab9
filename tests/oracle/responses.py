"""Responses: description, schema × media types, headers, examples."""

from __future__ import annotations

from typing import Any

from tests.oracle.equal import mapping, same, silent
from tests.oracle.parameters import header
from tests.oracle.schemas import example_values, schema
from tests.oracle.sides import Sides, escape

_HANDLED = frozenset({"description", "schema", "headers", "examples"})
RAW = "application/octet-stream"
ANY = ("*/*", "application/json", "application/octet-stream")


def responses(sides: Sides, old: Any, new: Any, produces: list[str], *, own_produces: bool, at: str) -> None:
    """All responses of one operation."""
    if not isinstance(old, dict):
        if not silent(old):
            sides.lose(f"{at}/responses", old, "is no map of responses")
        return
    new = mapping(new)
    used: set[str] = set()
    some = False
    for status, stated in old.items():
        where = f"{at}/responses/{escape(status)}"
        if status.startswith("x-"):
            sides.extension(old, new, status, f"{at}/responses")
            continue
        if status not in new:
            sides.lose(where, stated, "the response has no counterpart")
            continue
        found = sides.new.follow(new[status])
        resolved = sides.old.follow(stated)
        if isinstance(stated, dict) and "$ref" in stated and resolved is None:
            if found is None:
                sides.lose(where, stated, "refers to nothing")
            continue
        used.update(_response(sides, resolved, found, produces, where))
        some = some or (isinstance(resolved, dict) and _has_content(status, resolved, alone=len(old) == 1))
    for status in new:
        if status not in old:
            sides.lose(f"{at}/responses", {status: new[status]}, "was added")
    if own_produces and some:
        for media_type in produces:
            if media_type not in used:
                sides.lose(f"{at}/produces", media_type, "no response has this media type")


def _has_content(status: str, response: dict[str, Any], *, alone: bool) -> bool:
    """Whether media types say anything about a response (tests/cases/convert/README.md)."""
    if not (silent(response.get("schema")) and silent(response.get("examples"))):
        return True
    return (status.startswith("2") and status not in ("204", "205")) or (status == "default" and alone)


def shared_response(sides: Sides, old: Any, new: dict[str, Any], at: str) -> None:
    """A shared response against its component, whatever the media types of its uses are."""
    content = new.get("content")
    _response(sides, old, new, list(content) if isinstance(content, dict) else [], at)


def _response(sides: Sides, old: Any, new: Any, produces: list[str], at: str) -> list[str]:
    """One response; returns the media types that its counterpart has."""
    if not isinstance(old, dict):
        sides.lose(at, old, "is no response")
        return []
    if not isinstance(new, dict):
        sides.lose(at, old, "the response has no counterpart")
        return []
    content = new.get("content")
    content = mapping(content)
    if sides.first_time(old, new, "response"):
        _described(sides, old, new, at)
        _examples(sides, old, content, new, at)
    examples = old.get("examples")
    exemplary = [key for key in examples if "/" in key] if isinstance(examples, dict) else []
    if "schema" in old and not silent(old["schema"]):
        raw = mapping(old["schema"]).get("type") == "file" and not produces
        expected = produces or exemplary or [one for one in ANY if one in content] or ["*/*"]
        for media_type in expected:
            holder = content.get(media_type)
            if not isinstance(holder, dict):
                sides.lose(f"{at}/schema", media_type, "the media type has no counterpart")
            else:
                schema(sides, old["schema"], holder.get("schema"), f"{at}/schema")
        for media_type, holder in content.items():
            said = mapping(mapping(holder).get("schema")).get("contentMediaType")
            if mapping(old["schema"]).get("type") == "file" and said not in (None, media_type, RAW):
                sides.lose(f"{at}/schema", media_type, f"the bytes are said to be {said}")
        _nothing_added(sides, content, {*expected, *exemplary, *(ANY if raw else ())}, at)
    else:
        for media_type, holder in content.items():
            if isinstance(holder, dict) and holder.get("schema"):
                sides.lose(at, {media_type: holder}, "a schema was added")
        _nothing_added(sides, content, {*produces, *exemplary, *(ANY if examples else ())}, at)
    return list(content)


def _nothing_added(sides: Sides, content: dict[str, Any], expected: set[str], at: str) -> None:
    for media_type in content:
        if media_type not in expected:
            sides.lose(at, media_type, "the media type was added")


def _described(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    if old.get("description") not in (None, ""):
        sides.plain(old, new, "description", at)
    for key in old:
        if key.startswith("x-"):
            sides.extension(old, new, key, at)
        elif key not in _HANDLED:
            sides.plain(old, new, key, at)
    stated, found = old.get("headers"), new.get("headers")
    found = mapping(found)
    if isinstance(stated, dict):
        for name, value in stated.items():
            header(sides, value, found.get(name), f"{at}/headers/{escape(name)}")
    elif not silent(stated):
        sides.lose(f"{at}/headers", stated, "is no map of headers")
    for name in found:
        if not isinstance(stated, dict) or name not in stated:
            sides.lose(f"{at}/headers", name, "was added")
    sides.added(new, {"description", "headers", "content", *old}, at)


def _examples(sides: Sides, old: dict[str, Any], content: dict[str, Any], new: dict[str, Any], at: str) -> None:
    examples = old.get("examples")
    if silent(examples):
        return
    if not isinstance(examples, dict):
        sides.plain(old, new, "examples", at)
        return
    everywhere = [value for holder in content.values() if isinstance(holder, dict) for value in example_values(holder)]
    kept = new.get("x-swagger-examples")
    for key, value in examples.items():
        holder = content.get(key)
        known = example_values(holder) if "/" in key and isinstance(holder, dict) else everywhere
        kept_as_it_was = isinstance(kept, dict) and same(value, kept.get(key))
        if not kept_as_it_was and not any(same(value, other) for other in known):
            sides.lose(f"{at}/examples/{escape(key)}", value, "the example has no counterpart")
