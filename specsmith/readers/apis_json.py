"""APIs.json listings, versions 0.14 to 0.19: who offers an API, where it stands, what else there is about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document
from specsmith.readers import codes
from specsmith.text import SourceFile


@dataclass(frozen=True, slots=True)
class Property:
    """A link of a listing: its type (``OpenAPI``, ``x-openapi-spec``, ``Documentation`` …) and where it leads."""

    type: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contact or maintainer (vCard terms: ``FN`` is the full name)."""

    name: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ListedApi:
    """One entry of ``apis``."""

    name: str
    aid: str = ""
    slug: str = ""
    description: str = ""
    image: str = ""
    human_url: str = ""
    base_url: str = ""
    tags: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    contact: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole listing, normalized: tags as tuples, dates as ISO 8601, URLs without doubled slashes."""

    path: str
    name: str
    aid: str = ""
    slug: str = ""
    type: str = ""
    description: str = ""
    image: str = ""
    url: str = ""
    created: str = ""
    modified: str = ""
    version: str = ""
    position: str = ""
    access: str = ""
    tags: tuple[str, ...] = ()
    apis: tuple[ListedApi, ...] = ()
    common: tuple[Property, ...] = ()
    include: tuple[str, ...] = ()
    maintainers: tuple[Person, ...] = ()
    extensions: tuple[tuple[str, Any], ...] = field(default=(), hash=False)


_KNOWN = frozenset(
    [
        "aid",
        "name",
        "x-slug",
        "type",
        "description",
        "image",
        "logo",
        "url",
        "created",
        "modified",
        "specificationVersion",
        "position",
        "access",
        "tags",
        "apis",
        "common",
        "x-common",
        "include",
        "maintainers",
        "network",
        "overlays",
    ]
)


def is_listing(root: Any) -> bool:
    """Whether a tree is an APIs.json listing: ``apis`` is a list and there is a name or a version.

    >>> is_listing({"name": "A", "apis": []}), is_listing({"openapi": "3.1.1"})
    (True, False)
    """
    return (
        isinstance(root, dict)
        and ("specificationVersion" in root or "name" in root)
        and isinstance(root.get("apis"), list)
        and "swagger" not in root
        and "openapi" not in root
    )


def read_listing(root: dict[str, Any], source: SourceFile) -> tuple[Listing, list[Diagnostic]]:
    """A listing from its tree (APIs.json 0.14 to 0.19); fields of a wrong kind are reported and left out."""
    return _Reader(Document.read(root, Dialect.APIS_JSON, source)).listing()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document

    def listing(self) -> tuple[Listing, list[Diagnostic]]:
        root, text = self._document.root, self._text
        listing = Listing(
            path=self._document.source.path,
            name=text(root, "name") or text(root, "aid"),
            aid=text(root, "aid"),
            slug=text(root, "x-slug"),
            type=text(root, "type"),
            description=text(root, "description").strip(),
            image=normalize_url(text(root, "image") or text(root, "logo")),
            url=text(root, "url"),
            created=self._date(root, "created"),
            modified=self._date(root, "modified"),
            version=text(root, "specificationVersion"),
            position=text(root, "position"),
            access=text(root, "access"),
            tags=self._tags(root),
            apis=_distinct([self._api(api) for api in self._mappings(root, "apis")]),
            common=_distinct([*self._properties(root, "common"), *self._properties(root, "x-common")]),
            include=self._includes(root),
            maintainers=self._people(root, "maintainers"),
            extensions=tuple((k, v) for k, v in root.items() if k.startswith("x-") and k not in _KNOWN),
        )
        return listing, self._document.diagnostics

    def _api(self, api: dict[str, Any]) -> ListedApi:
        text = self._text
        return ListedApi(
            name=text(api, "name"),
            aid=text(api, "aid"),
            slug=text(api, "x-api-slug"),
            description=text(api, "description").strip(),
            image=normalize_url(text(api, "image")),
            human_url=normalize_url(text(api, "humanURL") or text(api, "humanUrl")),
            base_url=normalize_url(text(api, "baseURL") or text(api, "baseUrl")),
            tags=self._tags(api),
            properties=_distinct(self._properties(api, "properties")),
            contact=self._people(api, "contact") or self._people(api, "contacts"),
        )

    def _bad(self, container: dict[str, Any], key: str, wanted: str) -> None:
        self._document.report(codes.LISTING_FIELD, f"`{key}` should be {wanted}", container, key)

    def _text(self, container: dict[str, Any], key: str) -> str:
        value = container.get(key)
        if value is None:
            return ""
        if isinstance(value, dict | list):
            self._bad(container, key, "a text")
            return ""
        return str(value)

    def _date(self, container: dict[str, Any], key: str) -> str:
        value = container.get(key)
        if value in (None, ""):
            return ""
        found = normalize_date(str(value))
        if found is None:
            self._bad(container, key, "a date such as 2026-01-31")
            return ""
        return found

    def _tags(self, container: dict[str, Any]) -> tuple[str, ...]:
        value = container.get("tags")
        if value is None:
            return ()
        if isinstance(value, str):
            value = value.split(",")
        if not isinstance(value, list):
            self._bad(container, "tags", "a list or a comma-separated text")
            return ()
        names = [str(tag.get("name", "")) if isinstance(tag, dict) else str(tag) for tag in value if tag is not None]
        return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))

    def _mappings(self, container: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = container.get(key)
        if value is None:
            return []
        if isinstance(value, dict):
            value = [value]
        if not isinstance(value, list):
            self._bad(container, key, "a list")
            return []
        if any(not isinstance(item, dict) for item in value):
            self._bad(container, key, "a list of mappings")
        return [item for item in value if isinstance(item, dict)]

    def _properties(self, container: dict[str, Any], key: str) -> list[Property]:
        found = []
        for item in self._mappings(container, key):
            url = self._text(item, "url") or self._text(item, "mediaType")
            kind = self._text(item, "type") or self._text(item, "name")
            if kind or url:
                found.append(Property(kind, url))
        return found

    def _people(self, container: dict[str, Any], key: str) -> tuple[Person, ...]:
        text = self._text
        return tuple(
            Person(text(p, "FN") or text(p, "name") or text(p, "organizationName"), text(p, "email"), text(p, "url"))
            for p in self._mappings(container, key)
        )

    def _includes(self, root: dict[str, Any]) -> tuple[str, ...]:
        value = root.get("include") or []
        items = value if isinstance(value, list) else [value]
        urls = [str(i.get("url") or "") if isinstance(i, dict) else str(i) for i in items if i is not None]
        return tuple(url for url in urls if url)


def _distinct(items: list[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))


_MONTHS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}


def normalize_date(text: str) -> str | None:
    """A date in one of the spellings that listings use → ISO 8601; None when it is none.

    >>> [normalize_date(t) for t in ("2023/11/21", "2018-08-28", "28 Aug 2018", "August 28, 2018", "08/28/2018", "soon")]
    ['2023-11-21', '2018-08-28', '2018-08-28', '2018-08-28', '2018-08-28', None]
    """
    text = text.strip()
    numbers = [
        int(n) for n in re.findall(r"\d+", text[:24].partition("T")[0] if re.match(r"\d{4}-", text) else text[:24])
    ]
    word = re.search(r"[A-Za-z]{3,}", text)
    month = _MONTHS.get(word.group()[:3].lower()) if word else None
    try:
        if month and len(numbers) >= 2:
            day, year = (numbers[0], numbers[1]) if numbers[1] > 31 else (numbers[1], numbers[0])
            return date(year, month, day).isoformat()
        if len(numbers) == 1 and re.fullmatch(r"\d{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
        if len(numbers) >= 3 and numbers[0] > 31:
            return date(numbers[0], numbers[1], numbers[2]).isoformat()
        if len(numbers) >= 3 and numbers[2] > 31:
            first, second = numbers[0], numbers[1]
            return (date(numbers[2], second, first) if first > 12 else date(numbers[2], first, second)).isoformat()
    except ValueError:
        return None
    return None


def normalize_url(url: str) -> str:
    """A URL with its host in lower case, the default port and doubled slashes of its path gone.

    >>> normalize_url("https://Your-host.com:443//api/v4")
    'https://your-host.com/api/v4'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if not parts.scheme or not parts.netloc or "{" in parts.netloc:
        return url
    userinfo, at, _ = parts.netloc.rpartition("@")
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    netloc = f"{userinfo}{at}{host}" + (f":{port}" if port is not None and port != default else "")
    path = re.sub(r"/{2,}", "/", parts.path)
    return urlunsplit((parts.scheme.lower(), netloc, path, parts.query, parts.fragment))
