"""Operations → methods of resource classes: everything the template of a resource prints, decided and escaped here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.renderers.escaping import python as escape
from specsmith.renderers.targets.python import ANNOTATED, PythonNames, PythonTypes, argument_name, split_union
from specsmith.views.api import (
    Api,
    Body,
    BodyKind,
    Location,
    MediaType,
    Operation,
    Pagination,
    Parameter,
    Response,
    SchemeKind,
    Tag,
)
from specsmith.views.types import Field, Kind, Model, Primitive

UNCALLABLE = Code(
    "SS0750",
    "client-uncallable-operation",
    Severity.ERROR,
    "An operation can't be called from a client",
    why="Something that the request needs can't be expressed; leaving the operation out in silence would be worse.",
    broken="paths:\n  /items:\n    additionalOperations:\n      'NOT A METHOD': {responses: {}}\n",
    fixed="paths:\n  /items:\n    additionalOperations:\n      COPY: {responses: {}}\n",
    help="Correct what the message names.",
)
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+\Z")  # RFC 9110 §9.1
_STREAMED = frozenset([BodyKind.EVENTS, BodyKind.LINES])
_TEXTUAL = frozenset([BodyKind.TEXT, BodyKind.XML])


@dataclass(frozen=True, slots=True)
class Argument:
    """A keyword argument: ``default`` is empty for required ones."""

    name: str
    annotation: str
    required: bool
    doc: str


@dataclass(frozen=True, slots=True)
class Method:
    """One operation in a resource. ``constant`` is the name of its wire description, ``values`` the tuple of its arguments."""

    name: str
    constant: str
    table: tuple[str, ...]
    arguments: tuple[Argument, ...]
    has_body: bool
    values: str
    returns: str
    summary: str
    doc: str
    iterator: str = ""
    item: str = "Any"
    stream: str = ""
    stream_item: str = "Any"
    only_stream: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """One module of resources: the operations of a tag."""

    attribute: str
    class_name: str
    doc: str
    methods: tuple[Method, ...]
    imports: frozenset[str]


class MethodBuilder:
    """Builds the resources of an API."""

    def __init__(self, api: Api, names: PythonNames, models: dict[str, Model]) -> None:
        self._api = api
        self._names = names
        self._models = models
        self._operations = {operation.id: operation for operation in api.operations}
        self._certificates = {one.id for one in api.security_schemes if one.kind is SchemeKind.MUTUAL_TLS}
        self._stated = bool(api.security) or any(operation.security for operation in api.operations)
        self.diagnostics: list[Diagnostic] = []

    def resource(self, tag: Tag) -> Resource:
        """The resource of a tag."""
        attribute, class_name = self._names.groups[tag.slug]
        taken = {self._names.methods[one] for one in tag.operations}
        types = PythonTypes(self._names, self._models, "models.", frozenset(taken & ANNOTATED))
        methods = [
            self._method(self._operations[one], types)
            for one in tag.operations
            if self._callable(self._operations[one])
        ]
        title = tag.display_name or tag.name
        doc = escape.docstring(f"{title}: {tag.description}" if tag.description else title, "    ") or class_name
        return Resource(attribute, class_name, doc, tuple(methods), frozenset(types.used))

    def _callable(self, operation: Operation) -> bool:
        if _TOKEN.match(operation.method):
            return True
        place = operation.sources[0] if operation.sources else None
        self.diagnostics.append(
            Diagnostic.of(
                UNCALLABLE,
                f"'{operation.id}' has the method {operation.method!r}, which HTTP can't send",
                file=place.file if place else "",
                pointer=place.pointer if place else operation.pointer,
            )
        )
        return False

    def _method(self, operation: Operation, types: PythonTypes) -> Method:
        name = self._names.methods[operation.id]
        parameters = [one for one in operation.parameters if one.fixed is None]
        arguments = [self._argument(operation, one, types) for one in parameters]
        values = "".join(f"{argument.name}, " for argument in arguments).rstrip()
        if operation.body is not None:
            arguments.append(self._body(operation.body, types))
        answers = _answers(operation)
        streamed = [media for _, media in answers if media.kind in _STREAMED and _successful(operation, media)]
        pagination = operation.pagination
        arguments.sort(key=lambda argument: not argument.required)
        item_type = types.annotation(pagination.item_type) if pagination is not None else "Any"
        returns = self._returns(operation, types)
        return Method(
            name=name,
            constant=f"_{name.upper()}",
            table=self._table(operation, parameters, types),
            arguments=tuple(arguments),
            has_body=operation.body is not None,
            values=f"({values})" if values else "()",
            returns=returns,
            summary=escape.docstring(operation.summary or f"{operation.method.upper()} {operation.path}", "        "),
            doc=self._doc(operation, arguments),
            iterator=self._names.iterators.get(operation.id, ""),
            item=item_type,
            stream=self._names.streams.get(operation.id, ""),
            stream_item=types.annotation(streamed[0].type) if streamed else "Any",
            only_stream=bool(streamed) and returns == "None",
        )

    def _argument(self, operation: Operation, parameter: Parameter, types: PythonTypes) -> Argument:
        annotation = types.annotation(parameter.type, given=True)
        if parameter.nullable or not parameter.required:
            annotation = _optional(annotation)
        return Argument(
            name=argument_name(self._names, operation, parameter),
            annotation=annotation,
            required=parameter.required,
            doc=escape.docstring(_one_paragraph(parameter.description), "                "),
        )

    def _body(self, body: Body, types: PythonTypes) -> Argument:
        ordered = _preferred_first(body)
        kinds = dict.fromkeys(part for media in ordered for part in split_union(self._body_annotation(media, types)))
        annotation = " | ".join(_plain_parts(kinds))
        doc = escape.docstring(_one_paragraph(body.description) or f"The body, {ordered[0].name}", "                ")
        return Argument("body", annotation if body.required else _optional(annotation), body.required, doc)

    def _body_annotation(self, media: MediaType, types: PythonTypes) -> str:
        if media.kind in {BodyKind.TEXT, BodyKind.XML}:
            return types.annotation(Primitive(Kind.STRING)) + " | " + types.builtin("bytes")
        if media.kind is BodyKind.BINARY:
            types.used.add("FileContent")
            return "FileContent"
        if media.kind in _STREAMED:
            return f"{types.use('Sequence')}[{types.annotation(media.type, given=True)}]"
        return types.annotation(media.type, given=True)

    def _returns(self, operation: Operation, types: PythonTypes) -> str:
        found: dict[str, None] = {}
        for response in _successes(operation):
            plain = [media for media in response.media_types if media.kind not in _STREAMED]
            if not plain:
                found["None"] = None
            for media in plain:
                found[_read_annotation(media, types)] = None
        parts = dict.fromkeys(part for one in found for part in split_union(one))
        if "None" in parts:
            parts.pop("None")
            parts["None"] = None
        return " | ".join(_plain_parts(parts)) or "None"

    def _doc(self, operation: Operation, arguments: list[Argument]) -> str:
        lines = [operation.summary or f"{operation.method.upper()} {operation.path}"]
        if operation.description and operation.description.strip() != operation.summary.strip():
            lines += ["", operation.description]
        doc = escape.docstring("\n".join(lines), "        ")
        if operation.deprecated:
            doc += "\n\n        Deprecated."
        described = [argument for argument in arguments if argument.doc]
        if described:
            doc += "\n\n        Args:\n" + "\n".join(f"            {one.name}: {one.doc}" for one in described)
        return doc

    def _table(self, operation: Operation, parameters: list[Parameter], types: PythonTypes) -> tuple[str, ...]:
        """The arguments of the constant that describes an operation on the wire."""
        rows = [f"id={escape.string(operation.id)}", f"method={escape.string(operation.method.upper())}"]
        rows.append(f"path={escape.string(operation.path)}")
        if operation.parameters:
            rows.append(f"params=({''.join(_param(one) + ', ' for one in operation.parameters).rstrip()})")
        if operation.body is not None:
            contents = "".join(_content(media) + ", " for media in _preferred_first(operation.body))
            rows.append(f"contents=({contents.rstrip()})")
        answers = "".join(
            f"Answer({escape.string(status)}, {escape.string(media.name)}, {escape.string(media.kind.value)}"
            f"{_comma(types.shape(media.type) if media.kind not in _TEXTUAL else 'None')}), "
            for status, media in _answers(operation)
        )
        if answers:
            rows.append(f"answers=({answers.rstrip()})")
        security = self._security(operation)
        if security:
            rows.append(f"security={security}")
        if operation.servers:
            rows.append(f"server={escape.string(operation.servers[0].resolved)}")
        if operation.pagination is not None:
            rows.append(f"paging={_paging(operation.pagination, parameters)}")
        for one in operation.parameters:
            if one.location is Location.HEADER and one.name.lower() in {"idempotency-key", "x-idempotency-key"}:
                rows.append(f"idempotency_header={escape.string(one.name)}")
        if operation.deprecated:
            rows.append("deprecated=True")
        rows.append("models=_MODELS")
        return tuple(rows)

    def _security(self, operation: Operation) -> str:
        if not self._stated:
            return ""
        groups = []
        for need in operation.security:
            inner = "".join(
                f"{escape.string(name)}, " for name, _ in need.schemes if name not in self._certificates
            ).rstrip()
            groups.append(f"({inner}), " if inner else "(), ")
        return f"({''.join(groups).rstrip()})"


def _comma(shape: str) -> str:
    return "" if shape == "None" else f", {shape}"


def _optional(annotation: str) -> str:
    return annotation if annotation.endswith("None") or annotation == "Any" else f"{annotation} | None"


def _plain_parts(parts: dict[str, None]) -> list[str]:
    """``Any`` swallows the rest of a union."""
    return ["Any"] if "Any" in parts else list(parts)


def _one_paragraph(text: str) -> str:
    return " ".join(text.split())


def _preferred_first(body: Body) -> list[MediaType]:
    first = body.media_types[body.preferred]
    return [first, *(media for media in body.media_types if media is not first)]


def _successes(operation: Operation) -> list[Response]:
    found = [response for response in operation.responses if response.success]
    return found or [response for response in operation.responses if response.status == "default"]


def _successful(operation: Operation, media: MediaType) -> bool:
    return any(media in response.media_types for response in _successes(operation))


def _answers(operation: Operation) -> list[tuple[str, MediaType]]:
    return [(response.status, media) for response in operation.responses for media in response.media_types]


def _read_annotation(media: MediaType, types: PythonTypes) -> str:
    if media.kind in _TEXTUAL:
        return types.annotation(Primitive(Kind.STRING))
    if media.kind is BodyKind.BINARY:
        return types.builtin("bytes")
    return types.annotation(media.type)


def _param(parameter: Parameter) -> str:
    parts = [escape.string(parameter.name), escape.string(parameter.location.value)]
    explode = parameter.style in {"form", "cookie"}
    if (parameter.style, parameter.explode) != ("form", True):
        parts.append(f"style={escape.string(parameter.style)}")
    if parameter.explode is not True or (explode and not parameter.explode):
        parts.append("explode=False")
    if parameter.content_type:
        parts.append(f"content_type={escape.string(parameter.content_type)}")
    if parameter.allow_reserved:
        parts.append("allow_reserved=True")
    if parameter.fixed is not None:
        value = json.loads(parameter.fixed)
        parts.append(f"fixed={_constant('' if value is None else value)}")
    return f"Param({', '.join(parts)})"


def _constant(value: object) -> str:
    """Decoded JSON as a Python expression."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{escape.string(str(key))}: {_constant(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_constant(item) for item in value) + "]"
    return escape.literal(value) if isinstance(value, str | int | float | bool | None) else "None"


def _content(media: MediaType) -> str:
    parts = [escape.string(media.name), escape.string(media.kind.value)]
    encodings: dict[str, str] = {}
    for field in media.fields:
        default = _default_content_type(field, media.kind)
        if default:
            encodings[field.name] = f'({escape.string(default)}, "form", True)'
    for one in media.encodings:
        stated = f"({escape.string(one.content_type)}, {escape.string(one.style)}, {one.explode})"
        encodings[one.property] = stated
    if encodings:
        parts.append("{" + ", ".join(f"{escape.string(name)}: {made}" for name, made in encodings.items()) + "}")
    return f"Content({', '.join(parts)})"


def _default_content_type(field: Field, kind: BodyKind) -> str:
    """Files travel as octets; everything else has the default of its Python type."""
    binary = field.type == Primitive(Kind.BINARY, "binary") or (
        isinstance(field.type, Primitive) and field.type.kind is Kind.BINARY
    )
    return "application/octet-stream" if binary and kind is BodyKind.MULTIPART else ""


def _paging(pagination: Pagination, parameters: list[Parameter]) -> str:
    query = [one.name if one.location is Location.QUERY else None for one in parameters]
    position = query.index(pagination.position) if pagination.position in query else -1
    size = query.index(pagination.size) if pagination.size in query else -1
    paths = [
        f"({''.join(escape.string(name) + ', ' for name in path).rstrip()})"
        for path in (pagination.items, pagination.next)
    ]
    kind = escape.string(pagination.kind.value)
    return f"Paging({kind}, {position}, {size}, {paths[0]}, {paths[1]}, {pagination.first})"
