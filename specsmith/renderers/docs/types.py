"""Types as people read them: a short phrase with links, and the facts that stand under a field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from specsmith.renderers.docs.links import Links
from specsmith.renderers.escaping import html
from specsmith.views.types import (
    Any_,
    Array,
    Constraints,
    Example,
    Kind,
    Literal,
    Map,
    Model,
    ModelShape,
    Named,
    Never,
    Null,
    Primitive,
    Tuple,
    TypeRef,
    Union,
)

_KINDS = {
    Kind.DATE: "date",
    Kind.DATE_TIME: "date and time",
    Kind.BINARY: "file",
    Kind.BASE64: "base64 text",
    Kind.UUID: "UUID",
}
_WORDS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "multiple of {}",
    "pattern": "matches {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} properties",
    "maxProperties": "at most {} properties",
    "contentEncoding": "encoded as {}",
    "contentMediaType": "holds {}",
}
_ORDER = {keyword: place for place, keyword in enumerate(_WORDS)}  # the lower limit before the upper one
_MEMBERS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A short statement about a value: words before, code, words after."""

    before: str = ""
    code: str = ""
    after: str = ""


class TypeNames:
    """Phrases for types: ``array of User``, ``string or null``; named models link to where they are described."""

    def __init__(self, models: Mapping[str, Model], links: Links) -> None:
        self._models = models
        self._links = links

    def phrase(self, type_: TypeRef, nullable: bool = False) -> Markup:
        """The type as HTML: escaped words and links."""
        phrase = self._phrase(type_, 0)
        if nullable and not phrase.endswith("null"):
            return phrase + " or null"
        return phrase

    def _phrase(self, type_: TypeRef, depth: int) -> Markup:
        match type_:
            case Primitive():
                word = _KINDS.get(type_.kind, str(type_.kind.value))
                shown = type_.format and type_.kind in (Kind.STRING, Kind.INTEGER, Kind.NUMBER)
                return html.text(f"{word}, {type_.format}" if shown and depth == 0 else word)
            case Literal():
                if len(type_.values) == 1:
                    return html.text(f"always {json.dumps(type_.values[0], ensure_ascii=False)[:80]}")
                return html.text(f"{type_.base.value}, one of {len(type_.values)}" if depth == 0 else type_.base.value)
            case Array():
                return Markup("array of ") + self._phrase(type_.items, depth + 1)
            case Tuple():
                return Markup("tuple of ") + Markup(", ").join(self._phrase(item, depth + 1) for item in type_.items)
            case Map():
                if isinstance(type_.values, Never):
                    return Markup("empty object")
                return Markup("map to ") + self._phrase(type_.values, depth + 1)
            case Named():
                return self._named(type_.id, depth)
            case Union():
                return self._union(type_, depth)
            case Null():
                return Markup("null")
            case Never():
                return Markup("nothing")
            case Any_():
                return Markup("any")

    def _named(self, id_: str, depth: int) -> Markup:
        model = self._models.get(id_)
        if model is None:
            return Markup("any")
        address = self._links.model(id_)
        if address:
            return Markup('<a href="%s">%s</a>') % (address, html.plain(model.name))
        if model.shape is ModelShape.OBJECT:
            return Markup("object")
        if model.shape is ModelShape.ENUM:
            return html.text(f"one of {len(model.enum_values)}")
        return self._phrase(model.type, depth + 1) if depth < 8 else Markup("any")

    def _union(self, union: Union, depth: int) -> Markup:
        members = [self._phrase(member, depth + 1) for member in union.members[:_MEMBERS_SHOWN]]
        different = list(dict.fromkeys(members))
        if len(union.members) > _MEMBERS_SHOWN:
            return Markup(", ").join(different) + f" or {len(union.members) - _MEMBERS_SHOWN} more"
        return Markup(" or ").join(different)


def facts(constraints: Constraints, default: str | None, examples: tuple[Example, ...]) -> list[Fact]:
    """What is said about a value besides its type: default, limits, examples; allowed values are :func:`allowed`."""
    out: list[Fact] = []
    if default is not None:
        out.append(Fact("default", shorten(default)))
    for keyword, value in sorted(constraints.pairs, key=lambda pair: _ORDER.get(pair[0], len(_ORDER))):
        words = _WORDS.get(keyword)
        if words is not None:
            before, _, after = words.partition("{}")
            after = after.replace("properties", "property") if value == "1" else after
            out.append(Fact(before.strip(), value, after.strip().removesuffix("s") if value == "1" else after.strip()))
        elif keyword == "uniqueItems":
            if value == "true":
                out.append(Fact("no repeats"))
        else:
            out.append(Fact(keyword, value))
    seen: set[str] = set()
    for example in examples[:3]:
        if example.json and not example.made and example.json not in seen:
            seen.add(example.json)
            out.append(Fact("example", shorten(example.json)))
    return out


def allowed(type_: TypeRef, models: Mapping[str, Model]) -> list[str]:
    """The values that a field may have when they are listed: its own enum, its items', or that of an inline model."""
    match type_:
        case Literal():
            return [_value(value) for value in type_.values] if len(type_.values) > 1 else []
        case Array() | Map():
            return allowed(type_.items if isinstance(type_, Array) else type_.values, models)
        case Named():
            model = models.get(type_.id)
            if model is not None and model.shape is ModelShape.ENUM:
                return [_value(value.value) for value in model.enum_values]
        case Union():
            return [value for member in type_.members for value in allowed(member, models)]
    return []


def _value(value: object) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)


def shorten(json_text: str, limit: int = 160) -> str:
    """A JSON text on one line, without the quotes of a plain string, cut where it gets long."""
    line = " ".join(json_text.split())
    if len(line) > 2 and line[0] == line[-1] == '"' and "\\" not in line:
        line = line[1:-1]
    return line if len(line) <= limit else line[:limit] + "…"
