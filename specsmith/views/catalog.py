"""What the catalog knows about every API and every endpoint: small rows that a build folds from its results."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CatalogApi:
    """One API. ``docs``, ``openapi`` and ``clients`` are paths from the catalog's folder (empty: not built).

    ``clients`` are (language, path), ``links`` (type, url), ``maintainers`` (name, email, url). ``created`` and ``modified`` are what a listing says,
    never the time of the build.
    """

    slug: str
    title: str
    version: str = ""
    description: str = ""
    provider: str = ""
    logo: str = ""
    human_url: str = ""
    base_url: str = ""
    tags: tuple[str, ...] = ()
    docs: str = ""
    openapi: str = ""
    clients: tuple[tuple[str, str], ...] = ()
    created: str = ""
    modified: str = ""
    links: tuple[tuple[str, str], ...] = ()
    maintainers: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogEndpoint:
    """One operation of one API; ``url`` is absolute where a server is known, ``docs`` the path of its page."""

    api: str
    method: str
    path: str
    url: str = ""
    summary: str = ""
    operation_id: str = ""
    tags: tuple[str, ...] = ()
    deprecated: bool = False
    auth: str = ""
    docs: str = ""
