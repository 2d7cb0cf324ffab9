"""``build``: two maps with a small shuffle between them, the same code for one process and for many."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from specsmith.diagnostics import Diagnostic
from specsmith.pipeline import codes
from specsmith.pipeline.group import Group, group_entries
from specsmith.pipeline.index import Entry, index_source
from specsmith.pipeline.join import unknown_preference
from specsmith.pipeline.make import Made, make
from specsmith.pipeline.options import BuildOptions
from specsmith.pipeline.output import OutputFolder
from specsmith.pipeline.report import ApiReport, Report, sorted_diagnostics
from specsmith.pipeline.workers import over_all, processes
from specsmith.readers import codes as reading
from specsmith.readers.listings import linked_sources
from specsmith.readers.read import ReadOptions, dialect_title
from specsmith.readers.sources import Source, find_sources
from specsmith.text import to_json
from specsmith.views.catalog import CatalogApi, CatalogEndpoint

Progress = Callable[[str, int, int], None]  # (what was done, how many of, how many)


@dataclass(slots=True)
class BuildResult:
    """What a build gave: the report, all diagnostics (located, sorted), the files written below the output folder."""

    report: Report = field(default_factory=Report)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether no error remains."""
        return self.report.errors == 0


def run(
    names: Sequence[str],
    target: Path,
    options: BuildOptions = BuildOptions(),
    *,
    progress: Progress = lambda *_: None,
    executor: Executor | None = None,
) -> BuildResult:
    """Build all APIs found in ``names`` into ``target``.

    An ``executor`` of the caller's (any ``concurrent.futures.Executor``) replaces the processes started here. Raises
    :class:`OutputRefused` when the target can't be written; every other problem is in the result. Where no description
    was found, nothing is written and an earlier result stays.
    """
    result = BuildResult()
    output = OutputFolder(target)
    try:
        sources, problems = find_sources(names, allow_remote=options.allow_remote)
        result.diagnostics.extend(problems)
        own = None if executor is not None else processes(sources, options.jobs)
        try:
            _build(sources, output, options, result, progress, executor or own)
        finally:
            if own is not None:
                own.shutdown(cancel_futures=True)
        result.diagnostics = list(sorted_diagnostics(result.diagnostics))
        if result.report.apis:  # a misspelt input must not empty the folder of an earlier build
            output.write("report.json", to_json(result.report.as_json()))
            result.files = output.publish()
    finally:
        output.discard()
    return result


def _build(
    sources: Sequence[Source],
    output: OutputFolder,
    options: BuildOptions,
    result: BuildResult,
    progress: Progress,
    executor: Executor | None,
) -> None:
    report = result.report
    entries = _index(sources, options, result, progress, executor)
    groups = group_entries(entries, options.group_by)
    if not groups:
        result.diagnostics.append(Diagnostic.of(reading.NO_INPUT, "no API description was found in the inputs"))
    result.diagnostics.extend(unknown_preference(options.prefer, [entry.source.path for entry in entries]))
    report.count(result.diagnostics)
    rows: dict[str, tuple[CatalogApi, tuple[CatalogEndpoint, ...]]] = {}
    for done, (i, made) in enumerate(over_all(partial(make, options=options), groups, executor), 1):
        group = groups[i]
        if isinstance(made, Exception):
            problem = internal_error(made, group)
            result.diagnostics.append(problem)
            errors = report.count([problem], group.slug)
            report.apis.append(ApiReport(group.slug, group.slug, "", (), 0, 0, 0, errors))
        else:
            output.add(f"apis/{made.slug}", made.files.items())
            _take(made, result, rows)
        progress(group.slug, done, len(groups))
    if options.wants("catalog"):
        _write_catalog(output, rows, options, result)
    report.apis.sort(key=lambda api: api.slug)


def _index(
    sources: Sequence[Source], options: BuildOptions, result: BuildResult, progress: Progress, executor: Executor | None
) -> list[Entry]:
    """Index all inputs, then those that their listings name, until no new ones come up."""
    kept: list[Entry] = []
    seen: set[str] = set()
    waiting = list(sources)
    while waiting:
        seen.update(source.location for source in waiting)
        found = _index_batch(waiting, options, progress, executor)
        kept.extend(found)
        names = {entry.source.path.rpartition("/")[2] for entry in kept}
        waiting = []
        for entry in found:
            for listing in entry.listings:
                more, problems = linked_sources(listing, entry.source, names, allow_remote=options.allow_remote)
                waiting.extend(source for source in more if source.location not in seen)
                result.diagnostics.extend(problems)
        waiting = list({source.location: source for source in waiting}.values())
    kept.sort(key=lambda entry: entry.source)
    for entry in kept:
        result.diagnostics.extend(entry.diagnostics)
        result.report.inputs.append((entry.source.path, kind_of(entry)))
    return kept


def _index_batch(
    sources: Sequence[Source], options: BuildOptions, progress: Progress, executor: Executor | None
) -> list[Entry]:
    entries: dict[int, Entry] = {}
    reading_options = ReadOptions(min_confidence=options.min_confidence)
    for done, (i, entry) in enumerate(over_all(partial(index_source, options=reading_options), sources, executor), 1):
        if isinstance(entry, Exception):
            message = f"{type(entry).__name__}: {entry}"
            entry = Entry(sources[i], diagnostics=(Diagnostic.of(codes.INTERNAL, message, file=sources[i].path),))
        entries[i] = entry
        progress("reading", done, len(sources))
    return [entries[i] for i in sorted(entries)]


def kind_of(entry: Entry) -> str:
    """What an input is, in words.

    >>> kind_of(Entry(Source("a.txt", "/a.txt", "/")))
    'skipped'
    """
    kinds = [dialect_title(keys.dialect) for keys in entry.documents]
    kinds += [f"APIs.json {listing.version}".strip() for listing in entry.listings]
    return ", ".join(dict.fromkeys(kinds)) or "skipped"


def _take(made: Made, result: BuildResult, rows: dict[str, tuple[CatalogApi, tuple[CatalogEndpoint, ...]]]) -> None:
    errors = result.report.count(made.diagnostics, made.slug)
    result.diagnostics.extend(made.diagnostics)
    ledger = made.ledger
    result.report.apis.append(
        ApiReport(
            made.slug,
            made.title,
            made.version,
            made.sources,
            ledger.stated,
            ledger.written,
            ledger.unexplained,
            errors,
            made.choices,
        )
    )
    if made.catalog is not None:
        rows[made.slug] = (made.catalog, made.endpoints)


def _write_catalog(
    output: OutputFolder,
    rows: dict[str, tuple[CatalogApi, tuple[CatalogEndpoint, ...]]],
    options: BuildOptions,
    result: BuildResult,
) -> None:
    from specsmith.renderers.catalog import CatalogOptions, render_catalog

    ordered = [rows[slug] for slug in sorted(rows)]
    endpoints = [endpoint for _, found in ordered for endpoint in found]
    templates = Path(options.templates) if options.templates else None
    rendered = render_catalog([row for row, _ in ordered], endpoints, CatalogOptions(templates=templates))
    output.add("catalog", rendered.files.items())
    result.report.count(rendered.diagnostics)
    result.diagnostics.extend(rendered.diagnostics)


def internal_error(error: Exception, group: Group) -> Diagnostic:
    """A fault of our own as a diagnostic: where it happened, so that it can be reported."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        name = os.path.basename(trace.tb_frame.f_code.co_filename)
        where = f" ({name}:{trace.tb_lineno})"
        trace = trace.tb_next
    file = group.members[0].source.path if group.members else ""
    return Diagnostic.of(codes.INTERNAL, f"{type(error).__name__}: {error}{where}", file=file)
