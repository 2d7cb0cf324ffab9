"""Request bodies, responses, media types, headers and links (OAS 3.1 §4.8.13 to §4.8.21)."""

from __future__ import annotations

from typing import Any

from specsmith.views.api import Body, BodyKind, Header, Link, MediaType, PartEncoding, Response
from specsmith.views.context import Context, dumps, flag, text
from specsmith.views.names import pascal
from specsmith.views.schemas import Schemas
from specsmith.views.types import ANY, Any_, Array, Field, Kind, Map, Named, Primitive, Tuple, TypeRef, Union
from specsmith.views.values import constraints, named_examples

_XML = ("application/xml", "text/xml")
_LINES = (
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/json-seq",
)


def body_kind(name: str, found: TypeRef) -> BodyKind:
    """How a media type is written and read; for one that is not known, its schema decides.

    >>> body_kind("application/problem+json; charset=utf-8", ANY).value, body_kind("image/png", ANY).value
    ('json', 'binary')
    """
    essence = name.partition(";")[0].strip().lower()
    if essence in {"application/json", "text/json"} or essence.endswith("+json"):
        return BodyKind.JSON
    if essence == "application/x-www-form-urlencoded":
        return BodyKind.FORM
    if essence.startswith("multipart/"):
        return BodyKind.MULTIPART
    if essence == "text/event-stream":
        return BodyKind.EVENTS
    if essence in _LINES:
        return BodyKind.LINES
    if essence in _XML or essence.endswith("+xml"):
        return BodyKind.XML
    if essence.startswith("text/"):
        return BodyKind.TEXT
    if essence.startswith(("image/", "audio/", "video/", "font/")) or essence in {
        "application/octet-stream", "application/zip", "application/pdf", "application/gzip",
    }:  # fmt: skip
        return BodyKind.BINARY
    if isinstance(found, Primitive):
        return BodyKind.BINARY if found.kind is Kind.BINARY else BodyKind.TEXT
    if isinstance(found, Array | Map | Named | Tuple | Union) or essence in {"*/*", "application/*", ""}:
        return BodyKind.JSON
    return BodyKind.BINARY


class Bodies:
    """Builds what travels in bodies; names of inline schemas come from the operation that holds them."""

    def __init__(self, context: Context, schemas: Schemas) -> None:
        self._context = context
        self._schemas = schemas

    def body(self, operation: dict[str, Any], pointer: str, name: str) -> Body | None:
        """The request body of an operation; None when it has none."""
        if operation.get("requestBody") is None:
            return None
        target = self._context.follow(operation["requestBody"], f"{pointer}/requestBody")
        if target is None:
            return None
        made = f"{pascal(target.name)}Body" if target.name else f"{name}Body"
        found = self.media_types(target.node, target.pointer, made)
        if not found:
            return None
        return Body(
            media_types=found,
            required=flag(target.node, "required"),
            description=text(operation["requestBody"], "description") or text(target.node, "description"),
            name=text(target.node, "x-body-name"),
            preferred=_preferred(found),
            pointer=target.pointer,
        )

    def media_types(self, holder: dict[str, Any], pointer: str, name: str) -> tuple[MediaType, ...]:
        """The entries of ``content``."""
        found: list[MediaType] = []
        entries = self._context.mappings(self._context.mapping(holder, "content"), f"{pointer}/content")
        for media, entry, at in entries:
            target = self._context.follow(entry, at)  # OAS 3.2 allows references here
            if target is not None:
                made = (
                    name
                    if len(entries) == 1 or not found
                    else f"{name}{pascal(media.partition('/')[2].partition(';')[0])}"
                )
                found.append(self._media_type(media, target.node, target.pointer, made))
        return tuple(found)

    def _media_type(self, media: str, node: dict[str, Any], pointer: str, name: str) -> MediaType:
        keyword = "itemSchema" if "itemSchema" in node and "schema" not in node else "schema"
        found = self._schemas.type_of(node.get(keyword, True), name, f"{pointer}/{keyword}")
        kind = body_kind(media, found)
        if kind is BodyKind.BINARY and isinstance(found, Any_):
            found = Primitive(Kind.BINARY)
        encodings = tuple(
            self._encoding(prop, encoding, at)
            for prop, encoding, at in self._context.mappings(
                self._context.mapping(node, "encoding"), f"{pointer}/encoding"
            )
        )
        schema = node.get(keyword)
        return MediaType(
            name=media,
            kind=kind,
            type=found,
            encodings=encodings,
            examples=named_examples(self._context, node, pointer),
            description=text(schema, "description") if isinstance(schema, dict) else "",
        )

    def _encoding(self, name: str, node: dict[str, Any], pointer: str) -> PartEncoding:
        style = text(node, "style") or "form"
        headers = self._context.mapping(node, "headers")
        return PartEncoding(
            property=name,
            content_type=text(node, "contentType"),
            style=style,
            explode=flag(node, "explode", style == "form"),
            headers=self.headers(headers, f"{pointer}/headers", f"{pascal(name)}Part"),
        )

    def headers(self, holder: dict[str, Any], pointer: str, name: str) -> tuple[Header, ...]:
        """The entries of ``headers``."""
        found = []
        for header, entry, at in self._context.mappings(holder, pointer):
            target = self._context.follow(entry, at)
            if target is None:
                continue
            node = target.node
            schema, where = node.get("schema", True), f"{target.pointer}/schema"
            for _, content, inner in self._context.mappings(self._context.mapping(node, "content"), at):
                schema, where = content.get("schema", True), f"{inner}/schema"
            found.append(
                Header(
                    name=header,
                    type=self._schemas.type_of(schema, f"{name}{pascal(header)}Header", where),
                    required=flag(node, "required"),
                    deprecated=flag(node, "deprecated"),
                    description=text(node, "description"),
                    explode=flag(node, "explode"),
                    constraints=constraints(schema if isinstance(schema, dict) else {}),
                )
            )
        return tuple(found)

    def responses(self, operation: dict[str, Any], pointer: str, name: str) -> tuple[Response, ...]:
        """The responses of an operation, in the order of the document."""
        found = []
        holder = self._context.mapping(operation, "responses")
        for status, entry, at in self._context.mappings(holder, f"{pointer}/responses"):
            if status[:2] == "x-":
                continue
            target = self._context.follow(entry, at)
            if target is None:
                found.append(Response(status=status, pointer=at))
                continue
            node = target.node
            label = "" if status == "default" else pascal(status)
            made = f"{pascal(target.name)}Response" if target.name else f"{name}{label or 'Default'}Response"
            found.append(
                Response(
                    status=status.upper() if status != "default" else status,
                    description=text(entry, "description") or text(node, "description"),
                    media_types=self.media_types(node, target.pointer, made),
                    headers=self.headers(self._context.mapping(node, "headers"), f"{target.pointer}/headers", made),
                    links=self._links(node, target.pointer),
                    pointer=target.pointer,
                )
            )
        return tuple(found)

    def _links(self, node: dict[str, Any], pointer: str) -> tuple[Link, ...]:
        found = []
        for name, entry, at in self._context.mappings(self._context.mapping(node, "links"), f"{pointer}/links"):
            target = self._context.follow(entry, at)
            if target is not None:
                parameters = self._context.mapping(target.node, "parameters")
                found.append(
                    Link(
                        name=name,
                        operation=text(target.node, "operationId") or text(target.node, "operationRef"),
                        description=text(target.node, "description"),
                        parameters=tuple(
                            (key, value if isinstance(value, str) else dumps(value))
                            for key, value in parameters.items()
                        ),
                    )
                )
        return tuple(found)


def _preferred(found: tuple[MediaType, ...]) -> int:
    """JSON first; then a form that can carry what the fields need; else what stands first."""
    order = {BodyKind.JSON: 0, BodyKind.MULTIPART: 2, BodyKind.FORM: 1}
    ranks = [order.get(media.kind, 3) for media in found]
    return ranks.index(min(ranks))


def form_fields(
    found: TypeRef, fields_of: dict[str, tuple[Field, ...]], aliases: dict[str, TypeRef]
) -> tuple[Field, ...]:
    """The fields of the object that a form sends: those of a model, of all members of a union together."""
    seen: set[str] = set()
    queue = [found]
    out: dict[str, Field] = {}
    while queue:
        one = queue.pop(0)
        if isinstance(one, Named) and one.id not in seen:
            seen.add(one.id)
            for field in fields_of.get(one.id, ()):
                out.setdefault(field.name, field)
            if one.id in aliases:
                queue.append(aliases[one.id])
        elif isinstance(one, Union):
            queue += one.members
    return tuple(out.values()) if found != ANY else ()
