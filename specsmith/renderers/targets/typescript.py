"""TypeScript as a target: which names are taken, and the name tables of one API."""

from __future__ import annotations

from dataclasses import dataclass

from specsmith.renderers.targets.naming import NameTable, brand, camel, name_words, pascal, snake
from specsmith.renderers.targets.typescript_variants import Variants, variants_of
from specsmith.views.api import Api, Operation, Parameter, Tag

_OBJECT = frozenset(
    [
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
        "then", "__proto__",
    ]
)  # fmt: skip
_GLOBALS = frozenset(
    [
        "AbortSignal", "Array", "ArrayBuffer", "AsyncGenerator", "AsyncIterable", "Awaited", "BigInt", "Blob", "Boolean",
        "Date", "Error", "Exclude", "Extract", "File", "FormData", "Function", "Headers", "Infinity", "Intl", "Iterable",
        "JSON", "Map", "Math", "NaN", "Number", "Object", "Omit", "Partial", "Pick", "Promise", "Proxy", "ReadableStream",
        "Readonly", "ReadonlyArray", "Record", "Reflect", "RegExp", "Request", "Required", "Response", "Set", "String",
        "Symbol", "URL", "Uint8Array", "WeakMap", "WeakSet",
    ]
)  # fmt: skip
RUNTIME_VALUES = {
    "core": ("Core",),
    "errors": (
        "ApiAbortError", "ApiConnectionError", "ApiError", "ApiTimeoutError", "AuthenticationError", "BadRequestError",
        "ClientError", "ConfigurationError", "ConflictError", "NotFoundError", "PermissionDeniedError", "RateLimitError",
        "ServerError", "UnprocessableEntityError",
    ),
    "paging": ("paginate",),
    "promise": ("ApiPromise",),
    "stream": ("Stream",),
}  # fmt: skip
RUNTIME_TYPES = {
    "auth": ("Token",),
    "bodies": ("FileContent", "FileInput", "NamedFile", "RawBody"),
    "core": ("CoreOptions", "OutgoingRequest", "RequestHook", "ResponseHook"),
    "log": ("Logger",),
    "operation": ("Paging", "RequestOptions"),
    "paging": ("PageCall",),
    "promise": ("Answered", "Outcome"),
    "stream": ("ServerEvent",),
}
_EXPORTS = frozenset(
    name for table in (RUNTIME_VALUES, RUNTIME_TYPES) for names in table.values() for name in names
) | {"Operation", "Webhooks"}
_ARGUMENTS = _OBJECT | {"body"}
_GROUPS = _OBJECT | {"core"}
_MODULES = frozenset(["con", "prn", "aux", "nul", "index"])
_BUILTIN_PACKAGES = frozenset(
    ["assert", "buffer", "client", "cluster", "console", "constants", "crypto", "dgram", "dns", "domain", "events", "fs", "http",
     "https", "module", "net", "os", "path", "process", "punycode", "querystring", "readline", "repl", "stream", "test",
     "timers", "tls", "tty", "url", "util", "vm", "zlib"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeScriptNames:
    """All names of the package of one API, decided once: client, docs and README use the same table.

    ``groups``: tag slug → (attribute, class, module); ``methods``, ``iterators``, ``streams``, ``params``: operation id →
    name; ``arguments``: (operation id, location, wire name) → property; ``models``: model id → type that is received (or
    the only one), ``inputs``: model id → type that is sent; ``webhooks``: operation id → (parser, payload type).
    """

    package: str
    client: str
    groups: dict[str, tuple[str, str, str]]
    methods: dict[str, str]
    iterators: dict[str, str]
    streams: dict[str, str]
    params: dict[str, str]
    arguments: dict[tuple[str, str, str], str]
    models: dict[str, str]
    inputs: dict[str, str]
    webhooks: dict[str, tuple[str, str]]
    variants: Variants


def typescript_names(api: Api, package: str = "", client: str = "") -> TypeScriptNames:
    """The name tables of an API. ``package`` (npm name) and ``client`` (class name) override what the title gives.

    >>> names = typescript_names(Api(slug="mail", title="The Mail API", version="1"))
    >>> names.package, names.client
    ('mail', 'Mail')
    """
    said = brand(api.title or api.slug)
    made = client or (f"{said}Client" if said in _GLOBALS | _EXPORTS else said)
    types = NameTable(_GLOBALS | _EXPORTS | {made, f"{made}Options"}, suffix="Model", separator="")
    variants = variants_of(api)
    models = {model.id: types.take(pascal(model.id)) for model in api.models}
    inputs = {one: types.take(f"{name}Input") if one in variants.split else name for one, name in models.items()}
    groups = _groups(api.tags, types)
    by_id = {operation.id: operation for operation in api.operations}
    methods, iterators, streams, params = {}, {}, {}, {}
    for tag in api.tags:
        table = NameTable(_OBJECT)
        for one in tag.operations:
            methods[one] = table.take(_method_name(by_id[one]))
        for one in tag.operations:
            if by_id[one].pagination is not None:
                iterators[one] = table.take(camel(f"iter_{methods[one]}"))
            if by_id[one].streaming:
                streams[one] = table.take(camel(f"stream_{methods[one]}"))
            if _has_arguments(by_id[one]):
                params[one] = _params_name(types, groups[tag.slug][1], methods[one])
    return TypeScriptNames(
        package=package or _package(client or said),
        client=made,
        groups=groups,
        methods=methods,
        iterators=iterators,
        streams=streams,
        params=params,
        arguments=_arguments(api.operations),
        models=models,
        inputs=inputs,
        webhooks=_webhooks(api, types),
        variants=variants,
    )


def _package(client: str) -> str:
    made = snake(client).replace("_", "-")
    return f"{made}-api" if made in _BUILTIN_PACKAGES else made


def _groups(tags: tuple[Tag, ...], types: NameTable) -> dict[str, tuple[str, str, str]]:
    attributes, modules = NameTable(_GROUPS), NameTable(_MODULES, suffix="-api", separator="-")
    groups = {}
    for tag in tags:
        if tag.operations:
            name = tag.name if name_words(tag.name) else tag.slug
            plain = pascal(name)
            kind = types.take(plain if plain not in types else f"{plain}Resource")
            groups[tag.slug] = (attributes.take(camel(name)), kind, modules.take(snake(name).replace("_", "-")))
    return groups


def _params_name(types: NameTable, group: str, method: str) -> str:
    name = f"{pascal(method)}Params"
    return types.take(name if name not in types else f"{group}{name}")


def _method_name(operation: Operation) -> str:
    """The operation id without what the group says already (``users/get`` in ``users``)."""
    name = operation.name
    prefix, _, rest = name.partition("/")
    if operation.tags and snake(prefix) == snake(operation.tags[0]) and name_words(rest):
        name = rest
    return camel(name)


def _has_arguments(operation: Operation) -> bool:
    return operation.body is not None or any(one.fixed is None for one in operation.parameters)


def _arguments(operations: tuple[Operation, ...]) -> dict[tuple[str, str, str], str]:
    found = {}
    for operation in operations:
        table = NameTable(_ARGUMENTS)
        for parameter in operation.parameters:
            if parameter.fixed is None:
                found[(operation.id, parameter.location.value, parameter.name)] = table.take(camel(parameter.name))
    return found


def _webhooks(api: Api, types: NameTable) -> dict[str, tuple[str, str]]:
    parsers = NameTable(_OBJECT | {"createCore", "paginate"})
    return {
        one.operation.id: (parsers.take(camel(f"parse_{one.name}")), types.take(f"{pascal(one.name)}Payload"))
        for one in api.webhooks
    }


def argument_name(names: TypeScriptNames, operation: Operation, parameter: Parameter) -> str:
    """The property that carries a parameter."""
    return names.arguments[(operation.id, parameter.location.value, parameter.name)]
