"""The second map of a build: one group → files, diagnostics, catalog rows, ledger. Reads its inputs again: that is cheap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specsmith.diagnostics import Diagnostic
from specsmith.merging.options import FIRST
from specsmith.merging.provenance_report import choices_json, provenance_json
from specsmith.model import Document
from specsmith.pipeline.catalog_rows import catalog_rows, provider_of
from specsmith.pipeline.group import Group
from specsmith.pipeline.join import LedgerCounts, join, retarget
from specsmith.pipeline.options import BuildOptions
from specsmith.readers.read import ReadOptions, read_source
from specsmith.readers.sources import Source
from specsmith.renderers.rendered import Rendered
from specsmith.text import to_json, to_yaml
from specsmith.validation import validate_document
from specsmith.views.api import Api
from specsmith.views.build import build_api
from specsmith.views.catalog import CatalogApi, CatalogEndpoint


@dataclass(frozen=True, slots=True)
class Made:
    """What one API became. ``files`` are relative to ``apis/<slug>/``."""

    slug: str
    title: str
    version: str
    files: dict[str, str | bytes]
    diagnostics: tuple[Diagnostic, ...]
    catalog: CatalogApi | None = None
    endpoints: tuple[CatalogEndpoint, ...] = ()
    ledger: LedgerCounts = LedgerCounts()
    sources: tuple[str, ...] = ()
    choices: tuple[dict[str, Any], ...] = ()


def make(group: Group, options: BuildOptions) -> Made:
    """Everything that is written for one API."""
    documents = read_group(group, options)
    merged = join(documents, options, group.listings)
    files: dict[str, str | bytes] = {}
    diagnostics = merged.diagnostics
    provider = provider_of(group.listings)
    api, found = build_api(merged.document, slug=group.slug, provider=provider)
    diagnostics.extend(found)
    retarget(merged.document, options)
    diagnostics.extend(merged.document.diagnostics)
    diagnostics.extend(validate_document(merged.document, second_opinion=options.second_opinion))
    if options.wants("openapi"):
        files["openapi.yaml"] = to_yaml(merged.document.root)
        files["openapi.json"] = to_json(merged.document.root)
        files["provenance.json"] = to_json(provenance_json(merged.document, merged.decisions))
    for prefix, rendered in _rendered(api, options):
        files.update((f"{prefix}/{name}", content) for name, content in rendered.files.items())
        diagnostics.extend(rendered.diagnostics)
    row, endpoints = catalog_rows(api, group, options)
    located = sorted({d.located() for d in diagnostics}, key=Diagnostic.sort_key)
    choices = tuple(choices_json(merged.document, merged.decisions))
    return Made(
        group.slug, api.title, api.version, files, tuple(located), row, endpoints, merged.ledger, _paths(group), choices
    )


def read_group(group: Group, options: BuildOptions) -> list[Document]:
    """The documents of a group, in its canonical order; in the order they were named when the first is preferred."""
    documents: list[Document] = []
    reading = ReadOptions(min_confidence=options.min_confidence)
    wanted: dict[str, set[int]] = {}
    sources: dict[str, Source] = {}
    for member in group.members:
        wanted.setdefault(member.source.location, set()).add(member.keys.position)
        sources[member.source.location] = member.source
    named = sorted(wanted, key=lambda location: sources[location].place) if options.prefer == FIRST else list(wanted)
    for location in named:
        positions = wanted[location]
        found = read_source(sources[location], reading).documents
        documents.extend(found[i] for i in sorted(positions) if i < len(found))
    return documents


def _paths(group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member.source.path for member in group.members))


def _rendered(api: Api, options: BuildOptions) -> Iterator[tuple[str, Rendered]]:
    templates = Path(options.templates) if options.templates else None
    if options.wants("docs"):
        from specsmith.renderers.docs import DocsOptions, render_docs

        yield "docs", render_docs(api, DocsOptions(site_url=options.site_url, templates=templates))
    if options.wants("clients"):
        from specsmith.renderers.clients import ClientOptions, render_client

        for language in options.languages:
            yield f"clients/{language}", render_client(api, language, ClientOptions(templates=templates))
