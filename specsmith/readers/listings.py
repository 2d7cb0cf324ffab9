"""Listings with their includes; a normalized listing as an APIs.json 0.19 tree or as a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import unquote, urlsplit

from specsmith.diagnostics import Diagnostic
from specsmith.readers import codes
from specsmith.readers.apis_json import ListedApi, Listing, Person
from specsmith.readers.read import ReadOptions, read_source
from specsmith.readers.sources import Source, find_sources

SPECIFICATION_VERSION = "0.19"
_KINDS = {
    "x-openapi-spec": "OpenAPI", "x-openapi": "OpenAPI", "x-swagger": "OpenAPI", "swagger": "OpenAPI",
    "x-postman-collection": "PostmanCollection", "x-documentation": "Documentation", "x-blog": "Blog",
    "x-blog-rss": "BlogFeed", "x-pricing": "Pricing", "x-website": "Website", "x-developer": "Portal",
    "x-github": "GitHubOrganization", "x-twitter": "Twitter", "x-terms-of-service": "TermsOfService",
    "x-privacy": "PrivacyPolicy", "x-security": "Security", "x-status": "StatusPage", "x-change-log": "ChangeLog",
    "x-authentication": "Authentication", "x-getting-started": "GettingStarted", "x-support": "Support",
}  # fmt: skip


def read_listings(names: Sequence[str], *, allow_remote: bool = False) -> tuple[list[Listing], list[Diagnostic]]:
    """All listings behind ``names``, with the listings that they include (each once)."""
    sources, problems = find_sources(names, allow_remote=allow_remote)
    found: list[Listing] = []
    seen: set[str] = set()
    queue = list(sources)
    while queue:
        source = queue.pop(0)
        if source.location in seen:
            continue
        seen.add(source.location)
        result = read_source(source, ReadOptions(recover=False))
        problems.extend(d.located() for d in result.diagnostics)
        for listing in result.listings:
            found.append(listing)
            for url in listing.include:
                included = linked_source(url, source, allow_remote=allow_remote)
                if isinstance(included, Source):
                    queue.append(included)
                else:
                    problems.append(included)
    return found, problems


def linked_sources(
    listing: Listing, source: Source, known: AbstractSet[str], *, allow_remote: bool
) -> tuple[list[Source], list[Diagnostic]]:
    """The inputs that a listing names and nobody else did: its includes, and the descriptions of its APIs.

    ``known`` are the file names that are inputs already: galleries name by URL what lies beside the listing.
    """
    descriptions = [
        p.url for api in listing.apis for p in api.properties if property_kind(p.type) == "OpenAPI" and p.url
    ]
    wanted = [url for url in descriptions if urlsplit(url).path.rpartition("/")[2] not in known]
    if not allow_remote:  # a description elsewhere is not missed; a relative one is
        wanted = [url for url in wanted if not urlsplit(url).scheme]
    found: list[Source] = []
    problems: list[Diagnostic] = []
    for url in dict.fromkeys([*listing.include, *wanted]):
        linked = linked_source(url, source, allow_remote=allow_remote)
        if isinstance(linked, Source):
            found.append(linked)
        else:
            problems.append(linked)
    return found, problems


def linked_source(url: str, source: Source, *, allow_remote: bool) -> Source | Diagnostic:
    """What a listing links to, as an input; a diagnostic where it may not be read or is not there."""
    if urlsplit(url).scheme in ("http", "https"):
        if allow_remote:
            sources, problems = find_sources([url], allow_remote=True)
            return sources[0] if sources else problems[0]
        return Diagnostic.of(codes.LISTING_INCLUDE, f"{url} was not read: no --allow-remote", file=source.path)
    root = os.path.realpath(source.root or os.devnull)
    target = os.path.realpath(os.path.join(os.path.dirname(source.location), unquote(urlsplit(url).path)))
    if os.path.commonpath([root, target]) != root:
        return Diagnostic.of(codes.OUTSIDE, f"{url} leads out of the input folder", file=source.path)
    if not os.path.isfile(target):
        return Diagnostic.of(codes.LISTING_INCLUDE, f"{url} is not there", file=source.path)
    shown = os.path.normpath(os.path.join(os.path.dirname(source.path), url)).replace(os.sep, "/")
    return Source(shown, target, source.root, named=False)


def property_kind(kind: str) -> str:
    """The name that APIs.json 0.19 has for a kind of link; unknown kinds stay as they are.

    >>> property_kind("x-openapi-spec"), property_kind("x-crunchbase")
    ('OpenAPI', 'x-crunchbase')
    """
    return _KINDS.get(kind.lower(), kind)


def as_tree(listing: Listing) -> dict[str, Any]:
    """A listing in APIs.json 0.19 form, empty fields left out."""
    aid = listing.aid or listing.slug or listing.name.lower().replace(" ", "-")
    tree: dict[str, Any] = {
        "aid": aid,
        "name": listing.name,
        "description": listing.description,
        "type": listing.type or "Index",
        "image": listing.image,
        "url": listing.url,
        "created": listing.created,
        "modified": listing.modified,
        "specificationVersion": SPECIFICATION_VERSION,
        "position": listing.position,
        "access": listing.access,
        "tags": list(listing.tags),
        "apis": [_api_tree(aid, api) for api in listing.apis],
        "common": [{"type": property_kind(p.type), "url": p.url} for p in listing.common],
        "include": [{"url": url} for url in listing.include],
        "maintainers": [_person_tree(p) for p in listing.maintainers],
    }
    kept = {key: value for key, value in tree.items() if value or key in ("tags", "apis")}
    return kept | dict(listing.extensions)


def _api_tree(aid: str, api: ListedApi) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "aid": api.aid or f"{aid}:{api.slug or api.name.lower().replace(' ', '-')}",
        "name": api.name,
        "description": api.description,
        "image": api.image,
        "humanURL": api.human_url,
        "baseURL": api.base_url,
        "tags": list(api.tags),
        "properties": [{"type": property_kind(p.type), "url": p.url} for p in api.properties],
        "contact": [_person_tree(p) for p in api.contact],
        "x-api-slug": api.slug,
    }
    return {key: value for key, value in tree.items() if value}


def _person_tree(person: Person) -> dict[str, str]:
    return {k: v for k, v in (("FN", person.name), ("email", person.email), ("url", person.url)) if v}


def as_table(listings: Sequence[Listing]) -> str:
    """One line an API: provider, name, base URL, tags, links."""
    rows = [("PROVIDER", "API", "BASE URL", "LINKS")]
    for listing in listings:
        for api in listing.apis:
            links = ", ".join(dict.fromkeys(property_kind(p.type) for p in api.properties))
            rows.append((listing.name, api.name, api.base_url, links))
    widths = [min(60, max(len(row[i]) for row in rows)) for i in range(4)]
    lines = ["  ".join(_fit(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines) + "\n"


def _fit(cell: str, width: int) -> str:
    return (cell if len(cell) <= width else cell[: width - 1] + "…").ljust(width)
