"""What the catalog says about one API: rows folded from the views and the listings."""

from __future__ import annotations

from collections.abc import Sequence

from specsmith.pipeline.group import Group
from specsmith.pipeline.options import BuildOptions
from specsmith.readers.apis_json import Listing
from specsmith.views.api import Api, Operation, Provider
from specsmith.views.catalog import CatalogApi, CatalogEndpoint


def provider_of(listings: Sequence[Listing]) -> Provider | None:
    """Who offers the API, as the first listing says; links and tags of all of them."""
    if not listings:
        return None
    first = listings[0]
    human = next((a.human_url for ls in listings for a in ls.apis if a.human_url), "")
    tags = dict.fromkeys(t for ls in listings for t in (*ls.tags, *(t for a in ls.apis for t in a.tags)))
    links = dict.fromkeys((link.type, link.url) for ls in listings for link in ls.common)
    return Provider(first.name, first.description, human, first.image, tuple(tags), tuple(links))


def catalog_rows(api: Api, group: Group, options: BuildOptions) -> tuple[CatalogApi, tuple[CatalogEndpoint, ...]]:
    """The row of the API and one for each of its operations, in the order of the document."""
    base = f"../apis/{group.slug}"
    docs = f"{base}/docs/index.html" if options.wants("docs") else ""
    provider = api.provider
    row = CatalogApi(
        slug=group.slug,
        title=api.title,
        version=api.version,
        description=api.description or provider.description,
        provider=provider.name,
        logo=api.logo or provider.image,
        human_url=provider.url or (api.external_docs.url if api.external_docs else ""),
        base_url=api.servers[0].resolved if api.servers else "",
        tags=provider.tags or tuple(tag.name for tag in api.tags if not tag.made),
        docs=docs,
        openapi=f"{base}/openapi.yaml" if options.wants("openapi") else "",
        clients=tuple((lang, f"{base}/clients/{lang}") for lang in options.languages)
        if options.wants("clients")
        else (),
        created=min((ls.created for ls in group.listings if ls.created), default=""),
        modified=max((ls.modified for ls in group.listings if ls.modified), default=""),
        links=provider.links,
        maintainers=tuple(dict.fromkeys((p.name, p.email, p.url) for ls in group.listings for p in ls.maintainers)),
    )
    return row, tuple(_endpoint(api, operation, row, options) for operation in api.operations)


def _endpoint(api: Api, operation: Operation, row: CatalogApi, options: BuildOptions) -> CatalogEndpoint:
    servers = operation.servers or api.servers
    base = servers[0].resolved.rstrip("/") if servers else ""
    needs = [" + ".join(id for id, _ in need.schemes) or "none" for need in operation.security]
    return CatalogEndpoint(
        api=row.slug,
        method=operation.method.upper(),
        path=operation.path,
        url=base + operation.path,
        summary=operation.summary,
        operation_id=operation.name,
        tags=operation.tags,
        deprecated=operation.deprecated,
        auth=" or ".join(needs),
        docs=f"../apis/{row.slug}/docs/{operation_page(operation)}" if options.wants("docs") else "",
    )


def operation_page(operation: Operation) -> str:
    """Where the docs renderer puts an operation's page."""
    return f"operations/{operation.slug}.html"
