"""The search index: shards that script elements load, so that it works from file:// too.

A shard is ``specsmithSearch.add(i, [page, …])``; a page is ``{h: address, t: title, m: method, p: path, x: words, f: [[kept, crumb,
words], …]}``, where a field's breadcrumb is the first ``kept`` crumbs of the field before it and its own; operations have a number ``n``, schemas the numbers ``u`` of the first operations that use them and how many ``c`` do. Schemas are indexed once, where they are described, not once for every operation that uses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from specsmith.renderers.docs.context import Context, operation_title
from specsmith.renderers.docs.overview import tag_title
from specsmith.renderers.docs.types import allowed
from specsmith.renderers.escaping import html
from specsmith.renderers.markdown import summary
from specsmith.views.api import MediaType, Operation
from specsmith.views.types import Array, Field, Map, Model, ModelShape, Named, Tuple, TypeRef, Union

SHARD_CHARACTERS = 200_000
_DEEPEST = 8
_WORDS = 140
_USERS = 3
_ARROW = " › "


def search_files(context: Context) -> dict[str, str]:
    """``search/0.js`` …: operations first (most searches end there), then tags and schemas. ``search/index.js`` tells how many."""
    shards: list[list[str]] = []
    size = SHARD_CHARACTERS
    for page in _pages(context):
        entry = str(html.script_json(page))
        if size + len(entry) > SHARD_CHARACTERS:
            shards.append([])
            size = 0
        shards[-1].append(entry)
        size += len(entry)
    files = {
        f"assets/search/{number}.js": f"specsmithSearch.add({number},[\n" + ",\n".join(entries) + "\n]);\n"
        for number, entries in enumerate(shards)
    }
    files["assets/search/index.js"] = f"specsmithSearch.start({len(shards)});\n"
    return files


def _pages(context: Context) -> Iterable[dict[str, Any]]:
    index = _Index(context)
    numbers = {operation.id: number for number, operation in enumerate(context.api.operations)}
    for operation in context.api.operations:
        page = index.operation(operation, f"{context.site.operations[operation.id]}.html")
        yield page | {"n": numbers[operation.id]}
    for hook in context.api.webhooks:
        yield index.operation(hook.operation, f"{context.site.webhooks[hook.name]}.html") | {
            "t": hook.name,
            "m": "event",
        }
    for tag in context.api.tags:
        yield _trim(
            {"h": f"{context.site.tags[tag.slug]}.html", "t": tag_title(tag), "k": "tag", "x": _words(tag.description)}
        )
    for model in context.api.models:
        if not model.inline:
            users = [numbers[id_] for id_ in model.used_by if id_ in numbers]
            page = index.model(model, f"{context.site.models[model.id]}.html")
            yield page | ({"u": users[:_USERS], "c": len(users)} if users else {})


class _Index:
    def __init__(self, context: Context) -> None:
        self._models = context.models
        self._named = context.site.models

    def operation(self, operation: Operation, address: str) -> dict[str, Any]:
        fields: list[list[str]] = []
        for parameter in operation.parameters:
            if parameter.fixed is None:
                words = [_words(parameter.description), *allowed(parameter.type, self._models)[:40]]
                fields.append([f"{parameter.location.value}{_ARROW}{parameter.name}", *_joined(words)])
        if operation.body is not None:
            self._media(operation.body.media_types, "body", True, fields)
        for response in operation.responses:
            self._media(response.media_types, f"response {response.status}", False, fields)
        return _trim(
            {
                "h": address,
                "t": operation_title(operation),
                "m": operation.method.lower(),
                "p": operation.path,
                "x": _words(operation.description, 300) + (f" {operation.name}" if operation.name else ""),
                "f": fields,
            }
        )

    def model(self, model: Model, address: str) -> dict[str, Any]:
        fields: list[list[str]] = []
        if model.shape is ModelShape.ENUM:
            fields.append(["values", " ".join(str(v.value) for v in model.enum_values[:80])])
        elif model.shape is ModelShape.ALIAS:
            self._type(model.type, "", (model.id,), False, fields)
        else:
            self._fields(model.fields, "", (model.id,), fields)
        return _trim({"h": address, "t": model.name, "k": "schema", "x": _words(model.description), "f": fields})

    def _media(self, media_types: Sequence[MediaType], crumb: str, request: bool, out: list[list[str]]) -> None:
        for media in media_types[:1]:
            if media.fields:
                self._fields(media.fields, crumb, (), out)
            else:
                self._type(media.type, crumb, (), request, out)

    def _type(self, type_: TypeRef, crumb: str, path: tuple[str, ...], request: bool, out: list[list[str]]) -> None:
        match type_:
            case Array():
                self._type(type_.items, crumb, path, request, out)
            case Map():
                self._type(type_.values, crumb, path, request, out)
            case Union():
                for member in type_.members:
                    self._type(member, crumb, path, request, out)
            case Tuple():
                for member in type_.items:
                    self._type(member, crumb, path, request, out)
            case Named():
                model = self._models.get(type_.id)
                if model is None or type_.id in path or type_.id in self._named or len(path) > _DEEPEST:
                    return
                if model.shape is ModelShape.OBJECT:
                    fields = model.request_fields if request else model.response_fields
                    self._fields(fields, crumb, (*path, type_.id), out)
                elif model.shape is ModelShape.ALIAS:
                    self._type(model.type, crumb, (*path, type_.id), request, out)

    def _fields(self, fields: Sequence[Field], crumb: str, path: tuple[str, ...], out: list[list[str]]) -> None:
        for field in fields:
            at = f"{crumb}{_ARROW}{field.name}" if crumb else field.name
            own = allowed(field.type, self._models)[:40] if not self._elsewhere(field.type) else []
            out.append([at, *_joined([_words(field.description), *own])])
            self._type(field.type, at, path, False, out)

    def _elsewhere(self, type_: TypeRef) -> bool:
        return isinstance(type_, Named) and type_.id in self._named


def _words(text: str, limit: int = _WORDS) -> str:
    return summary(text, limit) if text else ""


def _joined(words: Sequence[str]) -> list[str]:
    line = " ".join(word for word in words if word)
    return [line] if line else []


def _trim(page: dict[str, Any]) -> dict[str, Any]:
    page["f"] = _crumbs(page.get("f", ()))
    return {key: value for key, value in page.items() if value}


def _crumbs(fields: Iterable[Sequence[str]]) -> list[list[Any]]:
    """Breadcrumbs without what they share with the one before.

    >>> _crumbs([["body › a", "words"], ["body › a › b"], ["body › c"]])
    [[0, 'body › a', 'words'], [2, 'b'], [1, 'c']]
    """
    out: list[list[Any]] = []
    before: list[str] = []
    for crumb, *words in fields:
        parts = crumb.split(_ARROW)
        kept = 0
        while kept < min(len(before), len(parts) - 1) and before[kept] == parts[kept]:
            kept += 1
        out.append([kept, _ARROW.join(parts[kept:]), *words])
        before = parts
    return out
