"""The catalog in APIs.json form, specification version 0.19."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specsmith.views.catalog import CatalogApi

SPECIFICATION_VERSION = "0.19"


def apis_json(
    apis: Sequence[CatalogApi], *, aid: str = "catalog", name: str = "API catalog", description: str = "", url: str = ""
) -> dict[str, Any]:
    """The collection as an APIs.json document; addresses are relative to it unless ``url`` (of the catalog's folder) is given.

    Dates come from the listings (the earliest creation, the latest change); a collection without any has none. Links and maintainers that every
    API shares are said once, in ``common`` and ``maintainers``; the others stay with their API.

    >>> document = apis_json([CatalogApi("mail", "Mail", openapi="../apis/mail/openapi.yaml")])
    >>> document["specificationVersion"], document["apis"][0]["properties"]
    ('0.19', [{'type': 'OpenAPI', 'url': '../apis/mail/openapi.yaml'}])
    """
    base = url.rstrip("/") + "/" if url else ""
    common = _shared([api.links for api in apis])
    out: dict[str, Any] = {
        "aid": aid,
        "name": name,
        "description": description or f"{len(apis)} {'API' if len(apis) == 1 else 'APIs'}",
        "type": "Index",
        "image": next((api.logo for api in apis if api.logo), ""),
        "url": f"{base}apis.json",
        "created": min((api.created for api in apis if api.created), default=""),
        "modified": max((api.modified for api in apis if api.modified), default=""),
        "specificationVersion": SPECIFICATION_VERSION,
        "tags": sorted({tag for api in apis for tag in api.tags}),
        "apis": [_api(aid, api, base, set(common)) for api in apis],
        "common": [{"type": kind, "url": link} for kind, link in common],
        "maintainers": [
            {"FN": person, **({"email": email} if email else {}), **({"url": home} if home else {})}
            for person, email, home in dict.fromkeys(m for api in apis for m in api.maintainers)
        ],
    }
    return {key: value for key, value in out.items() if value or key in ("tags", "apis", "common", "maintainers")}


def _api(aid: str, api: CatalogApi, base: str, common: set[tuple[str, str]]) -> dict[str, Any]:
    properties = []
    if api.openapi:
        properties.append({"type": "OpenAPI", "url": _address(base, api.openapi)})
    if api.docs:
        properties.append({"type": "Documentation", "url": _address(base, api.docs)})
    for language, path in api.clients:
        properties.append({"type": "SDKs", "name": language, "url": _address(base, path)})
    properties += [{"type": kind, "url": link} for kind, link in api.links if (kind, link) not in common]
    out: dict[str, Any] = {
        "aid": f"{aid}:{api.slug}",
        "name": api.title,
        "description": api.description,
        "image": api.logo,
        "humanURL": api.human_url or (_address(base, api.docs) if api.docs else ""),
        "baseURL": api.base_url,
        "version": api.version,
        "tags": list(api.tags),
        "properties": properties,
    }
    return {key: value for key, value in out.items() if value or key in ("tags", "properties")}


def _address(base: str, path: str) -> str:
    if not base or "://" in path:
        return path
    while path.startswith("../"):
        base = base.rstrip("/").rsplit("/", 1)[0] + "/"
        path = path[3:]
    return base + path


def _shared(links: Sequence[tuple[tuple[str, str], ...]]) -> list[tuple[str, str]]:
    if not links:
        return []
    return [link for link in dict.fromkeys(links[0]) if all(link in others for others in links[1:])]
