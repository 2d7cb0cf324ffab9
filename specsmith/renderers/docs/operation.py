"""Operation → what its page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlsplit

from markupsafe import Markup

from specsmith.renderers import highlight
from specsmith.renderers.docs.context import Context, operation_title
from specsmith.renderers.docs.curl import base_url, curl_sample
from specsmith.renderers.docs.pages import (
    NOTHING,
    Callback,
    Fold,
    Link,
    Media,
    Need,
    OperationView,
    ResponseView,
    Sample,
)
from specsmith.renderers.docs.trees import Trees
from specsmith.renderers.docs.tryit import try_it_data
from specsmith.renderers.escaping import html
from specsmith.renderers.markdown import MarkdownRenderer
from specsmith.views.api import (
    Body,
    BodyKind,
    Location,
    MediaType,
    Operation,
    Pagination,
    PaginationKind,
    Response,
    SecurityNeed,
)
from specsmith.views.examples import made_example
from specsmith.views.types import ANY, Any_, Example, Named, TypeRef

_HEADINGS = (
    (Location.PATH, "Path parameters"),
    (Location.QUERY, "Query parameters"),
    (Location.HEADER, "Headers"),
    (Location.COOKIE, "Cookies"),
)
_LONGEST_EXAMPLE = 12_000  # characters shown in a panel; the rest would make the page heavy and nobody reads on


class OperationPages:
    """Makes :class:`OperationView` values; samples are off on the page that holds everything."""

    def __init__(self, context: Context, trees: Trees, *, samples: bool = True) -> None:
        self._context = context
        self._trees = trees
        self._markdown: MarkdownRenderer = context.markdown["../"]
        self._samples = samples
        self._made: dict[tuple[TypeRef, bool], Example] = {}

    def view(
        self,
        operation: Operation,
        crumbs: Sequence[Link] = (),
        previous: Link | None = None,
        next_: Link | None = None,
        kind: str = "operation",
    ) -> OperationView:
        """Everything about one operation (or webhook, or the operation of a callback)."""
        body = operation.body
        example = self._body_example(body)
        return OperationView(
            id=operation.id,
            title=operation_title(operation),
            method=operation.method.upper(),
            verb=operation.method.lower(),
            prefix=_prefix(self._context, operation) if kind == "operation" else "",
            path=_path_pieces(operation.path),
            description=self._markdown.block(operation.description, 2),
            deprecated=operation.deprecated,
            needs=self._needs(operation.security),
            anonymous=any(not need.schemes for need in operation.security),
            parameters=self._parameters(operation),
            body=[self._media(media, True) for media in body.media_types] if body else (),
            body_required=body.required if body else False,
            body_description=self._markdown.block(body.description, 3) if body else NOTHING,
            responses=self._responses(operation.responses),
            callbacks=[
                Callback(c.name, c.expression, [self.view(op, kind="callback") for op in c.operations])
                for c in operation.callbacks
            ],
            sources=[f"{note.file}, line {note.line}" if note.line else note.file for note in operation.sources],
            external=_external(operation),
            request_samples=self._request_samples(operation, example, kind) if self._samples else (),
            response_samples=self._response_samples(operation) if self._samples else (),
            pagination=_pagination(operation.pagination),
            crumbs=crumbs,
            previous=previous,
            next=next_,
            try_it=try_it_data(self._context, operation, text_of(example) if example else "")
            if self._samples and kind == "operation"
            else NOTHING,
            kind=kind,
        )

    def _parameters(self, operation: Operation) -> list[Fold]:
        folds = []
        for location, title in _HEADINGS:
            found = [p for p in operation.parameters if p.location is location]
            if found:
                folds.append(Fold(title, self._trees.parameters(found), f"{location.value}-parameters"))
        return folds

    def _media(self, media: MediaType, request: bool, linked: bool = False) -> Media:
        if linked and isinstance(media.type, Named) and self._trees.links.model(media.type.id):
            return Media(media.name, self._trees.names.phrase(media.type))
        if media.fields:
            rows = self._trees.fields([f for f in media.fields if not (request and f.read_only)], request)
            return Media(
                media.name, self._trees.names.phrase(media.type), rows, self._markdown.block(media.description, 4)
            )
        phrase, rows = self._trees.body(media.type, request)
        if media.kind is BodyKind.BINARY and isinstance(media.type, Any_):
            phrase = Markup("file")
        return Media(media.name, phrase, rows, self._markdown.block(media.description, 4))

    def _responses(self, responses: Sequence[Response]) -> list[ResponseView]:
        views = []
        opened = False
        for response in responses:
            # what an error looks like is the same everywhere: its schema's page shows it, here a link is enough
            linked = tone(response.status) != "ok"
            media = _distinct([self._media(m, False, linked) for m in response.media_types])
            rich = any(m.rows for m in media)
            views.append(
                ResponseView(
                    status=response.status,
                    reason=reason(response.status),
                    tone=tone(response.status),
                    description=self._markdown.brief(response.description),
                    media=media,
                    headers=self._trees.headers(response.headers) if response.headers else NOTHING,
                    links=[
                        Link(link.name, self._context_link(link.operation), link.description) for link in response.links
                    ],
                    open=rich and response.success and not opened,
                )
            )
            opened = opened or (rich and response.success)
        return views

    def _context_link(self, operation: str) -> str:
        path = self._context.site.operations.get(operation)
        return f"../{path}.html" if path else ""

    def _needs(self, security: Sequence[SecurityNeed]) -> list[Need]:
        needs = []
        for need in security:
            if need.schemes:
                schemes = [Link(id_, f"../index.html#auth-{html.anchor(id_)}") for id_, _ in need.schemes]
                needs.append(Need(schemes, [scope for _, scopes in need.schemes for scope in scopes]))
        return needs

    def _body_example(self, body: Body | None) -> Example | None:
        if body is None or not body.media_types:
            return None
        media = body.media_types[body.preferred]
        if media.kind in (BodyKind.FORM, BodyKind.MULTIPART, BodyKind.BINARY):
            return None
        return self._example(media, True)

    def _example(self, media: MediaType, request: bool) -> Example | None:
        for example in media.examples:
            if example.json and not example.made:
                return example
        if media.type == ANY:
            return None
        if media.kind not in (BodyKind.JSON, BodyKind.LINES):
            return media.examples[0] if media.examples else None
        key = (media.type, request)
        known = self._made.get(key)
        if known is None:
            known = made_example(media.type, self._context.models, request=request)
            self._made[key] = known
        return None if known.json == "null" else known

    def _request_samples(self, operation: Operation, example: Example | None, kind: str) -> list[Sample]:
        if kind != "operation":
            return [_sample("Payload", example.json, "json", example)] if example is not None else []
        body = text_of(example) if example is not None else None
        command = curl_sample(self._context.api, operation, self._context.models, body)
        samples = [Sample("curl", highlight.code(command, "bash"), "bash", command, bool(example and example.made))]
        for label, maker in self._context.samples.items():
            source = maker(operation)
            if source:
                samples.append(Sample(label, highlight.code(source, maker.language), maker.language, source))
        for given in operation.samples:
            label = given.label or given.language or "Sample"
            if any(sample.label.lower() == label.lower() for sample in samples):
                label += " (given)"
            samples.append(Sample(label, highlight.code(given.source, given.language), given.language, given.source))
        return samples

    def _response_samples(self, operation: Operation) -> list[Sample]:
        """An example for every status; errors that are the same schema share one panel (``401, 404``)."""
        samples: list[Sample] = []
        shared: dict[TypeRef, int] = {}
        for response in operation.responses:
            for media in response.media_types:
                given = [e for e in media.examples if e.json and not e.made]
                example = self._example(media, False)
                if example is None:
                    continue
                if example.made and isinstance(media.type, Named) and tone(response.status) != "ok":
                    at = shared.setdefault(media.type, len(samples))
                    if at < len(samples):
                        samples[at] = replace(samples[at], label=f"{samples[at].label}, {response.status}")
                        break
                for one in given[:4] or [example]:
                    label = response.status + (f" {one.name}" if len(given) > 1 and one.name else "")
                    samples.append(_sample(label, text_of(one), "json", one))
                break
        return samples


def _sample(label: str, source: str, language: str, example: Example) -> Sample:
    note = example.summary
    if len(source) > _LONGEST_EXAMPLE:
        source = source[:_LONGEST_EXAMPLE].rsplit("\n", 1)[0] + "\n…"
        note = note or "Cut here: the whole example is longer."
    return Sample(label, highlight.code(source, language), language, source, example.made, note)


def text_of(example: Example) -> str:
    """An example as people write it: pretty JSON; a JSON string that holds a document (XML, CSV) as that document."""
    import json

    try:
        value = json.loads(example.json)
    except ValueError:
        return example.json
    if isinstance(value, str):
        return value
    return json.dumps(value, indent=2, ensure_ascii=False)


def _distinct(media: list[Media]) -> list[Media]:
    """Media types with the same content are one entry with several names."""
    out: list[Media] = []
    for one in media:
        for index, other in enumerate(out):
            if (other.type, other.rows, other.description) == (one.type, one.rows, one.description):
                out[index] = Media(f"{other.name}, {one.name}", one.type, one.rows, one.description)
                break
        else:
            out.append(one)
    return out


def reason(status: str) -> str:
    """The words for a status.

    >>> reason("404"), reason("2XX"), reason("default")
    ('Not Found', 'Success', 'Any other status')
    """
    if status.isdigit():
        try:
            return HTTPStatus(int(status)).phrase
        except ValueError:
            return ""
    ranges = {"1": "Information", "2": "Success", "3": "Redirection", "4": "Client error", "5": "Server error"}
    return "Any other status" if status == "default" else ranges.get(status[:1], "")


def tone(status: str) -> str:
    """The colour class of a status."""
    return {"2": "ok", "4": "bad", "5": "bad"}.get(status[:1], "soft")


def _prefix(context: Context, operation: Operation) -> str:
    try:
        return urlsplit(base_url(context.api, operation)).path.rstrip("/")
    except ValueError:
        return ""


def _path_pieces(path: str) -> list[Link]:
    return [
        Link(piece, note="parameter" if piece.startswith("{") else "")
        for piece in re.split(r"(\{[^{}]*\})", path)
        if piece
    ]


def _external(operation: Operation) -> Link | None:
    docs = operation.external_docs
    if docs is None or not html.href(docs.url):
        return None
    return Link(docs.description or "More documentation", html.href(docs.url))


def _pagination(pagination: Pagination | None) -> str:
    if pagination is None:
        return ""
    words: Mapping[PaginationKind, str] = {
        PaginationKind.PAGE: "by page number",
        PaginationKind.OFFSET: "by offset",
        PaginationKind.CURSOR: "by cursor",
        PaginationKind.LINK: "by the Link header",
    }
    return words[pagination.kind]
