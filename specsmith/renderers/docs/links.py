"""The addresses of a site's pages: one table, decided before any page is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Protocol

from specsmith.renderers.escaping import html
from specsmith.views.api import Api


class Links(Protocol):
    """How a page points to the others."""

    def model(self, id_: str) -> str:
        """Where a model is described; empty when it has no page of its own."""

    def operation(self, id_: str) -> str:
        """Where an operation is described; empty when unknown."""


def file_slug(value: str, taken: set[str]) -> str:
    """A file name that every file system takes, different from all ``taken`` ones even where case doesn't count.

    >>> taken = set(); file_slug("Get Users", taken), file_slug("get-users", taken) != "get-users", file_slug("../x", taken)
    ('Get-Users', True, 'x')
    """
    slug = re.sub(r"[^A-Za-z0-9_-]+", "-", value).lstrip("-")
    slug = slug if slug == value else slug.rstrip("-")
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if len(slug) > 110:
        slug = f"{slug[:100].rstrip('-')}-{digest}"
    slug = slug or f"x{digest}"
    if slug.lower() in taken or slug.lower() in {"con", "prn", "aux", "nul"}:
        slug = f"{slug}-{digest}"
    while slug.lower() in taken:
        slug += "-2"
    taken.add(slug.lower())
    return slug


class Site:
    """Operation, model, tag and webhook → the path of its page from the root of the site, without the extension."""

    def __init__(self, api: Api) -> None:
        self.operations = _table("operations", ((op.id, op.slug or op.name) for op in api.operations))
        self.models = _table("schemas", ((m.id, m.slug or m.name) for m in api.models if not m.inline))
        self.tags = _table("tags", ((tag.slug, tag.slug) for tag in api.tags))
        self.webhooks = _table("webhooks", ((hook.name, hook.name) for hook in api.webhooks))
        self._by_name = {op.name: op.id for op in api.operations}
        self._model_by_name = {model.name: model.id for model in api.models if not model.inline}
        self._tag_by_name = {html.anchor(tag.name): tag.slug for tag in api.tags}

    def resolve(self, address: str, base: str) -> str:
        """What a relative address in a description means: the anchors that documentation tools agree on.

        ``#operation/id``, ``#tag/Name``, ``#/components/schemas/Name``, ``#section/…``; anything else: the empty string.
        """
        kind, _, name = address.removeprefix("#").strip("/").partition("/")
        if not address.startswith("#") or not name:
            return ""
        name = name.removeprefix("schemas/") if kind == "components" else name
        found = ""
        if kind in ("operation", "operations"):
            found = self.operations.get(self._by_name.get(name.rsplit("/", 1)[-1], ""), "")
        elif kind in ("tag", "tags"):
            found = self.tags.get(self._tag_by_name.get(html.anchor(name), ""), "")
        elif kind in ("components", "definitions", "schema"):
            found = self.models.get(self._model_by_name.get(name, ""), "")
        elif kind == "section":
            return f"{base}index.html"
        return f"{base}{found}.html" if found else ""


def _table(folder: str, names: Iterable[tuple[str, str]]) -> dict[str, str]:
    taken = {"index"} if folder == "schemas" else set()
    return {id_: f"{folder}/{file_slug(name, taken)}" for id_, name in names}


class PageLinks:
    """Links from pages in a folder of the site to other pages."""

    def __init__(self, site: Site, base: str) -> None:
        self._site = site
        self._base = base

    def model(self, id_: str) -> str:
        """The schema's page."""
        path = self._site.models.get(id_)
        return f"{self._base}{path}.html" if path else ""

    def operation(self, id_: str) -> str:
        """The operation's page."""
        path = self._site.operations.get(id_)
        return f"{self._base}{path}.html" if path else ""


class PrintLinks:
    """Links inside the page that holds everything."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def model(self, id_: str) -> str:
        """The schema's place on the page."""
        path = self._site.models.get(id_)
        return f"#{path.replace('/', '-')}" if path else ""

    def operation(self, id_: str) -> str:
        """The operation's place on the page."""
        path = self._site.operations.get(id_)
        return f"#{path.replace('/', '-')}" if path else ""
