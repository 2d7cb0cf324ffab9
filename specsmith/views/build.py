"""The view builder: one finished document → one frozen :class:`Api` that docs, clients and catalog are drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from specsmith.diagnostics import Diagnostic
from specsmith.model import Document
from specsmith.views.api import (
    Api,
    BodyKind,
    Contact,
    License,
    MediaType,
    Operation,
    Provider,
    Webhook,
)
from specsmith.views.bodies import form_fields
from specsmith.views.context import Context, text
from specsmith.views.operations import Operations, external_docs
from specsmith.views.pagination import detect
from specsmith.views.schemas import Schemas
from specsmith.views.security import security_needs, security_schemes, servers
from specsmith.views.tags import build_tag_groups, build_tags
from specsmith.views.types import Array, Map, Model, ModelShape, Named, Tuple, TypeRef, Union


def build_api(document: Document, *, slug: str, provider: Provider | None = None) -> tuple[Api, list[Diagnostic]]:
    """The views of a finished OpenAPI 3.x document and what had to be left out; never raises for what a document holds.

    ``slug`` names the API in paths and URLs; ``provider`` is what a listing says about who offers it.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> paths = {"/me": {"get": {"tags": ["users"]}}}
    >>> root = {"openapi": "3.1.1", "info": {"title": "Mail", "version": "1"}, "paths": paths}
    >>> api, problems = build_api(Document.read(root, Dialect.OPENAPI_3_1, SourceFile("a.json", "{}")), slug="mail")
    >>> [(one.id, one.group) for one in api.operations], problems
    ([('getMe', 'users')], [])
    """
    context = Context(document)
    schemas = Schemas(context)
    schemes = security_schemes(context)
    known = frozenset(scheme.id for scheme in schemes)
    security = security_needs(context, context.root, known)
    builder = Operations(context, schemas, known, security)
    operations = builder.of_paths()
    webhooks = builder.of_webhooks()
    models = schemas.models.build()
    finish = _Finish(models)
    operations = tuple(finish.operation(operation) for operation in operations)
    tags, operations = build_tags(context, operations)
    info = context.mapping(context.root, "info")
    api = Api(
        slug=slug,
        title=text(info, "title"),
        version=text(info, "version"),
        description=text(info, "description"),
        summary=text(info, "summary"),
        terms_of_service=text(info, "termsOfService"),
        contact=_contact(context, info),
        license=_license(context, info),
        logo=_logo(info) or (provider.image if provider else ""),
        servers=servers(context, context.root),
        operations=operations,
        webhooks=tuple(Webhook(one.name, finish.operation(one.operation)) for one in webhooks),
        models=finish.with_users(operations),
        tags=tags,
        tag_groups=build_tag_groups(context, tags),
        security_schemes=schemes,
        security=security,
        external_docs=external_docs(context, context.root),
        provider=provider or Provider(),
        openapi=text(context.root, "openapi"),
    )
    return api, context.diagnostics


def _contact(context: Context, info: dict[str, Any]) -> Contact | None:
    node = context.mapping(info, "contact")
    return Contact(text(node, "name"), text(node, "url"), text(node, "email")) if node else None


def _license(context: Context, info: dict[str, Any]) -> License | None:
    node = context.mapping(info, "license")
    return License(text(node, "name"), text(node, "url"), text(node, "identifier")) if node else None


def _logo(info: dict[str, Any]) -> str:
    stated = info.get("x-logo")
    return text(stated, "url") if isinstance(stated, dict) else stated if isinstance(stated, str) else ""


class _Finish:
    """What can only be said when all models are there: fields of forms, pagination, who uses a model."""

    def __init__(self, models: list[Model]) -> None:
        self._models = {model.id: model for model in models}
        self._fields = {model.id: model.fields for model in models if model.shape is ModelShape.OBJECT}
        self._aliases = {model.id: model.type for model in models if model.shape is not ModelShape.OBJECT}

    def operation(self, operation: Operation) -> Operation:
        """The operation with the fields of its forms and its pagination."""
        body = operation.body
        if body is not None and any(media.kind in {BodyKind.FORM, BodyKind.MULTIPART} for media in body.media_types):
            body = replace(body, media_types=tuple(self._form(media) for media in body.media_types))
        callbacks = tuple(
            replace(callback, operations=tuple(self.operation(one) for one in callback.operations))
            for callback in operation.callbacks
        )
        return replace(operation, body=body, callbacks=callbacks, pagination=detect(operation, self._models))

    def _form(self, media: MediaType) -> MediaType:
        if media.kind not in {BodyKind.FORM, BodyKind.MULTIPART}:
            return media
        return replace(media, fields=form_fields(media.type, self._fields, self._aliases))

    def with_users(self, operations: tuple[Operation, ...]) -> tuple[Model, ...]:
        """The models with the operations that name them: directly, or through inline models only."""
        users: dict[str, dict[str, None]] = {name: {} for name in self._models}
        for operation in operations:
            seen: set[str] = set()
            queue = [name for found in _types(operation) for name in named(found)]
            while queue:
                name = queue.pop()
                model = self._models.get(name)
                if name in seen or model is None:
                    continue
                seen.add(name)
                users[name][operation.id] = None
                if model.inline:
                    queue += [inner for field in model.fields for inner in named(field.type)]
                    queue += [*named(model.type), *named(model.additional)]
        return tuple(replace(model, used_by=tuple(users[model.id])) for model in self._models.values())


def _types(operation: Operation) -> Iterator[TypeRef]:
    for parameter in operation.parameters:
        yield parameter.type
    for media in operation.body.media_types if operation.body else ():
        yield media.type
    for response in operation.responses:
        for media in response.media_types:
            yield media.type
        for header in response.headers:
            yield header.type


def named(found: TypeRef) -> list[str]:
    """The models that a type names.

    >>> named(Array(Named("User")))
    ['User']
    """
    match found:
        case Named(id=name):
            return [name]
        case Array(items=items):
            return named(items)
        case Map(values=values):
            return named(values)
        case Union(members=members):
            return [name for member in members for name in named(member)]
        case Tuple(items=items, rest=rest):
            return [name for member in (*items, rest) for name in named(member)]
    return []
