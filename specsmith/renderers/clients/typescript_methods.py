"""Operations → methods of resource classes: everything the template of a resource prints, decided and escaped here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.renderers.clients.typescript_models import Property, doc_comment
from specsmith.renderers.clients.typescript_wire import preferred_first, wire_table
from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.targets.typescript import TypeScriptNames, argument_name
from specsmith.renderers.targets.typescript_types import TypeScriptTypes, with_null
from specsmith.views.api import Api, Body, BodyKind, MediaType, Operation, Parameter, Response, SchemeKind, Tag
from specsmith.views.types import Model

UNCALLABLE = Code(
    "SS0760",
    "typescript-uncallable-operation",
    Severity.ERROR,
    "An operation can't be called from a TypeScript client",
    why="Something that the request needs can't be expressed; leaving the operation out in silence would be worse.",
    broken="paths:\n  /items:\n    additionalOperations:\n      'NOT A METHOD': {responses: {}}\n",
    fixed="paths:\n  /items:\n    additionalOperations:\n      COPY: {responses: {}}\n",
    help="Correct what the message names.",
)
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+\Z")  # RFC 9110 §9.1
_STREAMED = frozenset([BodyKind.EVENTS, BodyKind.LINES])
_TEXTUAL = frozenset([BodyKind.TEXT, BodyKind.XML])


@dataclass(frozen=True, slots=True)
class Method:
    """One operation in a resource. ``params`` is the interface of its arguments, empty when there are none."""

    name: str
    table: tuple[str, ...]
    params: str
    properties: tuple[Property, ...]
    optional: bool
    returns: str
    doc: str
    brief: str
    iterator: str = ""
    item: str = "unknown"
    stream: str = ""
    streamed: str = "unknown"
    only_stream: bool = False

    @property
    def signature(self) -> str:
        """The parameter list of the method."""
        if not self.params:
            return "options?: RequestOptions"
        return f"params: {self.params}{' = {}' if self.optional else ''}, options?: RequestOptions"

    @property
    def passed(self) -> str:
        """The arguments that the core is called with."""
        return f"{self.name}Operation, {'params' if self.params else '{}'}, options"


@dataclass(frozen=True, slots=True)
class Resource:
    """One module of resources: the operations of a tag."""

    attribute: str
    class_name: str
    module: str
    doc: str
    methods: tuple[Method, ...]
    imports: frozenset[str]


class MethodBuilder:
    """Builds the resources of an API."""

    def __init__(self, api: Api, names: TypeScriptNames, models: dict[str, Model]) -> None:
        self._names = names
        self._types = TypeScriptTypes(names, models, "models.")
        self._operations = {operation.id: operation for operation in api.operations}
        self._certificates = frozenset(one.id for one in api.security_schemes if one.kind is SchemeKind.MUTUAL_TLS)
        self._stated = bool(api.security) or any(operation.security for operation in api.operations)
        self.diagnostics: list[Diagnostic] = []

    def resource(self, tag: Tag) -> Resource:
        """The resource of a tag."""
        attribute, class_name, module = self._names.groups[tag.slug]
        self._types.used.clear()
        found = [self._operations[one] for one in tag.operations]
        methods = tuple(self._method(one) for one in found if self._callable(one))
        title = tag.display_name or tag.name
        doc = doc_comment(f"{title}: {tag.description}" if tag.description else title)
        return Resource(attribute, class_name, module, doc, methods, frozenset(self._types.used))

    def _callable(self, operation: Operation) -> bool:
        method = operation.method.upper()
        if _TOKEN.match(method) and method != "CONNECT":
            return True
        place = operation.sources[0] if operation.sources else None
        self.diagnostics.append(
            Diagnostic.of(
                UNCALLABLE,
                f"'{operation.id}' has the method {operation.method!r}, which no HTTP client of JavaScript sends",
                file=place.file if place else "",
                pointer=place.pointer if place else operation.pointer,
            )
        )
        return False

    def _method(self, operation: Operation) -> Method:
        types = self._types
        properties = [self._argument(operation, one) for one in operation.parameters if one.fixed is None]
        if operation.body is not None:
            properties.append(self._body(operation.body))
        properties.sort(key=lambda one: one.optional)
        streamed = [one for answer in _successes(operation) for one in answer.media_types if one.kind in _STREAMED]
        success = self._success(operation)
        errors = self._errors(operation)
        stream = self._names.streams.get(operation.id, "")
        name = self._names.methods[operation.id]
        streamed_type = types.read(streamed[0].type) if streamed else "unknown"
        only_stream = bool(streamed) and success == "void" and bool(stream)
        title = operation.summary or f"{operation.method.upper()} {operation.path}"
        said = operation.description.strip()
        text = f"{title}\n\n{said}" if said and said != operation.summary.strip() else title
        return Method(
            name=name,
            table=wire_table(operation, self._names, self._certificates if self._stated else None),
            params=self._names.params.get(operation.id, ""),
            properties=tuple(properties),
            optional=all(one.optional for one in properties),
            returns=f"ApiPromise<{success}{errors}>",
            doc=doc_comment(text, operation.deprecated, "  "),
            brief=doc_comment(title, operation.deprecated, "  "),
            iterator=self._names.iterators.get(operation.id, ""),
            item=types.read(operation.pagination.item_type) if operation.pagination is not None else "unknown",
            stream=stream,
            streamed=f"ApiPromise<Stream<{streamed_type}>{errors}>",
            only_stream=only_stream,
        )

    def _argument(self, operation: Operation, parameter: Parameter) -> Property:
        printed = self._types.given(parameter.type)
        if parameter.nullable:
            printed = with_null(printed)
        name = argument_name(self._names, operation, parameter)
        doc = doc_comment(parameter.description, parameter.deprecated, "  ")
        return Property(escape.identifier(name), printed, not parameter.required, doc)

    def _body(self, body: Body) -> Property:
        ordered = preferred_first(body)
        kinds = dict.fromkeys(self._body_type(media) for media in ordered)
        printed = "unknown" if "unknown" in kinds or not kinds else " | ".join(kinds)
        text = body.description or f"The body, {ordered[0].name}"
        return Property("body", printed, not body.required, doc_comment(text, False, "  "))

    def _body_type(self, media: MediaType) -> str:
        if media.kind in _TEXTUAL or media.kind is BodyKind.BINARY:
            self._types.used.add("RawBody")
            return "RawBody"
        if media.kind in _STREAMED:
            return f"ReadonlyArray<{self._types.given(media.type)}>"
        return self._types.given(media.type)

    def _success(self, operation: Operation) -> str:
        """What a good answer holds; a stream is another method's matter."""
        if operation.method.upper() == "HEAD":
            return "void"
        found: dict[str, None] = {}
        for response in _successes(operation):
            plain = [media for media in response.media_types if media.kind not in _STREAMED]
            if not plain:
                found["undefined"] = None
            for media in plain:
                found[self._read(media)] = None
        if "unknown" in found:
            return "unknown"
        return " | ".join(found) if set(found) - {"undefined"} else "void"

    def _read(self, media: MediaType) -> str:
        if media.kind in _TEXTUAL:
            return "string"
        return "Blob" if media.kind is BodyKind.BINARY else self._types.read(media.type)

    def _errors(self, operation: Operation) -> str:
        """The bodies of errors by status, as the second type argument of the promise."""
        good = [one.status for one in _successes(operation)]
        rows: dict[str, str] = {}
        for response in operation.responses:
            printed = dict.fromkeys(self._read(media) for media in response.media_types)
            if response.status in good or not printed or "unknown" in printed:
                continue
            key = response.status if re.fullmatch(r"[1-9][0-9]{2}", response.status) else escape.string(response.status)
            rows[key] = " | ".join(printed)
        return ", { " + "; ".join(f"{key}: {shown}" for key, shown in rows.items()) + " }" if rows else ""


def _successes(operation: Operation) -> list[Response]:
    found = [response for response in operation.responses if response.success]
    return found or [response for response in operation.responses if response.status == "default"]
