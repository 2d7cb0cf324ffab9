"""Python as a target: what types look like, which names are taken, the name tables of one API."""

from __future__ import annotations

import builtins
import keyword
from dataclasses import dataclass, field

from specsmith.renderers.escaping import python as escape
from specsmith.renderers.targets.naming import NameTable, brand, name_words, pascal, snake
from specsmith.views.api import Api, Operation, Parameter, Tag
from specsmith.views.types import (
    Any_,
    Array,
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

_HARD = frozenset(keyword.kwlist)
ANNOTATED = frozenset(["list", "dict", "str", "int", "float", "bool", "bytes", "tuple", "dt", "object"])
_MODEL_ATTRIBUTES = _HARD | {
    "list",
    "dict",
    "str",
    "int",
    "float",
    "bool",
    "bytes",
    "tuple",
    "dt",
    "to_dict",
    "from_dict",
}
_MODULE_NAMES = frozenset(
    [
        "Any",
        "ClassVar",
        "File",
        "Literal",
        "Mapping",
        "Model",
        "None",
        "True",
        "False",
        "Sequence",
        "TypeAlias",
        "UNSET",
    ]
)
_RESOURCE_MODULE = _MODULE_NAMES | {
    "Answer", "AsyncClient", "AsyncIterator", "AsyncStream", "Content", "FileContent", "Iterator", "Operation", "Paging",
    "Param", "RequestHook", "RequestOptions", "ResponseHook", "Scheme", "Stream", "SyncClient",
}  # fmt: skip
_CLIENT_MODULE = _RESOURCE_MODULE | {
    "ApiConnectionError", "ApiError", "ApiTimeoutError", "AuthenticationError", "BadRequestError", "ClientError",
    "ConfigurationError", "ConflictError", "NotFoundError", "PermissionDeniedError", "RateLimitError", "RawResponse",
    "ServerError", "UnprocessableEntityError",
}  # fmt: skip
_ARGUMENTS = _HARD | {"self", "body", "request_options", "models"}
_METHODS = _HARD | {"self"}
_GROUPS = _HARD | {"call", "close", "pages", "stream", "streaming", "with_response", "self"}
_STDLIB_CLIENTS = frozenset(
    ["test", "tests", "httpx", "typing", "client", "json", "email", "http", "site", "code", "token"]
)
_PLAIN = {
    Kind.STRING: "str",
    Kind.INTEGER: "int",
    Kind.NUMBER: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "dt.date",
    Kind.DATE_TIME: "dt.datetime",
    Kind.TIME: "str",
    Kind.DURATION: "str",
    Kind.UUID: "str",
    Kind.BINARY: "File",
    Kind.BASE64: "bytes",
}
_SHAPES = {Kind.DATE: '"@date"', Kind.DATE_TIME: '"@datetime"', Kind.BASE64: '"@bytes"'}


@dataclass(frozen=True, slots=True)
class PythonNames:
    """All names of the package of one API, decided once: client, docs and README use the same table.

    ``groups``: tag slug → (attribute, class); ``methods``: operation id → name; ``arguments``: (operation id,
    location, wire name) → name; ``fields``: model id → wire name → attribute.
    """

    package: str
    client: str
    groups: dict[str, tuple[str, str]]
    methods: dict[str, str]
    iterators: dict[str, str]
    streams: dict[str, str]
    arguments: dict[tuple[str, str, str], str]
    models: dict[str, str]
    fields: dict[str, dict[str, str]]
    webhooks: dict[str, str]


def python_names(api: Api, package: str = "", client: str = "") -> PythonNames:
    """The name tables of an API. ``package`` and ``client`` (class name) override what the title gives.

    >>> names = python_names(Api(slug="mail", title="The Mail API", version="1"))
    >>> names.package, names.client
    ('mail', 'Mail')
    """
    made = client or brand(api.title or api.slug)
    if made in _CLIENT_MODULE or f"Async{made}" in _CLIENT_MODULE or made.endswith("Error"):
        made = f"{made}Api"
    module = package or snake(made)
    if not package and (module in _HARD or module in _STDLIB_CLIENTS or hasattr(builtins, module)):
        module = f"{module}_api"
    groups, methods, iterators, streams = {}, {}, {}, {}
    attributes, classes = (
        NameTable(_GROUPS),
        NameTable(_RESOURCE_MODULE | {made, f"Async{made}"}, suffix="Resource", separator=""),
    )
    by_id = {operation.id: operation for operation in api.operations}
    for tag in api.tags:
        if tag.operations:
            groups[tag.slug] = (attributes.take(_group_name(tag)), _resource_class(classes, tag))
            table = NameTable(_METHODS)
            for one in tag.operations:
                methods[one] = table.take(_method_name(by_id[one]))
            for one in tag.operations:
                if by_id[one].pagination is not None:
                    iterators[one] = table.take(f"iter_{methods[one]}")
                if by_id[one].streaming:
                    streams[one] = table.take(f"stream_{methods[one]}")
    return PythonNames(
        package=module,
        client=made,
        groups=groups,
        methods=methods,
        iterators=iterators,
        streams=streams,
        arguments=_arguments(api.operations),
        models=_model_names(api.models, made),
        fields={model.id: _field_names(model) for model in api.models if model.shape is ModelShape.OBJECT},
        webhooks=_webhook_names(api),
    )


def _webhook_names(api: Api) -> dict[str, str]:
    table = NameTable(_HARD)
    return {one.operation.id: table.take(f"parse_{snake(one.name)}") for one in api.webhooks}


def _group_name(tag: Tag) -> str:
    return snake(tag.name if name_words(tag.name) else tag.slug)


def _resource_class(classes: NameTable, tag: Tag) -> str:
    """A class name whose asynchronous twin is free too."""
    wanted = pascal(tag.name if name_words(tag.name) else tag.slug)
    made = classes.take(wanted)
    while f"Async{made}" in classes:
        made = classes.take(f"{wanted}Resource")
    classes.take(f"Async{made}")
    return made


def _method_name(operation: Operation) -> str:
    """The operation id without what the group says already (``users/get`` in ``users``)."""
    name = operation.name
    prefix, slash, rest = name.partition("/")
    if slash and operation.tags and snake(prefix) == snake(operation.tags[0]) and name_words(rest):
        name = rest
    return snake(name)


def _arguments(operations: tuple[Operation, ...]) -> dict[tuple[str, str, str], str]:
    found = {}
    for operation in operations:
        table = NameTable(_ARGUMENTS)
        for parameter in operation.parameters:
            if parameter.fixed is None:
                found[(operation.id, parameter.location.value, parameter.name)] = table.take(snake(parameter.name))
    return found


def _model_names(models: tuple[Model, ...], client: str) -> dict[str, str]:
    table = NameTable(_MODULE_NAMES | {client}, suffix="Model", separator="")
    return {model.id: table.take(pascal(model.id)) for model in models}


def _field_names(model: Model) -> dict[str, str]:
    table = NameTable(_MODEL_ATTRIBUTES)
    return {one.name: table.take(snake(one.name)) for one in model.fields}


def argument_name(names: PythonNames, operation: Operation, parameter: Parameter) -> str:
    """The argument that carries a parameter."""
    return names.arguments[(operation.id, parameter.location.value, parameter.name)]


@dataclass(slots=True)
class PythonTypes:
    """Prints types. ``prefix`` stands before model names (``models.``); ``used`` collects the names that need an import."""

    names: PythonNames
    models: dict[str, Model]
    prefix: str = ""
    shadowed: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)

    def builtin(self, name: str) -> str:
        """A builtin, by a longer name where a method of the class has taken its own."""
        if name in self.shadowed:
            self.used.add("builtins")
            return f"builtins.{name}"
        return name

    def use(self, name: str) -> str:
        """A name that needs an import."""
        self.used.add(name.partition(".")[0])
        return name

    def annotation(self, found: TypeRef, *, given: bool = False, seen: tuple[str, ...] = ()) -> str:
        """The annotation of a type; ``given``: of a value that callers pass, where plain mappings do as well."""
        match found:
            case Primitive(kind=kind):
                plain = _PLAIN[kind]
                return self.use(plain) if plain[:3] == "dt." or plain == "File" else self.builtin(plain)
            case Literal():
                return self._literal(found)
            case Array(items=items):
                outer = self.use("Sequence") if given else self.builtin("list")
                return f"{outer}[{self.annotation(items, given=given, seen=seen)}]"
            case Tuple():
                return self._tuple(found, given, seen)
            case Map(values=values):
                outer = self.use("Mapping") if given else self.builtin("dict")
                return f"{outer}[{self.builtin('str')}, {self.annotation(values, given=given, seen=seen)}]"
            case Named(id=name):
                return self._named(name, given, seen)
            case Union(members=members):
                return self._members(members, given, seen)
            case Null():
                return "None"
            case Any_() | Never():
                return self.use("Any")

    def _members(self, members: tuple[TypeRef, ...], given: bool, seen: tuple[str, ...]) -> str:
        literals = [one for one in members if isinstance(one, Literal)]
        values = tuple(value for one in literals for value in one.values)
        printed: dict[str, None] = {}
        for one in members:
            shown = Literal(values) if isinstance(one, Literal) else one  # literals of a union are one literal
            for part in split_union(self.annotation(shown, given=given, seen=seen)):
                printed[part] = None
        if "Any" in printed:
            return "Any"
        if "None" in printed:
            printed["None"] = printed.pop("None")
        return " | ".join(printed)

    def _tuple(self, found: Tuple, given: bool, seen: tuple[str, ...]) -> str:
        inner = [self.annotation(one, given=given, seen=seen) for one in found.items]
        if isinstance(found.rest, Never):
            return f"{self.builtin('tuple')}[{', '.join(inner)}]"
        return f"{self.use('Sequence') if given else self.builtin('list')}[{self.use('Any')}]"

    def _named(self, name: str, given: bool, seen: tuple[str, ...]) -> str:
        model = self.models.get(name)
        if model is None:
            return self.use("Any")
        if given and name not in seen and len(seen) < 8 and model.shape is ModelShape.ALIAS:
            return self.annotation(model.type, given=True, seen=(*seen, name))
        if self.prefix:
            self.used.add("models")
        made = f"{self.prefix}{self.names.models[name]}"
        if model.shape is ModelShape.OBJECT and model.discriminator is not None:
            made = " | ".join(dict.fromkeys([made, *(f"{self.prefix}{name}" for _, name in self._variants(model))]))
        if given and model.shape is ModelShape.OBJECT:
            return f"{made} | {self.use('Mapping')}[{self.builtin('str')}, {self.use('Any')}]"
        return made

    def _variants(self, model: Model) -> list[tuple[str, str]]:
        """(value, class) of the models that a parent's discriminator chooses among."""
        assert model.discriminator is not None
        return [
            (value, self.names.models[one]) for value, one in model.discriminator.mapping if one in self.names.models
        ]

    def _literal(self, found: Literal) -> str:
        if any(isinstance(value, float) for value in found.values):  # typing has no literal floats
            kinds = {self.builtin("float" if isinstance(v, int | float) else "str"): None for v in found.values}
            return " | ".join(kinds)
        return f"{self.use('Literal')}[{', '.join(escape.literal(value) for value in found.values)}]"

    def shape(self, found: TypeRef) -> str:
        """The constant that tells the run-time how to decode a type: ``None`` where JSON is what is wanted already."""
        match found:
            case Primitive(kind=kind):
                return _SHAPES.get(kind, "None")
            case Array(items=items):
                return self._wrapped("list", items)
            case Map(values=values):
                return self._wrapped("map", values)
            case Tuple(items=items, rest=Never()):
                inner = [self.shape(one) for one in items]
                return f'("tuple", ({", ".join(inner)},))'
            case Named(id=name):
                model = self.models.get(name)
                if model is None or (model.shape is not ModelShape.OBJECT and self._identical(model.type, (name,))):
                    return "None"
                made = escape.string(self.names.models[name])
                if model.shape is ModelShape.OBJECT and model.discriminator is not None and self._variants(model):
                    return self._chosen(f"({made},)", model.discriminator.property, self._variants(model))
                return made
            case Union():
                return self._union(found)
        return "None"

    def _identical(self, found: TypeRef, seen: tuple[str, ...]) -> bool:
        """Whether values of a type are what JSON gives already."""
        match found:
            case Primitive(kind=kind):
                return kind not in _SHAPES
            case Array(items=inner) | Map(values=inner):
                return self._identical(inner, seen)
            case Tuple(rest=Never()):
                return False
            case Union(members=members):
                return all(self._identical(one, seen) for one in members)
            case Named(id=name):
                model = self.models.get(name)
                if model is None or name in seen:
                    return True
                return model.shape is not ModelShape.OBJECT and self._identical(model.type, (*seen, name))
        return True

    def _wrapped(self, kind: str, inner: TypeRef) -> str:
        made = self.shape(inner)
        return "None" if made == "None" else f'("{kind}", {made})'

    def _union(self, found: Union) -> str:
        if self._identical(found, ()):
            return "None"
        members = [made for made in (self.shape(one) for one in found.members) if made != "None"]
        if len(members) == 1 and len(found.members) == 1 + (Null() in found.members):
            return members[0]
        listed = f"({', '.join(dict.fromkeys(members))},)"
        if found.discriminator is None or not found.discriminator.mapping:
            return f'("one", {listed})'
        mapping = [
            (value, self.names.models[one]) for value, one in found.discriminator.mapping if one in self.names.models
        ]
        return self._chosen(listed, found.discriminator.property, mapping)

    def _chosen(self, members: str, name: str, mapping: list[tuple[str, str]]) -> str:
        pairs = "".join(f"({escape.string(value)}, {escape.string(one)}), " for value, one in mapping).rstrip()
        return f'("one", {members}, {escape.string(name)}, ({pairs}))'


def split_union(annotation: str) -> list[str]:
    """The members of a printed union at its outermost level.

    >>> split_union('list[int | str] | Literal["a | b"] | None')
    ['list[int | str]', 'Literal["a | b"]', 'None']
    """
    parts, depth, quoted, start, index = [], 0, False, 0, 0
    while index < len(annotation):
        char = annotation[index]
        if quoted:
            if char == "\\":
                index += 1
            elif char == '"':
                quoted = False
        elif char == '"':
            quoted = True
        elif char in "[(":
            depth += 1
        elif char in "])":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(annotation[start:index].strip())
            start = index + 1
        index += 1
    return [*parts, annotation[start:].strip()]
