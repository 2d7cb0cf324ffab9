"""The TypeScript client of an API: a typed package over fetch, from ``templates/typescript``."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment

from specsmith.renderers.clients.options import ClientOptions
from specsmith.renderers.clients.typescript_credentials import typescript_credentials
from specsmith.renderers.clients.typescript_methods import MethodBuilder, Resource
from specsmith.renderers.clients.typescript_models import build_models, doc_comment
from specsmith.renderers.clients.typescript_samples import has_plain_answer, sample_call, typescript_sample
from specsmith.renderers.environment import asset, make_environment
from specsmith.renderers.escaping import python as text_escape
from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.rendered import Rendered
from specsmith.renderers.targets.naming import snake
from specsmith.renderers.targets.typescript import (
    RUNTIME_TYPES,
    RUNTIME_VALUES,
    TypeScriptNames,
    argument_name,
    typescript_names,
)
from specsmith.renderers.targets.typescript_types import TypeScriptTypes
from specsmith.views.api import Api, Operation, Tag
from specsmith.views.types import ANY, Model

RUNTIME = (
    "auth", "bodies", "core", "errors", "log", "node", "operation", "paging", "promise", "request", "response", "retries",
    "serialize", "stream",
)  # fmt: skip
_SUMMARY = 120
_VERSION = re.compile(r"[vV]?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?\Z")


def render_client_typescript(api: Api, options: ClientOptions) -> Rendered:
    """The files of the client package of ``api``, and a diagnostic for every operation that could not be made callable."""
    names = typescript_names(api, options.package, options.client)
    models = {model.id: model for model in api.models}
    builder = MethodBuilder(api, names, models)
    resources = [builder.resource(tag) for tag in api.tags if tag.operations]
    writer = _Writer(api, options, names, models, resources)
    return Rendered(writer.files(), tuple(builder.diagnostics))


class _Writer:
    """Renders the templates, in a fixed order."""

    def __init__(
        self,
        api: Api,
        options: ClientOptions,
        names: TypeScriptNames,
        models: dict[str, Model],
        resources: list[Resource],
    ) -> None:
        self._api = api
        self._names = names
        self._models = models
        self._resources = resources
        self._credentials = typescript_credentials(api, names.client)
        self._version = options.version or _version(api.version)
        self._environment: Environment = make_environment("typescript", options.templates, autoescape=False)
        title = escape.comment(api.title or names.client)
        self._notice = f"// {title}. Generated from the description of the API; changes are lost.\n"

    def _render(self, template: str, **values: Any) -> str:
        text = self._environment.get_template(template).render(
            notice=self._notice,
            names=self._names,
            package=escape.string(self._names.package),
            credentials=self._credentials,
            resources=self._resources,
            webhooks=bool(self._api.webhooks),
            **values,
        )
        return text.rstrip("\n") + "\n"

    def files(self) -> dict[str, str]:
        """All files of the package, by path."""
        files = {
            "README.md": self._readme(),
            "package.json": self._package(),
            "tsconfig.json": self._render("tsconfig.json.j2"),
            "src/index.ts": self._render("index.ts.j2", values=RUNTIME_VALUES, types=RUNTIME_TYPES),
            "src/client.ts": self._client(),
            "src/models.ts": self._models_module(),
        }
        for resource in self._resources:
            files[f"src/resources/{resource.module}.ts"] = self._render(
                "resource.ts.j2", resource=resource, imports=_imports(resource)
            )
        if self._api.webhooks:
            files["src/webhooks.ts"] = self._webhooks()
        for name in RUNTIME:
            files[f"src/runtime/{name}.ts"] = asset(self._environment, f"runtime/{name}.ts")
        return files

    def _package(self) -> str:
        description = " ".join((self._api.summary or f"TypeScript client of {self._api.title}").split())[:300]
        return self._render(
            "package.json.j2", version=escape.json_string(self._version), description=escape.json_string(description),
            name=escape.json_string(self._names.package),
        )  # fmt: skip

    def _client(self) -> str:
        servers = self._api.servers
        prefix = snake(self._names.client).upper()
        return self._render(
            "client.ts.j2",
            base_url=escape.string(servers[0].resolved if servers else ""),
            base_variable=f"{prefix}_BASE_URL",
            doc=doc_comment(self._api.title or self._names.client),
            user_agent=escape.string(f"{self._names.package}/{self._version} typescript"),
            auth=[
                *(["clientCredentials"] if self._credentials.flow else []),
                "fromEnvironment",
                *(["pair"] if self._credentials.pairs else []),
            ],
        )

    def _models_module(self) -> str:
        types = TypeScriptTypes(self._names, self._models)
        built = build_models(self._api.models, types)
        return self._render("models.ts.j2", models=built, files="FileInput" in types.used)

    def _webhooks(self) -> str:
        types = TypeScriptTypes(self._names, self._models, "models.")
        rows = []
        for webhook in self._api.webhooks:
            body = webhook.operation.body
            parser, payload = self._names.webhooks[webhook.operation.id]
            doc = doc_comment(webhook.operation.summary or f"The payload of {webhook.name}.")
            found = body.media_types[body.preferred].type if body is not None else ANY
            rows.append({"parser": parser, "payload": payload, "type": types.read(found), "doc": doc})
        return self._render("webhooks.ts.j2", rows=rows, models="models" in types.used)

    def _readme(self) -> str:
        operations = {operation.id: operation for operation in self._api.operations}
        shown = _shown(self._api.operations)
        groups = [(tag, [operations[one] for one in tag.operations]) for tag in self._api.tags if tag.operations]
        return self._render(
            "README.md.j2",
            title=text_escape.markdown(self._api.title or self._names.client),
            lead=text_escape.markdown(f"TypeScript client of {self._api.title}, version {self._api.version}."),
            folder=snake(self._names.package).replace("_", "-"),
            first_sample=typescript_sample(self._api, shown[0], self._names, self._models) if shown else "",
            operations=[
                (text_escape.markdown(tag.display_name or tag.name), self._rows(tag, found)) for tag, found in groups
            ],
            samples=self._samples(shown),
        )

    def _samples(self, shown: list[Operation]) -> list[tuple[str, str]]:
        found = []
        for one in shown[1:4]:
            call = sample_call(one, self._names, self._models)
            if one.streaming and not has_plain_answer(one):
                call = f"for await (const item of await {call}) console.log(item)"
            else:
                call = f"await {call}"
            found.append((text_escape.markdown(_short(one)), f"{call};\n"))
        paged = next((one for one in self._api.operations if one.id in self._names.iterators), None)
        if paged is not None:
            call = sample_call(paged, self._names, self._models, self._names.iterators[paged.id])
            heading = f"{text_escape.markdown(_short(paged))}: all pages"
            found.append((heading, f"for await (const item of {call}) {{\n  console.log(item);\n}}\n"))
        return found

    def _needed(self, operation: Operation) -> str:
        given = [one for one in operation.parameters if one.required and one.fixed is None]
        named = [argument_name(self._names, operation, one) for one in given]
        shown = [*named, "body"] if operation.body is not None and operation.body.required else named
        return f"{{ {', '.join(shown)} }}" if shown else ""

    def _rows(self, tag: Tag, found: list[Operation]) -> list[tuple[str, str]]:
        attribute = self._names.groups[tag.slug][0]
        return [
            (
                f"client.{attribute}.{self._names.methods[one.id]}({self._needed(one)})",
                text_escape.markdown(_short(one)),
            )
            for one in found
        ]


def _imports(resource: Resource) -> list[str]:
    bodies = sorted({"FileInput", "RawBody"} & resource.imports)
    streams = any(method.stream for method in resource.methods)
    return [
        *(['import type * as models from "../models.js";'] if "models" in resource.imports else []),
        *([f'import type {{ {", ".join(bodies)} }} from "../runtime/bodies.js";'] if bodies else []),
        'import type { Core } from "../runtime/core.js";',
        'import type { Operation, RequestOptions } from "../runtime/operation.js";',
        'import type { ApiPromise } from "../runtime/promise.js";',
        *(['import type { Stream } from "../runtime/stream.js";'] if streams else []),
    ]


def _short(operation: Operation) -> str:
    """The first sentence about an operation, of bearable length."""
    said = " ".join((operation.summary or f"{operation.method.upper()} {operation.path}").split())
    first = re.split(r"(?<=[.!?])\s", said, maxsplit=1)[0]
    return first if len(first) <= _SUMMARY else f"{first[: _SUMMARY - 1].rstrip()}…"


def _shown(operations: tuple[Operation, ...]) -> list[Operation]:
    """Operations that make good examples: a read, a list, a write, in this order."""
    reads = [one for one in operations if one.method == "get" and not one.deprecated]
    writes = [one for one in operations if one.body is not None and not one.deprecated]
    lists = [one for one in reads if one.pagination is not None]
    chosen = [*reads[:1], *lists[:1], *writes[:2], *operations[:1]]
    return list({one.id: one for one in chosen}.values())


def _version(stated: str) -> str:
    """A version that npm accepts (Semantic Versioning 2.0.0); what is none becomes 0.0.0.

    >>> _version("v2.1"), _version("2024-01-01"), _version("007")
    ('2.1.0', '0.0.0', '7.0.0')
    """
    found = _VERSION.match(stated.strip())
    return ".".join(str(int(part or 0)) for part in found.groups()) if found else "0.0.0"
