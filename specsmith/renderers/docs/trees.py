"""Fields as rows with what is inside them: expandable where it helps, a link where it would repeat or recurse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from specsmith.renderers.docs.links import Links
from specsmith.renderers.docs.types import Fact, TypeNames, allowed, facts
from specsmith.renderers.markdown import MarkdownRenderer
from specsmith.views.api import Header, Parameter
from specsmith.views.types import (
    Any_,
    Array,
    Field,
    Map,
    Model,
    ModelShape,
    Named,
    Never,
    Null,
    Tuple,
    TypeRef,
    Union,
)

EXPANDED_FIELDS = 8  # a named model is shown inside another when it has no more fields than this,
EXPANDED_ROWS = 20  # and while the tree has not shown more rows of named models than this
_VALUES_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A field as the template prints it. ``inside`` is the HTML of the tree under it, ``label`` what its button says."""

    name: str
    type: Markup
    flags: tuple[str, ...] = ()
    required: bool = False
    description: Markup = Markup("")
    facts: Sequence[Fact] = ()
    values: Sequence[str] = ()
    more_values: Sequence[str] = ()
    label: str = ""
    inside: Markup = Markup("")
    anchor: str = ""


class RowMacro(Protocol):
    """The macro ``rows`` of ``_fields.html.j2``."""

    def __call__(self, rows: Sequence[Row], /) -> Markup:
        """The rows as HTML."""


class Trees:
    """Builds and renders trees; the HTML of a model is made once a direction and set of ancestors.

    ``levels`` says how many named models deep a tree goes (0: named models are always links). Inline models belong to one
    place and are always shown there.
    """

    def __init__(
        self, models: Mapping[str, Model], links: Links, markdown: MarkdownRenderer, macro: RowMacro, levels: int = 1
    ) -> None:
        self._models = models
        self.links = links
        self._markdown = markdown
        self._macro = macro
        self._levels = levels
        self._html: dict[tuple[str, bool, tuple[str, ...]], Markup] = {}
        self._sizes: dict[str, int] = {}
        self._rows_left = EXPANDED_ROWS
        self.names = TypeNames(models, links)

    def parameters(self, parameters: Iterable[Parameter]) -> Markup:
        """Parameters of one location."""
        self._rows_left = EXPANDED_ROWS
        rows = []
        for parameter in parameters:
            flags = ("deprecated",) if parameter.deprecated else ()
            listed = facts(parameter.constraints, parameter.default, parameter.examples)
            if parameter.fixed is not None:
                listed.insert(0, Fact("always", parameter.fixed))
            listed.extend(_style(parameter))
            rows.append(self._row(parameter, flags, listed, request=True, path=()))
        return self._macro(rows)

    def headers(self, headers: Iterable[Header]) -> Markup:
        """Headers of a response."""
        return self._macro(
            [
                self._row(h, ("deprecated",) if h.deprecated else (), facts(h.constraints, None, ()), False, ())
                for h in headers
            ]
        )

    def fields(self, fields: Iterable[Field], request: bool, path: tuple[str, ...] = (), prefix: str = "") -> Markup:
        """Fields of a form or a model; ``prefix`` makes anchors (for the page of a model)."""
        if not path:
            self._rows_left = EXPANDED_ROWS
        rows = []
        for field in fields:
            flags = tuple(
                flag
                for flag, on in (
                    ("deprecated", field.deprecated),
                    ("read only", field.read_only),
                    ("write only", field.write_only),
                )
                if on
            )
            listed = facts(field.constraints, field.default, field.examples)
            rows.append(self._row(field, flags, listed, request, path, prefix))
        return self._macro(rows)

    def body(self, type_: TypeRef, request: bool) -> tuple[Markup, Markup]:
        """What a body is: the phrase for its type, and its tree (empty when there is nothing to open)."""
        _, inside = self._inside(type_, request, (), top=True)
        return self.names.phrase(type_), inside

    def model(self, model: Model, anchors: bool) -> Markup:
        """The tree of a model's own page: all fields, both directions, with anchors."""
        if model.shape is ModelShape.OBJECT:
            return self.fields(model.fields, False, (model.id,), prefix="field-" if anchors else "")
        if model.shape is ModelShape.ENUM:
            return Markup("")
        return self._inside(model.type, False, (model.id,), top=True)[1]

    def _row(
        self,
        value: Parameter | Header | Field,
        flags: tuple[str, ...],
        listed: Sequence[Fact],
        request: bool,
        path: tuple[str, ...],
        prefix: str = "",
    ) -> Row:
        label, inside = self._inside(value.type, request, path)
        values = () if isinstance(value, Parameter) and value.fixed is not None else allowed(value.type, self._models)
        nullable = value.nullable if not isinstance(value, Header) else False
        return Row(
            name=value.name,
            type=self.names.phrase(value.type, nullable),
            flags=flags,
            required=value.required,
            description=self._markdown.brief(value.description),
            facts=listed,
            values=values[:_VALUES_SHOWN],
            more_values=values[_VALUES_SHOWN:],
            label=label,
            inside=inside,
            anchor=prefix and prefix + "_".join(value.name.split()),
        )

    def _inside(self, type_: TypeRef, request: bool, path: tuple[str, ...], top: bool = False) -> tuple[str, Markup]:
        """Label and HTML of what is inside a type; empty when a link says it all."""
        match type_:
            case Array():
                return self._inside(type_.items, request, path, top)
            case Map():
                return self._inside(type_.values, request, path, top)
            case Named():
                return self._inside_named(type_.id, request, path, top)
            case Union():
                return self._inside_union(type_.members, request, path, top)
            case Tuple():
                return self._inside_union(type_.items, request, path, top)
        return "", Markup("")

    def _inside_named(self, id_: str, request: bool, path: tuple[str, ...], top: bool) -> tuple[str, Markup]:
        model = self._models.get(id_)
        if model is None or id_ in path or len(path) > 12:
            return "", Markup("")
        if not self._expands(model, path, top):
            return "", Markup("")
        inner = (*path, id_)
        if model.shape is ModelShape.ENUM:
            return "", Markup("")
        if model.shape is ModelShape.ALIAS:
            return self._inside(model.type, request, inner, top)
        fields = model.request_fields if request else model.response_fields
        if not fields:
            return self._inside(model.additional, request, inner) if not _open(model.additional) else ("", Markup(""))
        key = (id_, request, path)
        known = self._html.get(key)
        if known is None:
            if not path:
                self._rows_left = EXPANDED_ROWS
            known = self.fields(fields, request, inner)
            self._html[key] = known
        return f"{len(fields)} field{'s' if len(fields) != 1 else ''}", known

    def _expands(self, model: Model, path: tuple[str, ...], top: bool) -> bool:
        if not self.links.model(model.id):
            return True
        named = sum(1 for id_ in path if self.links.model(id_))
        if top and not named:
            return self._levels > 0
        size = self._size(model.id)
        if named > self._levels or not self._levels or size > min(EXPANDED_FIELDS, self._rows_left):
            return False
        self._rows_left -= size
        return True

    def _inside_union(
        self, members: tuple[TypeRef, ...], request: bool, path: tuple[str, ...], top: bool
    ) -> tuple[str, Markup]:
        rows: list[Row] = []
        single: tuple[str, Markup] = ("", Markup(""))
        for member in members:
            if isinstance(member, Null):
                continue
            label, inside = self._inside(member, request, path, top and len(members) <= 4)
            single = (label, inside)
            rows.append(Row(name="", type=self.names.phrase(member), label=label, inside=inside))
        if len(rows) == 1:
            return single
        if not any(row.inside for row in rows):
            return "", Markup("")
        return f"{len(rows)} variants", self._macro(rows)

    def _size(self, id_: str) -> int:
        """How many rows a model takes with the inline models in it."""
        known = self._sizes.get(id_)
        if known is None:
            self._sizes[id_] = 0  # while it is counted: ends recursion
            model = self._models.get(id_)
            known = 0 if model is None else sum(1 + self._type_size(field.type) for field in model.fields)
            if model is not None and model.shape is ModelShape.ALIAS:
                known += self._type_size(model.type)
            self._sizes[id_] = known
        return known

    def _type_size(self, type_: TypeRef) -> int:
        match type_:
            case Array():
                return self._type_size(type_.items)
            case Map():
                return self._type_size(type_.values)
            case Union():
                return sum(self._type_size(member) for member in type_.members)
            case Named():
                return 0 if self.links.model(type_.id) else self._size(type_.id)
        return 0


def _open(additional: TypeRef) -> bool:
    return isinstance(additional, Any_ | Never)


def _style(parameter: Parameter) -> list[Fact]:
    """How a list or an object is written, where that can be seen (OAS 3.1 §4.8.12)."""
    if parameter.content_type:
        return [Fact("sent as", parameter.content_type)]
    if not isinstance(parameter.type, Array | Map | Tuple | Named):
        return []
    if parameter.style == "form" and not parameter.explode:
        return [Fact("comma separated")]
    words = {"spaceDelimited": "space separated", "pipeDelimited": "pipe separated", "deepObject": "as name[key]=value"}
    return [Fact(words[parameter.style])] if parameter.style in words else []
