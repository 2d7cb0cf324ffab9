"""Rows → the files of ``catalog/``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from specsmith.renderers.catalog.apis_json import apis_json
from specsmith.renderers.environment import asset, make_environment
from specsmith.renderers.escaping import html
from specsmith.renderers.markdown import summary
from specsmith.renderers.rendered import Rendered
from specsmith.views.catalog import CatalogApi, CatalogEndpoint

PAGE = 400  # endpoints a page: a few thousand elements, so that every browser stays quick
_SHARD = 2_000
_COLUMNS = ("api", "method", "path", "url", "summary", "operation_id", "tags", "deprecated", "auth", "docs")


@dataclass(frozen=True, slots=True)
class CatalogOptions:
    """``title`` and ``description`` of the collection; ``site_url`` is where the catalog's folder will be served from."""

    title: str = "API catalog"
    description: str = ""
    site_url: str | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class ApiCard:
    """An API on the page."""

    row: CatalogApi
    about: str
    count: int
    home: str
    provider: str
    links: tuple[tuple[str, str], ...]
    page: int


@dataclass(frozen=True, slots=True)
class EndpointLine:
    """An endpoint on the page."""

    row: CatalogEndpoint
    title: str
    verb: str


def render_catalog(
    apis: Sequence[CatalogApi], endpoints: Sequence[CatalogEndpoint], options: CatalogOptions = CatalogOptions()
) -> Rendered:
    """The catalog's files: pages, ``endpoints.json``, ``endpoints.csv``, ``apis.json``; rows keep the order given."""
    environment = make_environment("catalog", options.templates)
    titles = {api.slug: api.title for api in apis}
    pages = [endpoints[at : at + PAGE] for at in range(0, len(endpoints), PAGE)] or [()]
    cards = _cards(apis, endpoints)
    shared: dict[str, Any] = {
        "title": options.title,
        "policy": html.policy([]),
        "titles": titles,
        "total": len(endpoints),
        "pages": len(pages),
    }
    files: dict[str, str] = {}
    index = environment.get_template("index.html.j2")
    files["index.html"] = index.render(
        cards=cards,
        description=options.description,
        lines=_lines(pages[0]) if len(pages) == 1 else (),
        base="",
        **shared,
    )
    if len(pages) > 1:
        page = environment.get_template("endpoints.html.j2")
        for number, rows in enumerate(pages, 1):
            files[f"endpoints/{number}.html"] = page.render(number=number, lines=_lines(rows), base="../", **shared)
    files["assets/style.css"] = asset(make_environment("docs", options.templates), "assets/style.css")
    files["assets/theme.js"] = asset(make_environment("docs", options.templates), "assets/theme.js")
    files["assets/catalog.css"] = asset(environment, "assets/catalog.css")
    files["assets/catalog.js"] = asset(environment, "assets/catalog.js")
    files |= _shards(endpoints, titles)
    files["endpoints.json"] = _dump({"endpoints": [_plain(row) for row in endpoints]})
    files["endpoints.csv"] = endpoints_csv(endpoints)
    base = html.href(options.site_url) if options.site_url else ""
    files["apis.json"] = _dump(apis_json(apis, name=options.title, description=options.description, url=base))
    return Rendered(files)


def endpoints_csv(endpoints: Sequence[CatalogEndpoint]) -> str:
    """One line an endpoint (RFC 4180); no cell starts like a formula.

    >>> print(endpoints_csv([CatalogEndpoint("mail", "GET", "/a", summary="=1+1")]).splitlines()[1])
    mail,GET,/a,,'=1+1,,,false,,
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in endpoints:
        values = _plain(row)
        cells = [
            "; ".join(v) if isinstance(v, list) else str(v).lower() if isinstance(v, bool) else v
            for v in (values[column] for column in _COLUMNS)
        ]
        writer.writerow([html.csv_cell(cell) for cell in cells])
    return out.getvalue()


def _cards(apis: Sequence[CatalogApi], endpoints: Sequence[CatalogEndpoint]) -> list[ApiCard]:
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for index, endpoint in enumerate(endpoints):
        counts[endpoint.api] = counts.get(endpoint.api, 0) + 1
        first.setdefault(endpoint.api, index // PAGE + 1)
    cards = []
    for api in apis:
        links = [("Documentation", api.docs), ("OpenAPI", api.openapi)]
        links += [({"python": "Python client", "typescript": "TypeScript client"}.get(k, k), p) for k, p in api.clients]
        links += [("Home page", html.href(api.human_url))]
        found = tuple((words, address) for words, address in links if address)
        cards.append(
            ApiCard(
                api,
                summary(api.description, 220),
                counts.get(api.slug, 0),
                api.docs or api.openapi,
                api.provider,
                found,
                first.get(api.slug, 1),
            )
        )
    return cards


def _lines(endpoints: Sequence[CatalogEndpoint]) -> list[EndpointLine]:
    return [EndpointLine(row, " ".join(row.summary.split()), row.method.lower()) for row in endpoints]


def _shards(endpoints: Sequence[CatalogEndpoint], titles: dict[str, str]) -> dict[str, str]:
    """What the page's script searches: ``[method, path, summary, api, docs, tags, deprecated]`` a row."""
    shards = [endpoints[at : at + _SHARD] for at in range(0, len(endpoints), _SHARD)]
    files = {}
    for number, rows in enumerate(shards):
        table = [
            [
                r.method,
                r.path,
                " ".join(r.summary.split()),
                titles.get(r.api, r.api),
                r.docs,
                " ".join(r.tags),
                int(r.deprecated),
                r.url,
            ]
            for r in rows
        ]
        files[f"assets/endpoints/{number}.js"] = f"specsmithCatalog.add({html.script_json(table)});\n"
    files["assets/endpoints/index.js"] = f"specsmithCatalog.start({len(shards)});\n"
    return files


def _plain(row: CatalogEndpoint) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(row).items()}


def _dump(value: Any) -> str:
    return html.plain(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"
