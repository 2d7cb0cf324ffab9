"""The first map of a build: one input → its join keys, small enough to send anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document
from specsmith.readers.apis_json import Listing, normalize_url
from specsmith.readers.read import ReadOptions, read_source
from specsmith.readers.sources import Source


@dataclass(frozen=True, slots=True)
class DocumentKeys:
    """What one document of an input can be joined by.

    ``position`` counts the documents of the input. ``shapes`` are its absolute paths with parameters as ``{}``.
    """

    position: int
    dialect: Dialect
    collection: str = ""
    title: str = ""
    hosts: tuple[str, ...] = ()
    base_paths: tuple[str, ...] = ()
    shapes: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One indexed input. ``diagnostics`` are located; documents are not kept: reading them again is cheap."""

    source: Source
    documents: tuple[DocumentKeys, ...] = ()
    listings: tuple[Listing, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def index_source(source: Source, options: ReadOptions = ReadOptions()) -> Entry:
    """Read one input for its join keys only."""
    result = read_source(source, options)
    return Entry(
        source,
        tuple(document_keys(document, i) for i, document in enumerate(result.documents)),
        tuple(result.listings),
        tuple(diagnostic.located() for diagnostic in result.diagnostics),
    )


def document_keys(document: Document, position: int = 0) -> DocumentKeys:
    """The join keys of a document; anything in it may be of a wrong type."""
    root = document.root
    info = root.get("info") if isinstance(root.get("info"), dict) else {}
    assert isinstance(info, dict)
    pairs = sorted(_servers(root, document.dialect))
    bases = sorted({base for _, base in pairs}) or [""]
    paths = root.get("paths")
    shapes: set[str] = set()
    slugs: set[str] = set()
    for path, item in paths.items() if isinstance(paths, dict) else ():
        shapes.update(path_shape(base + "/" + str(path)) for base in bases)
        if isinstance(item, dict):
            slugs.update(
                str(op["x-api-path-slug"]) for op in item.values() if isinstance(op, dict) and op.get("x-api-path-slug")
            )
    return DocumentKeys(
        position,
        document.dialect,
        collection=_text(root.get("x-collection-name")),
        title=_text(info.get("title")),
        hosts=tuple(sorted({host for host, _ in pairs if host})),
        base_paths=tuple(bases),
        shapes=frozenset(shapes),
        slugs=frozenset(slugs),
        version=_text(info.get("version")),
    )


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _servers(root: dict[str, Any], dialect: Dialect) -> set[tuple[str, str]]:
    """(host, base path) pairs; the host in lower case, the base path without a trailing slash."""
    if dialect is Dialect.SWAGGER_2_0:
        host, base = _text(root.get("host")), _text(root.get("basePath"))
        if not host and not base:
            return set()
        return {_host_and_base(f"//{host.partition('://')[2] or host}/{base}")}
    servers = root.get("servers")
    found = set()
    for server in servers if isinstance(servers, list) else ():
        url = _text(server.get("url")) if isinstance(server, dict) else ""
        if url and url != "/":
            found.add(_host_and_base(url))
    return found


def _host_and_base(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(normalize_url(url))
        host = parts.netloc.lower()
    except ValueError:
        return "", ""
    host = re.sub(r":(?:80|443)\Z", "", host)
    return host, re.sub(r"/{2,}", "/", parts.path).rstrip("/")


def path_shape(path: str) -> str:
    """A path with its parameters unnamed, without query, fragment, doubled or trailing slashes.

    >>> path_shape("/api/v4//users/{user_id}/?x=1")
    '/api/v4/users/{}'
    """
    bare = path.partition("?")[0].partition("#")[0]
    return re.sub(r"/{2,}", "/", re.sub(r"\{[^{}]*\}", "{}", bare)).rstrip("/") or "/"
