"""The Python client of an API: a typed package over httpx, from ``templates/python``."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment

from specsmith.renderers.clients.options import ClientOptions
from specsmith.renderers.clients.python_credentials import PythonCredentials, python_credentials
from specsmith.renderers.clients.python_errors import KNOWN, build_errors
from specsmith.renderers.clients.python_methods import MethodBuilder, Resource
from specsmith.renderers.clients.python_models_files import models_files
from specsmith.renderers.clients.python_samples import imports_of, python_sample, sample_call
from specsmith.renderers.environment import asset, make_environment
from specsmith.renderers.escaping import python as escape
from specsmith.renderers.rendered import Rendered
from specsmith.renderers.targets.naming import snake
from specsmith.renderers.targets.python import PythonNames, PythonTypes, argument_name, python_names
from specsmith.renderers.targets.python_imports import exported, import_line, lines_of, names_used
from specsmith.views.api import Api, Operation, Tag
from specsmith.views.types import ANY, Model

RUNTIME = (
    "__init__", "async_client", "auth", "bodies", "core", "errors", "log", "model", "operation", "retries", "serialize",
    "sse", "sync_client",
)  # fmt: skip
_SUMMARY = 120
_ERRORS = (
    "ApiConnectionError", "ApiError", "ApiTimeoutError", "ClientError", "ConfigurationError", "ServerError", *KNOWN.values(),
)  # fmt: skip
_VERSION = re.compile(r"[vV]?([0-9]+(?:\.[0-9]+){0,3})\Z")


def render_client_python(api: Api, options: ClientOptions) -> Rendered:
    """The files of the client package of ``api``, and a diagnostic for every operation that could not be made callable."""
    names = python_names(api, options.package, options.client)
    models = {model.id: model for model in api.models}
    builder = MethodBuilder(api, names, models)
    resources = [builder.resource(tag) for tag in api.tags if tag.operations]
    writer = _Writer(api, options, names, models, resources)
    return Rendered(writer.files(), tuple(builder.diagnostics))


class _Writer:
    """Renders the templates, in a fixed order."""

    def __init__(
        self, api: Api, options: ClientOptions, names: PythonNames, models: dict[str, Model], resources: list[Resource]
    ) -> None:
        self._api = api
        self._names = names
        self._models = models
        self._resources = resources
        self._credentials: PythonCredentials = python_credentials(api, names.client)
        self._error_types = PythonTypes(names, models, "models.")
        self._errors = build_errors(api, self._error_types)
        self._version = options.version or _version(api.version)
        self._environment: Environment = make_environment("python", options.templates, autoescape=False)
        title = escape.docstring(api.title or names.client).replace("\n", " ")
        self._notice = f'"""{title}. Generated from the description of the API; changes are lost."""\n'

    def _render(self, template: str, **values: Any) -> str:
        text = self._environment.get_template(template).render(
            notice=self._notice, names=self._names, package=self._names.package, credentials=self._credentials, **values
        )
        return text.rstrip("\n") + "\n"

    def files(self) -> dict[str, str]:
        """All files of the package, by path."""
        package = self._names.package
        files = {
            "README.md": self._readme(),
            "pyproject.toml": self._pyproject(),
            f"{package}/__init__.py": self._init(),
            f"{package}/py.typed": "",
            f"{package}/client.py": self._client(),
            **{
                f"{package}/{name}": text
                for name, text in models_files(self._render, self._api.models, self._names).items()
            },
            f"{package}/resources/__init__.py": '"""Operations, a module for each tag."""\n',
        }
        if self._errors:
            files[f"{package}/errors.py"] = self._errors_module()
        for resource in self._resources:
            files[f"{package}/resources/{resource.attribute}.py"] = self._resource(resource)
        if self._api.webhooks:
            files[f"{package}/webhooks.py"] = self._webhooks()
        for name in RUNTIME:
            files[f"{package}/_runtime/{name}.py"] = asset(self._environment, f"runtime/{name}.py")
        return files

    def _init(self) -> str:
        text = self._api.title or self._names.client
        client = self._names.client
        typed = [one.name for one in self._errors]
        return self._render(
            "init.py.j2",
            doc=escape.docstring(text) or "API client.",
            client_import=import_line(".client", [client, f"Async{client}"]),
            error_import=import_line(".errors", typed),
            runtime_errors=import_line("._runtime.errors", [one for one in _ERRORS if one not in typed]),
            exports=exported({*_ERRORS, *typed, "RawResponse", "RequestOptions", client, f"Async{client}"}),
            version=escape.string(self._version),
        )

    def _pyproject(self) -> str:
        description = " ".join((self._api.summary or f"Python client of {self._api.title}").split())[:300]
        return self._render(
            "pyproject.toml.j2",
            project=escape.toml_string(self._names.package.replace("_", "-").strip("-") or "client"),
            version=escape.toml_string(self._version),
            description=escape.toml_string(description),
        )

    def _client(self) -> str:
        expressions = " ".join(value for _, value in self._credentials.values)
        auth = ["Scheme", "from_environment"]
        auth += [name for name in ("client_credentials", "pair") if f"{name}(" in expressions]
        servers = self._api.servers
        checked = [
            import_line(f".resources.{one.attribute}", [one.class_name, f"Async{one.class_name}"], "    ")
            for one in sorted(self._resources, key=lambda one: one.attribute)
        ]
        return self._render(
            "client.py.j2",
            imports=lines_of(
                [
                    "from collections.abc import Mapping, Sequence",
                    *(["from functools import cached_property", "from typing import TYPE_CHECKING"] if checked else []),
                    "",
                    "import httpx",
                    "",
                    import_line("._runtime.async_client", ["AsyncClient"]),
                    import_line("._runtime.auth", auth),
                    import_line("._runtime.core", ["RequestHook", "ResponseHook"]),
                    import_line("._runtime.sync_client", ["SyncClient"]),
                    import_line(".errors", ["BY_STATUS"] if self._errors else []),
                    *(["", "if TYPE_CHECKING:", *checked] if checked else []),
                ]
            ),
            base_url=escape.string(servers[0].resolved if servers else ""),
            base_variable=f"{snake(self._names.client).upper()}_BASE_URL",
            doc=escape.docstring(self._api.title or self._names.client, "    "),
            package_literal=escape.string(self._names.package),
            resources=self._resources,
            local_import=lambda one, prefix: import_line(
                f".resources.{one.attribute}", [f"{prefix}{one.class_name}"], "        "
            ),
            typed_errors=bool(self._errors),
            user_agent=escape.string(f"{self._names.package}/{self._version} python"),
        )

    def _errors_module(self) -> str:
        used = names_used(one.body for one in self._errors)
        checked = [
            *(["    import datetime as dt"] if "dt" in used else []),
            *(["    from . import models"] if "models" in used else []),
            *([import_line("._runtime.bodies", ["File"], "    ")] if "File" in used else []),
        ]
        typing = [*(["TYPE_CHECKING"] if checked else []), *(name for name in ("Any", "Literal") if name in used)]
        imports = [
            "from collections.abc import Mapping",
            import_line("typing", typing),
            "",
            "from ._runtime import errors as _errors",
            *(["", "if TYPE_CHECKING:", *checked] if checked else []),
        ]
        return self._render("errors.py.j2", errors=self._errors, imports=lines_of(imports))

    def _resource(self, resource: Resource) -> str:
        tables = " ".join(row for method in resource.methods for row in method.table)
        used = names_used(_annotations(resource))
        rows = [name for name in ("Answer", "Content", "Paging", "Param") if f"{name}(" in tables]
        streams = any(method.stream for method in resource.methods)
        iterators = ["AsyncIterator", "Iterator"] if any(method.iterator for method in resource.methods) else []
        collections = [*iterators, *(name for name in ("Mapping", "Sequence") if name in used)]
        checked = [
            *(["    import datetime as dt"] if "dt" in used else []),
            *([import_line("collections.abc", collections, "    ")] if collections else []),
        ]
        if "models" in used:
            checked += [*([""] if checked else []), "    from .. import models"]
        typing = [*(["TYPE_CHECKING"] if checked else []), *(name for name in ("Any", "Literal") if name in used)]
        imports = [
            *(["import builtins"] if "builtins" in used else []),
            import_line("typing", typing),
            "" if typing or "builtins" in used else None,
            import_line(".._runtime.async_client", ["AsyncClient"]),
            import_line(".._runtime.bodies", [name for name in ("File", "FileContent") if name in used]),
            import_line(".._runtime.operation", ["Operation", "RequestOptions", *rows]),
            import_line(".._runtime.sse", ["AsyncStream", "Stream"] if streams else []),
            import_line(".._runtime.sync_client", ["SyncClient"]),
            *(["", "if TYPE_CHECKING:", *checked] if checked else [None]),
        ]
        return self._render("resource.py.j2", resource=resource, imports=lines_of(imports))

    def _webhooks(self) -> str:
        types = PythonTypes(self._names, self._models, "models.")
        rows = []
        for webhook in self._api.webhooks:
            body = webhook.operation.body
            found = body.media_types[body.preferred].type if body is not None else ANY
            annotation = types.annotation(found)
            rows.append(
                {
                    "name": self._names.webhooks[webhook.operation.id],
                    "annotation": annotation,
                    "cast": escape.string(annotation),
                    "shape": types.shape(found),
                    "doc": escape.docstring(webhook.operation.summary or f"The payload of {webhook.name}.", "    "),
                }
            )
        used = names_used(row["annotation"] for row in rows)
        imports = [
            *(["import datetime as dt"] if "dt" in used else []),
            "import json",
            import_line("typing", ["Any", "cast", *(["Literal"] if "Literal" in used else [])]),
            "",
            *(["from . import models"] if "models" in used else []),
            import_line("._runtime.bodies", ["File"] if "File" in used else []),
            import_line("._runtime.model", ["decode"]),
        ]
        return self._render("webhooks.py.j2", webhooks=rows, imports=lines_of(imports))

    def _readme(self) -> str:
        operations = {operation.id: operation for operation in self._api.operations}
        shown = _shown(self._api.operations)
        groups = [(tag, [operations[one] for one in tag.operations]) for tag in self._api.tags if tag.operations]
        return self._render(
            "README.md.j2",
            title=escape.markdown(self._api.title or self._names.client),
            lead=escape.markdown(f"Python client of {self._api.title}, version {self._api.version}."),
            folder=self._names.package.replace("_", "-"),
            first_sample=python_sample(self._api, shown[0], self._names, self._models) if shown else "",
            operations=[
                (escape.markdown(tag.display_name or tag.name), self._rows(tag, found)) for tag, found in groups
            ],
            samples=self._samples(shown),
        )

    def _samples(self, shown: list[Operation]) -> list[tuple[str, str]]:
        found = []
        for one in shown[1:4]:
            call = sample_call(one, self._names, self._models)
            found.append((escape.markdown(_short(one)), "\n".join([*imports_of(call), call]) + "\n"))
        paged = next((one for one in self._api.operations if one.id in self._names.iterators), None)
        if paged is not None:
            call = sample_call(paged, self._names, self._models, self._names.iterators[paged.id])
            found.append((f"{escape.markdown(_short(paged))}: all pages", f"for item in {call}:\n    print(item)\n"))
        return found

    def _needed(self, operation: Operation) -> str:
        given = [one for one in operation.parameters if one.required and one.fixed is None]
        named = [f"{argument_name(self._names, operation, one)}=…" for one in given]
        return ", ".join([*named, "body=…"] if operation.body is not None and operation.body.required else named)

    def _rows(self, tag: Tag, found: list[Operation]) -> list[tuple[str, str]]:
        attribute = self._names.groups[tag.slug][0]
        return [
            (f"client.{attribute}.{self._names.methods[one.id]}({self._needed(one)})", escape.markdown(_short(one)))
            for one in found
        ]


def _short(operation: Operation) -> str:
    """The first sentence about an operation, of bearable length."""
    said = " ".join((operation.summary or f"{operation.method.upper()} {operation.path}").split())
    first = re.split(r"(?<=[.!?])\s", said, maxsplit=1)[0]
    return first if len(first) <= _SUMMARY else f"{first[: _SUMMARY - 1].rstrip()}…"


def _annotations(resource: Resource) -> list[str]:
    found = []
    for method in resource.methods:
        found += [method.returns, *(argument.annotation for argument in method.arguments)]
        found += [method.item] if method.iterator else []
        found += [method.stream_item] if method.stream else []
    return found


def _shown(operations: tuple[Operation, ...]) -> list[Operation]:
    """Operations that make good examples: a read, a list, a write, in this order."""
    reads = [one for one in operations if one.method == "get" and not one.deprecated]
    writes = [one for one in operations if one.body is not None and not one.deprecated]
    lists = [one for one in reads if one.pagination is not None]
    chosen = [*reads[:1], *lists[:1], *writes[:2], *operations[:1]]
    return list({one.id: one for one in chosen}.values())


def _version(stated: str) -> str:
    """A version that packaging tools accept (PEP 440); what is none becomes 0.0.0."""
    found = _VERSION.match(stated.strip())
    return found[1] if found else "0.0.0"
