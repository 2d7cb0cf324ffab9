"""How a list is asked for page by page, as far as its parameters and its response give it away."""

from __future__ import annotations

import json
from typing import Any, Literal

from specsmith.views.api import BodyKind, Location, Operation, Pagination, PaginationKind, Parameter
from specsmith.views.types import ANY, Array, Field, Kind, Model, ModelShape, Named, Primitive, TypeRef

_PAGE = frozenset(["page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"])
_OFFSET = frozenset(["offset", "skip", "startindex", "startat", "from"])
_CURSOR = frozenset(
    [
        "cursor",
        "pagetoken",
        "nextpagetoken",
        "nexttoken",
        "nextcursor",
        "startingafter",
        "after",
        "continuationtoken",
        "paginationtoken",
        "marker",
        "startcursor",
    ]
)
_SIZE = (
    "perpage",
    "pagesize",
    "limit",
    "size",
    "count",
    "maxresults",
    "first",
    "top",
    "take",
    "maxpagesize",
    "itemsperpage",
)
_LISTS = ("data", "items", "results", "values", "entries", "records", "list", "objects", "value", "content", "rows")
_NEXT = frozenset(
    [
        "nextcursor",
        "nextpagetoken",
        "nexttoken",
        "cursor",
        "nextpage",
        "continuationtoken",
        "paginationtoken",
        "endcursor",
        "nextmarker",
    ]
)
_HOLDERS = frozenset(
    ["responsemetadata", "meta", "metadata", "pagination", "paging", "pageinfo", "page", "links", "info", "cursors"]
)


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def detect(operation: Operation, models: dict[str, Model]) -> Pagination | None:
    """The pagination of an operation that answers with a list; None when nothing points to one.

    ``x-pagination`` on the operation has the last word: ``false`` says that there is none, a mapping of ``kind`` (page,
    offset, cursor, link), ``position``, ``size`` (names of query parameters), ``items``, ``next`` (dotted paths in the
    answer) and ``first`` replaces what was detected, key by key; keys that name nothing are left out.
    ``next`` of the result is empty for cursors that are the ``id`` of the last item (``starting_after``).
    """
    stated = _stated(operation)
    if stated is False:
        return None
    found = _detected(operation, models)
    return found if stated is None else _configured(operation, models, found, stated)


def _stated(operation: Operation) -> dict[str, Any] | Literal[False] | None:
    written = next((json.loads(value) for name, value in operation.extensions if name == "x-pagination"), None)
    return written if isinstance(written, dict) or written is False else None


def _configured(
    operation: Operation, models: dict[str, Model], found: Pagination | None, stated: dict[str, Any]
) -> Pagination | None:
    kinds = {kind.value: kind for kind in PaginationKind}
    kind = kinds.get(str(stated.get("kind")), found.kind if found else None)
    query = {one.name for one in operation.parameters if one.location is Location.QUERY and one.fixed is None}
    position = _named(stated, "position", query, found.position if found else "")
    if kind is None or (not position and kind is not PaginationKind.LINK):
        return found
    items, item_type = (found.items, found.item_type) if found else ((), ANY)
    if isinstance(stated.get("items"), str):
        items = tuple(part for part in stated["items"].split(".") if part)
        item_type = _item_at(operation, models, items)
    following = found.next if found else ()
    if isinstance(stated.get("next"), str):
        following = tuple(part for part in stated["next"].split(".") if part)
    first = stated.get("first", found.first if found else int(kind is PaginationKind.PAGE))
    return Pagination(
        kind=kind,
        position=position,
        size=_named(stated, "size", query, found.size if found else ""),
        items=items,
        next=following,
        item_type=item_type,
        first=first if isinstance(first, int) else 1,
    )


def _named(stated: dict[str, Any], key: str, query: set[str], otherwise: str) -> str:
    return stated[key] if stated.get(key) in query else otherwise


def _item_at(operation: Operation, models: dict[str, Model], path: tuple[str, ...]) -> TypeRef:
    """The type of the items of the list at a path of the answer."""
    for response in operation.responses:
        for media in response.media_types if response.success else ():
            found, fields = _resolved(media.type, models)
            for name in path:
                inner = next((field.type for field in fields if field.name == name), ANY)
                found, fields = _resolved(inner, models)
            if isinstance(found, Array):
                return found.items
    return ANY


def _detected(operation: Operation, models: dict[str, Model]) -> Pagination | None:
    if operation.method != "get":
        return None
    query = [one for one in operation.parameters if one.location is Location.QUERY and one.fixed is None]
    sizes = [one for name in _SIZE for one in query if _plain(one.name) == name]
    size = sizes[0].name if sizes else ""
    found = _items(operation, models)
    if found is None:
        return None
    items, item_type, fields = found
    links = any(
        header.name.lower() == "link"
        for response in operation.responses
        if response.success
        for header in response.headers
    )
    cursor = _first(query, _CURSOR)
    if cursor is not None:
        following = _next(fields, models)
        by_last = _plain(cursor.name) in {"startingafter", "after"} and "id" in _names(item_type, models)
        if following or by_last:
            return Pagination(PaginationKind.CURSOR, cursor.name, size, items, following, item_type)
    page = _first(query, _PAGE)
    if page is not None and _numeric(page):
        kind = PaginationKind.LINK if links else PaginationKind.PAGE
        return Pagination(kind, page.name, size, items, (), item_type, first=0 if page.default == "0" else 1)
    offset = _first(query, _OFFSET)
    if offset is not None and size and _numeric(offset):
        return Pagination(PaginationKind.OFFSET, offset.name, size, items, (), item_type, first=0)
    return Pagination(PaginationKind.LINK, "", size, items, (), item_type) if links else None


def _first(query: list[Parameter], names: frozenset[str]) -> Parameter | None:
    return next((one for one in query if _plain(one.name) in names), None)


def _numeric(one: Parameter) -> bool:
    return one.type == ANY or (
        isinstance(one.type, Primitive) and one.type.kind in {Kind.INTEGER, Kind.NUMBER, Kind.STRING}
    )


def _resolved(found: TypeRef, models: dict[str, Model]) -> tuple[TypeRef, tuple[Field, ...]]:
    for _ in range(8):
        model = models.get(found.id) if isinstance(found, Named) else None
        if model is None:
            return found, ()
        if model.shape is ModelShape.OBJECT:
            return found, model.fields
        found = model.type
    return found, ()


def _items(operation: Operation, models: dict[str, Model]) -> tuple[tuple[str, ...], TypeRef, tuple[Field, ...]] | None:
    """Where the list stands in the JSON answer: (path, type of an item, fields of the answer)."""
    for response in operation.responses:
        if not response.success:
            continue
        for media in response.media_types:
            if media.kind is not BodyKind.JSON:
                continue
            found, fields = _resolved(media.type, models)
            if isinstance(found, Array):
                return (), found.items, ()
            lists = []
            for field in fields:
                inner, _ = _resolved(field.type, models)
                if isinstance(inner, Array):
                    lists.append((field.name, inner.items))
            for name in _LISTS:
                for wire, item in lists:
                    if wire.lower() == name:
                        return (wire,), item, fields
            if len(lists) == 1:
                return (lists[0][0],), lists[0][1], fields
    return None


def _next(fields: tuple[Field, ...], models: dict[str, Model]) -> tuple[str, ...]:
    for field in fields:
        if _plain(field.name) in _NEXT and not _resolved(field.type, models)[1]:
            return (field.name,)
    for field in fields:
        if _plain(field.name) in _HOLDERS:
            for inner in _resolved(field.type, models)[1]:
                if _plain(inner.name) in _NEXT:
                    return (field.name, inner.name)
                if _plain(inner.name) in {"cursors", "next"}:
                    for last in _resolved(inner.type, models)[1]:
                        if _plain(last.name) in {"after", "cursor", "next"}:
                            return (field.name, inner.name, last.name)
    return ()


def _names(item: TypeRef, models: dict[str, Model]) -> frozenset[str]:
    return frozenset(field.name for field in _resolved(item, models)[1])
