"""Many documents of one API to one, by evidence.

Merging is a join: all statements about a field are collected first, equal ones collapse, and one total order over the
statements themselves chooses once. The order of the documents never matters, and what was merged once stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specsmith.merging.assembly import (
    hoist_security,
    hoist_servers,
    join_head,
    join_paths,
    order_fields,
    unique_operation_ids,
    version_key,
)
from specsmith.merging.components import drop_idle_placeholders, join_components
from specsmith.merging.identity import Stated, group_operations, operations_of, place_examples, place_without_host
from specsmith.merging.joiner import Joiner
from specsmith.merging.layout import place
from specsmith.merging.options import (
    FIRST,
    NEWEST,
    RICHEST,
    Decision,
    Losing,
    Merged,
    MergeOptions,
    names_source,
    stem,
)
from specsmith.merging.statements import Side, raw_key
from specsmith.model import Dialect, Document

__all__ = ["Decision", "Losing", "MergeOptions", "Merged", "merge_documents"]

_TOP = ("openapi", "$self", "info", "jsonSchemaDialect", "servers", "security", "tags", "externalDocs", "paths", "webhooks",
        "components")  # fmt: skip


def merge_documents(documents: Sequence[Document], options: MergeOptions | None = None) -> Merged:
    """Join OpenAPI 3.1 (or 3.2) documents of one API; the inputs are left as they are.

    The result's diagnostics are only those of merging; its provenance knows every container and every field that was
    taken from somewhere. No document gives an empty one. See :class:`MergeOptions` for how ties are broken.

    >>> from specsmith.text import SourceFile
    >>> def doc(name, root): return Document.read(root, Dialect.OPENAPI_3_1, SourceFile(name, ""))
    >>> a = doc("a", {"openapi": "3.1.1", "paths": {"/u/{id}": {"get": {"summary": "Get"}}}})
    >>> b = doc("b", {"openapi": "3.1.1", "paths": {"/u/{user_id}": {"get": {"summary": "Get a user"}}}})
    >>> merge_documents([a, b]).document.root["paths"]
    {'/u/{user_id}': {'get': {'summary': 'Get a user'}}}
    """
    options = options or MergeOptions()
    sides = _sides(documents, options)
    joiner = Joiner()
    components = join_components(joiner, sides)
    stated: list[Stated] = [one for side in sides for one in operations_of(side)]
    place_without_host(joiner, stated)
    place_examples(stated)
    placed = place(joiner, group_operations(stated))
    root: dict[str, Any] = {}
    join_head(joiner, root, sides)
    root["paths"] = join_paths(joiner, placed, sides)
    hoist_servers(joiner, root, placed, sides)
    hoist_security(joiner, root, placed, sides)
    unique_operation_ids(joiner, root, placed)
    order_fields(root, placed)
    if components:
        root["components"] = components
        drop_idle_placeholders(joiner, root)
        if not root["components"]:
            del root["components"]
    root = {**{key: root[key] for key in _TOP if key in root}, **{key: v for key, v in root.items() if key not in _TOP}}
    joiner.provenance.record(root, tuple(origin for side in sides for origin in side.origins(side.root)))
    dialect = Dialect.OPENAPI_3_2 if root["openapi"].startswith("3.2") else Dialect.OPENAPI_3_1
    source = sides[0].document.source if sides else documents[0].source
    document = Document(root, dialect, source, joiner.provenance, joiner.diagnostics)
    return Merged(document, tuple(joiner.decisions))


def _sides(documents: Sequence[Document], options: MergeOptions) -> list[Side]:
    """The sources in an order of their own (path, then text); the same document twice is one."""
    ranks = _ranks(documents, options)
    keyed: dict[tuple[str, bytes], Side] = {}
    for document, rank in zip(documents, ranks, strict=True):
        path = document.source.path
        label = options.labels.get(path) or stem(path)
        weak = path in options.weak or document.dialect is Dialect.POSTMAN
        side = Side(document, label, 0 if weak else 1, rank)
        complete = document.root.get("x-complete")
        side.weight = (int(complete is True or complete == 1), sum(1 for _ in operations_of(side)))
        key = (path, raw_key(document.root))
        if key not in keyed or keyed[key].rank < rank:
            keyed[key] = side
    return [keyed[key] for key in sorted(keyed)]


def _ranks(documents: Sequence[Document], options: MergeOptions) -> list[int]:
    """The preference as a number for each document: larger is better, equal where nothing was asked for."""
    prefer = options.prefer
    if prefer == RICHEST:
        return [0] * len(documents)
    if prefer == FIRST:
        return [-index for index in range(len(documents))]
    if prefer == NEWEST:
        ages = [_age(document, options) for document in documents]
        known = {age: index for index, age in enumerate(sorted(set(ages)))}
        return [known[age] for age in ages]
    return [int(names_source(prefer, document.source.path)) for document in documents]


def _age(document: Document, options: MergeOptions) -> tuple[Any, ...]:
    info = document.root.get("info")
    version = str(info.get("version", "")) if isinstance(info, dict) else ""
    return (options.modified.get(document.source.path, ""), version_key(version))
