"""Models → classes and aliases, as the template of the models module prints them."""

from __future__ import annotations

from dataclasses import dataclass

from specsmith.renderers.escaping import python as escape
from specsmith.renderers.targets.python import PythonNames, PythonTypes
from specsmith.views.types import Field, Literal, Model, ModelShape


@dataclass(frozen=True, slots=True)
class PythonField:
    """One attribute: ``default`` is `` = None`` and the like, or empty."""

    name: str
    annotation: str
    default: str
    doc: str


@dataclass(frozen=True, slots=True)
class PythonModel:
    """One class (``is_class``) or one alias."""

    name: str
    doc: str
    is_class: bool
    fields: tuple[PythonField, ...] = ()
    wire: tuple[str, ...] = ()
    alias: str = ""


def build_models(
    models: tuple[Model, ...], names: PythonNames, types: PythonTypes
) -> tuple[list[PythonModel], list[tuple[str, str]]]:
    """(models in order, the shapes of aliases that need decoding)."""
    built, shapes = [], []
    for model in models:
        built.append(_class(model, names, types) if model.shape is ModelShape.OBJECT else _alias(model, names, types))
        if model.shape is not ModelShape.OBJECT:
            shape = types.shape(model.type)
            if shape != "None":
                shapes.append((escape.string(names.models[model.id]), shape))
    return built, shapes


def _class(model: Model, names: PythonNames, types: PythonTypes) -> PythonModel:
    attributes = names.fields[model.id]
    fields, wire = [], []
    for one in model.fields:
        attribute = attributes[one.name]
        shape = types.shape(one.type)
        fields.append(_field(one, attribute, types))
        if attribute != one.name or shape != "None":
            wire.append(f"({escape.string(attribute)}, {escape.string(one.name)}, {shape})")
    return PythonModel(names.models[model.id], _doc(model, "    "), True, tuple(fields), tuple(wire))


def _field(one: Field, attribute: str, types: PythonTypes) -> PythonField:
    annotation = types.annotation(one.type)
    default = ""
    if not one.required:
        default = " = None"
    elif one.read_only or one.write_only:
        default = " = UNSET"  # required, but only in one direction
        types.used.add("UNSET")
    if (one.nullable or not one.required) and not annotation.endswith("None") and annotation != "Any":
        annotation = f"{annotation} | None"
    doc = one.description or one.title
    if one.deprecated:
        doc = f"Deprecated. {doc}".strip()
    return PythonField(attribute, annotation, default, escape.docstring(doc, "    "))


def _alias(model: Model, names: PythonNames, types: PythonTypes) -> PythonModel:
    annotation = types.annotation(model.type)
    if annotation == f"{types.prefix}{names.models[model.id]}":
        annotation = types.annotation(Literal(("",)))
    types.used.add("TypeAlias")
    return PythonModel(names.models[model.id], _doc(model, ""), False, alias=escape.string(annotation))


def _doc(model: Model, indent: str) -> str:
    text = model.description or model.title or model.name
    if model.deprecated:
        text = f"{text}\n\nDeprecated."
    return escape.docstring(text, indent) or "No description."
