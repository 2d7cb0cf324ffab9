"""Models → interfaces and type aliases, as the template of the models module prints them."""

from __future__ import annotations

from dataclasses import dataclass

from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.targets.typescript_types import TypeScriptTypes, with_null
from specsmith.views.types import ANY, Any_, Field, Model, ModelShape, Never

_SHORT = 80


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an interface."""

    key: str
    type: str
    optional: bool
    doc: str


@dataclass(frozen=True, slots=True)
class TypeScriptModel:
    """One interface, or one alias (``alias`` is what it stands for). ``index`` is the type of other properties."""

    name: str
    doc: str
    properties: tuple[Property, ...] = ()
    index: str = ""
    alias: str = ""


def build_models(models: tuple[Model, ...], types: TypeScriptTypes) -> list[TypeScriptModel]:
    """The types of all models in order; a model that both directions see differently has two."""
    built = []
    variants = types.names.variants
    for model in models:
        if model.id in variants.split:
            built += [_type(model, types, False), _type(model, types, True)]
        else:
            built.append(_type(model, types, model.id in variants.sent))
    return built


def _type(model: Model, types: TypeScriptTypes, given: bool) -> TypeScriptModel:
    names = types.names
    split = model.id in names.variants.split
    name = (names.inputs if given else names.models)[model.id]
    text = model.description or model.title
    doc = doc_comment(f"{text}\n\nAs it is sent.".strip() if split and given else text, model.deprecated)
    if model.shape is not ModelShape.OBJECT:
        return TypeScriptModel(name, doc, alias=_nullable(model, types.alias(model, given)))
    fields = model.request_fields if given else model.response_fields
    shown = fields if split or model.id in names.variants.sent else model.fields
    properties = tuple(_property(one, types, given) for one in shown)
    return TypeScriptModel(name, doc, properties, _index(model, types, given))


def _nullable(model: Model, printed: str) -> str:
    return with_null(printed) if model.nullable else printed


def _index(model: Model, types: TypeScriptTypes, given: bool) -> str:
    """Types of unknown properties bind known ones in TypeScript: beside known ones they can only be unknown."""
    if isinstance(model.additional, Never):
        return ""
    if model.fields:
        return "" if model.additional == ANY or isinstance(model.additional, Any_) else "unknown"
    return types.given(model.additional) if given else types.read(model.additional)


def _property(one: Field, types: TypeScriptTypes, given: bool) -> Property:
    printed = types.given(one.type) if given else types.read(one.type)
    if one.nullable:
        printed = with_null(printed)
    text = one.description or one.title
    if one.default is not None and len(one.default) <= _SHORT:
        text = f"{text}\n\nDefault: {one.default}".strip()
    return Property(escape.property_key(one.name), printed, not one.required, doc_comment(text, one.deprecated, "  "))


def doc_comment(text: str, deprecated: bool = False, indent: str = "") -> str:
    """A JSDoc comment with its line end, or nothing.

    >>> print(doc_comment("A letter.", True), end="")
    /**
     * A letter.
     * @deprecated
     */
    """
    clean = escape.jsdoc(text, indent)
    lines = [line for line in (clean, "@deprecated" if deprecated else "") if line]
    if not lines:
        return ""
    if len(lines) == 1 and "\n" not in clean and len(clean) + len(indent) <= 112:
        return f"{indent}/** {lines[0]} */\n"
    body = f"\n{indent} * ".join(lines)
    return "\n".join(line.rstrip() for line in f"{indent}/**\n{indent} * {body}\n{indent} */\n".split("\n"))
