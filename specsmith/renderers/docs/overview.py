"""The overview, the tags and the schemas → what their pages show."""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from specsmith.renderers import highlight
from specsmith.renderers.docs.context import Context, operation_title
from specsmith.renderers.docs.operation import reason, text_of
from specsmith.renderers.docs.pages import (
    EnumRow,
    ErrorLine,
    Link,
    NavItem,
    OperationLine,
    Sample,
    SchemaView,
    SchemeView,
    ServerView,
    TagView,
)
from specsmith.renderers.docs.trees import Trees
from specsmith.renderers.docs.types import facts
from specsmith.renderers.escaping import html
from specsmith.renderers.markdown import summary
from specsmith.views.api import Api, Operation, SchemeKind, SecurityScheme, Tag
from specsmith.views.examples import made_example
from specsmith.views.types import Any_, Model, ModelShape, Named, Never

_SCHEMES = {
    SchemeKind.API_KEY: "API key",
    SchemeKind.BASIC: "HTTP basic",
    SchemeKind.BEARER: "Bearer token",
    SchemeKind.OAUTH2: "OAuth 2",
    SchemeKind.OPENID: "OpenID Connect",
    SchemeKind.MUTUAL_TLS: "Mutual TLS",
    SchemeKind.OTHER: "HTTP",
}
_LONGEST_EXAMPLE = 8_000


def operation_line(context: Context, operation: Operation, base: str) -> OperationLine:
    """An operation in a list of a page at distance ``base`` from the root."""
    return OperationLine(
        operation.method.upper(),
        operation.method.lower(),
        operation.path,
        operation_title(operation),
        f"{base}{context.site.operations[operation.id]}.html",
        operation.deprecated,
    )


def tag_views(context: Context, base: str) -> list[TagView]:
    """All tags that have operations, in the order of the API."""
    views = []
    for tag in context.api.tags:
        lines = [operation_line(context, context.operations[id_], base) for id_ in tag.operations]
        if not lines and not tag.description:
            continue
        docs = tag.external_docs
        external = Link(docs.description or "More documentation", html.href(docs.url)) if docs else None
        views.append(
            TagView(
                tag_title(tag),
                f"{base}{context.site.tags[tag.slug]}.html",
                context.markdown[base].block(tag.description, 2),
                summary(tag.description),
                lines,
                external if external and external.href else None,
                f"tag-{html.anchor(tag.slug)}",
            )
        )
    return views


def tag_title(tag: Tag) -> str:
    """What a tag is called: its display name, its name with a capital letter, or "Operations" for those without one."""
    if tag.display_name:
        return tag.display_name
    if tag.made and tag.name == "default":
        return "Operations"
    if tag.name.islower() or tag.made:
        name = " ".join(tag.name.replace("_", " ").replace("-", " ").split()) or tag.name
        return name[:1].upper() + name[1:]
    return tag.name


def server_views(api: Api) -> list[ServerView]:
    """The servers with what their variables may be."""
    return [
        ServerView(
            server.url,
            " ".join(server.description.split()),
            [
                f"{v.name}: default {v.default}" + (f", one of {', '.join(v.enum)}" if v.enum else "")
                for v in server.variables
            ],
        )
        for server in api.servers
    ]


def scheme_views(context: Context) -> list[SchemeView]:
    """The ways to sign in."""
    return [
        SchemeView(
            scheme.id,
            f"auth-{html.anchor(scheme.id)}",
            _SCHEMES[scheme.kind],
            context.markdown[""].block(scheme.description, 0),
            list(_scheme_lines(scheme)),
            list(
                {
                    name: Link(name, note=" ".join(about.split())) for f in scheme.flows for name, about in f.scopes
                }.values()
            ),
        )
        for scheme in context.api.security_schemes
    ]


def _scheme_lines(scheme: SecurityScheme) -> Sequence[Link]:
    lines: list[Link] = []
    if scheme.kind is SchemeKind.API_KEY:
        lines.append(Link(f"Sent in the {scheme.location.value}", note=scheme.parameter))
    elif scheme.kind is SchemeKind.BASIC:
        lines.append(Link("Sent in the header", note="Authorization: Basic …"))
    elif scheme.kind in (SchemeKind.BEARER, SchemeKind.OAUTH2, SchemeKind.OPENID):
        lines.append(Link("Sent in the header", note="Authorization: Bearer …"))
    elif scheme.scheme:
        lines.append(Link("Scheme", note=scheme.scheme))
    if scheme.bearer_format:
        lines.append(Link("Format", note=scheme.bearer_format))
    if scheme.openid_url:
        lines.append(Link("Discovery", note=scheme.openid_url))
    for flow in scheme.flows:
        for word, url in (
            ("authorization URL", flow.authorization_url),
            ("token URL", flow.token_url),
            ("refresh URL", flow.refresh_url),
        ):
            if url:
                lines.append(Link(f"{flow.name}, {word}", note=url))
    return lines


def error_lines(context: Context, trees: Trees) -> list[ErrorLine]:
    """Which errors operations answer with, how many of them, and with what."""
    counts: dict[str, int] = {}
    words: dict[str, str] = {}
    types: dict[str, dict[Markup, None]] = {}
    for operation in context.api.operations:
        for response in operation.responses:
            if response.status[:1] not in ("4", "5") and response.status != "default":
                continue
            counts[response.status] = counts.get(response.status, 0) + 1
            words.setdefault(response.status, summary(response.description))
            for media in response.media_types:
                if isinstance(media.type, Named) and context.site.models.get(media.type.id):
                    types.setdefault(response.status, {})[trees.names.phrase(media.type)] = None
    return [
        ErrorLine(status, reason(status), words[status], counts[status], list(types.get(status, ()))[:3])
        for status in sorted(counts)
    ]


def schema_view(context: Context, trees: Trees, model: Model, *, full: bool = True) -> SchemaView:
    """A schema's page; ``full`` adds what only the page of its own has: users and an example."""
    union = model.discriminator
    variants: dict[str, Link] = {}
    for value, id_ in union.mapping if union else ():
        target = context.models.get(id_)
        if target is not None:
            variants[value] = Link(target.name, trees.links.model(id_), value)
    described = facts(model.constraints, None, ())
    return SchemaView(
        id=model.id,
        name=model.name,
        description=context.markdown["../"].block(model.description or model.title, 2),
        deprecated=model.deprecated,
        type=Markup("") if model.shape is ModelShape.OBJECT else _alias(trees, model),
        rows=trees.model(model, anchors=full),
        values=[
            EnumRow(
                v.value if isinstance(v.value, str) else json.dumps(v.value),
                context.markdown["../"].block(v.description, 0),
            )
            for v in model.enum_values
        ],
        extends=[Link(context.models[i].name, trees.links.model(i)) for i in model.extends if i in context.models],
        discriminator=union.property if union else "",
        variants=list(variants.values()),
        used_by=_users(context, model) if full else (),
        sample=_sample(context, model) if full else None,
        facts=[" ".join(part for part in (f.before, f.code, f.after) if part) for f in described],
        additional=_additional(trees, model),
    )


def _alias(trees: Trees, model: Model) -> Markup:
    if model.shape is ModelShape.ENUM:
        return Markup(f"one of {len(model.enum_values)}")
    return trees.names.phrase(model.type, model.nullable)


def _additional(trees: Trees, model: Model) -> str:
    if model.shape is not ModelShape.OBJECT or isinstance(model.additional, Any_):
        return ""
    if isinstance(model.additional, Never):
        return "No other properties are allowed."
    return f"Other properties are allowed: {trees.names.phrase(model.additional).striptags()}."


def _users(context: Context, model: Model) -> list[NavItem]:
    users = []
    for id_ in model.used_by:
        operation = context.operations.get(id_)
        if operation is not None:
            users.append(
                NavItem(
                    operation_title(operation),
                    f"../{context.site.operations[id_]}.html",
                    operation.method.lower(),
                    operation.deprecated,
                )
            )
    return users


def _sample(context: Context, model: Model) -> Sample | None:
    given = next((e for e in model.examples if e.json and not e.made), None)
    example = given or made_example(Named(model.id), context.models)
    if example.json in ("null", "{}", ""):
        return None
    source = text_of(example)
    if len(source) > _LONGEST_EXAMPLE:
        source = source[:_LONGEST_EXAMPLE].rsplit("\n", 1)[0] + "\n…"
    return Sample(model.name, highlight.json_code(source), "json", source, given is None)
