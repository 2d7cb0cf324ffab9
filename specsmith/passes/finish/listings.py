"""Listing metadata joins the merged document: what the listing says fills what the documents left open.

Entries of a listing are matched to operations by ``x-api-slug`` ↔ ``x-api-path-slug``, by the fragment's file name in the
``x-openapi-spec`` URL, then by path (base URL + the path in the entry's slug).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from specsmith.model import Document
from specsmith.readers.apis_json import ListedApi, Listing
from specsmith.readers.sniff import METHODS

EXTENSION = "x-apis-json"


def apply_listings(document: Document, listings: Sequence[Listing]) -> int:
    """Fill title, description, logo, contact, links, tags and servers from the listings of the API, in order.

    Returns how many operations a listing entry was found for. What the documents state themselves is never replaced,
    but for the title when it names one fragment only.
    """
    if not listings:
        return 0
    root = document.root
    info = root.setdefault("info", {})
    for listing in listings:
        _fill_info(info, listing)
        if listing.apis and "externalDocs" not in root:
            human = next((api.human_url for api in listing.apis if api.human_url), "")
            if human:
                root["externalDocs"] = {"url": human}
        if not root.get("servers"):
            urls = dict.fromkeys(api.base_url for api in listing.apis if api.base_url)
            if urls:
                root["servers"] = [{"url": url} for url in urls]
    root[EXTENSION] = _provider_tree(listings)
    return _match_operations(document, listings)


def _fill_info(info: dict[str, Any], listing: Listing) -> None:
    if listing.name and (not info.get("title") or info.get("x-specsmith-titles")):
        info["title"] = listing.name
    if not str(info.get("description") or "").strip() and listing.description:
        info["description"] = listing.description
    if listing.image and "x-logo" not in info:
        info["x-logo"] = {"url": listing.image}
    if "contact" not in info:
        person = next((p for api in listing.apis for p in api.contact if p.name or p.email or p.url), None)
        if person is not None:
            pairs = (("name", person.name), ("url", person.url), ("email", person.email))
            info["contact"] = {key: value for key, value in pairs if value}


def _provider_tree(listings: Sequence[Listing]) -> dict[str, Any]:
    first = listings[0]
    common = dict.fromkeys(link for listing in listings for link in listing.common)
    tags = dict.fromkeys(
        tag for listing in listings for tag in (*listing.tags, *(t for a in listing.apis for t in a.tags))
    )
    tree: dict[str, Any] = {
        "name": first.name,
        "description": first.description,
        "image": first.image,
        "url": first.url,
        "created": min((ls.created for ls in listings if ls.created), default=""),
        "modified": max((ls.modified for ls in listings if ls.modified), default=""),
        "tags": list(tags),
        "common": [{"type": link.type, "url": link.url} for link in common],
        "maintainers": [
            {k: v for k, v in (("FN", p.name), ("email", p.email), ("url", p.url)) if v} for p in first.maintainers
        ],
    }
    return {key: value for key, value in tree.items() if value}


def path_slug(path: str, method: str) -> str:
    """The slug that galleries make of an operation: the letters, digits and hyphens of its path, then the method.

    >>> path_slug("/users/{user_id}/roles", "PUT")
    'usersuser-idroles-put'
    """
    return re.sub(r"[^a-z0-9-]", "", path.lower().replace("_", "-")) + "-" + method.lower()


def _match_operations(document: Document, listings: Sequence[Listing]) -> int:
    by_slug: dict[str, ListedApi] = {}
    by_file: dict[str, ListedApi] = {}
    for listing in listings:
        for api in listing.apis:
            if api.slug:
                by_slug.setdefault(api.slug, api)
            for link in api.properties:
                name = unquote(urlsplit(link.url).path.rpartition("/")[2])
                if name.endswith("-openapi.md"):
                    by_file.setdefault(name.removesuffix("-openapi.md"), api)
    matched = 0
    for path, item in (document.root.get("paths") or {}).items():
        for method, operation in item.items() if isinstance(item, dict) else ():
            if method not in METHODS or not isinstance(operation, dict):
                continue
            stated = str(operation.get("x-api-path-slug") or "")
            made = path_slug(path.partition("#")[0], method)
            entry = by_slug.get(stated) or by_file.get(stated) or by_slug.get(made) or by_file.get(made)
            if entry is not None:
                matched += 1
                _fill_operation(operation, entry)
    return matched


def _fill_operation(operation: dict[str, Any], api: ListedApi) -> None:
    if not operation.get("summary") and api.name:
        operation["summary"] = api.name.rpartition(" - ")[2] or api.name
    if not operation.get("description") and api.description:
        operation["description"] = api.description
    if not operation.get("tags") and api.tags:
        operation["tags"] = list(api.tags[:1])
