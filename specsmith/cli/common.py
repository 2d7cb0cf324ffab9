"""What the commands share: printing diagnostics, writing one document, exit codes, one API from one or more inputs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from specsmith.diagnostics import Diagnostic
    from specsmith.model import Document
    from specsmith.pipeline.options import BuildOptions
    from specsmith.readers.sources import Source
    from specsmith.renderers.rendered import Rendered
    from specsmith.views.api import Api

EXIT_ERRORS = 1
EXIT_USAGE = 2
SHOWN_WARNINGS = 12
SHOWN_DOUBTS = 12


def site_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The value of ``--site-url``: an address that canonical links can hold."""
    if value is not None and not value.lower().startswith(("http://", "https://")):
        raise click.BadParameter("takes an address that begins with https:// or http://")
    return value


def to_option(function: Any) -> Any:
    """``--to 3.0|3.1|3.2``."""
    return click.option(
        "--to", type=click.Choice(["3.0", "3.1", "3.2"]), help="OpenAPI version to write  [default: 3.1; 3.2 stays 3.2]"
    )(function)


def print_diagnostics(diagnostics: Iterable[Diagnostic], *, verbose: bool) -> int:
    """Errors in full; warnings and notes grouped unless ``verbose``. Returns the number of errors."""
    from specsmith.diagnostics import Diagnostic, Severity
    from specsmith.diagnostics.show import as_line

    found = list(diagnostics)
    if verbose:
        found.sort(key=Diagnostic.sort_key)
    errors = [d for d in found if d.severity is Severity.ERROR]
    others = [d for d in found if d.severity is not Severity.ERROR]
    for d in found if verbose else errors:
        click.echo(_coloured(as_line(d), d.severity.value), err=True)
    if not verbose and others:
        warnings = [d for d in others if d.severity is Severity.WARNING]
        if len(warnings) <= SHOWN_WARNINGS:
            warnings.sort(key=Diagnostic.sort_key)
        for d in warnings[:SHOWN_WARNINGS] if len(warnings) <= SHOWN_WARNINGS else ():
            click.echo(_coloured(as_line(d), "warning"), err=True)
        if len(warnings) > SHOWN_WARNINGS:
            click.echo(_grouped(warnings), err=True)
            click.echo("(-v shows each one with its place)", err=True)
    return len(errors)


def print_doubts(diagnostics: Iterable[Diagnostic], *, verbose: bool) -> int:
    """In the order given, which is that of certainty: warnings and errors, a dozen of them unless ``verbose``."""
    from specsmith.diagnostics import Severity
    from specsmith.diagnostics.show import as_line

    found = list(diagnostics)
    errors = [d for d in found if d.severity is Severity.ERROR]
    warnings = [d for d in found if d.severity is Severity.WARNING]
    shown = found if verbose else [*errors[:SHOWN_DOUBTS], *warnings[:SHOWN_DOUBTS]]
    for d in shown:
        click.echo(_coloured(as_line(d), d.severity.value), err=True)
    if len(shown) < len(found):
        click.echo(f"… and {len(found) - len(shown):,} more (-v shows each, --report FILE writes them)", err=True)
    return len(errors)


def _coloured(line: str, severity: str) -> str:
    head, mark, rest = line.partition(f" {severity} ")
    colour = {"error": "red", "warning": "yellow", "info": "cyan"}[severity]
    return head + " " + click.style(severity, fg=colour, bold=True) + " " + rest if mark else line


def _grouped(diagnostics: list[Diagnostic]) -> str:
    from collections import Counter

    counts = Counter((d.code, d.name) for d in diagnostics)
    lines = [f"{n:7,}  {code}  {name}" for (code, name), n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]
    return "warnings:\n" + "\n".join(lines)


def write_text(target: str, text: str) -> None:
    """To stdout (``-``) or a file, written beside and then renamed; a path that can't be written is wrong usage."""
    if target == "-":
        sys.stdout.write(text)
        return
    path = Path(target)
    if path.is_dir():
        raise click.UsageError(f"{target} is a folder, not a file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, staged = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as out:
            out.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(staged, 0o666 & ~mask)
        os.replace(staged, path)
    except OSError as error:
        raise click.UsageError(f"{target} can't be written: {error.strerror}") from error


def write_document(document: Document, target: str, format: str | None) -> None:
    """YAML, or JSON when the name ends in .json (or ``format`` says so)."""
    from specsmith.text import to_json, to_yaml

    as_json = format == "json" or (format is None and target.endswith(".json"))
    write_text(target, to_json(document.root) if as_json else to_yaml(document.root))


def write_rendered(target: str, rendered: Rendered) -> int:
    """A rendered tree into a folder; returns the number of files."""
    from specsmith.pipeline.output import OutputFolder, OutputRefused

    try:
        output = OutputFolder(Path(target))
        try:
            output.add("", rendered.files.items())
            return len(output.publish())
        finally:
            output.discard()
    except OutputRefused as refused:
        print_diagnostics(refused.diagnostics, verbose=True)
        sys.exit(EXIT_ERRORS)


def one_source(name: str, *, allow_remote: bool) -> Source:
    """The one input behind ``name``: a file, ``-``, a URL with leave. Says why and exits when there is none."""
    from specsmith.readers.sources import Source, find_sources, shown_path

    if os.path.isdir(name):
        return Source(shown_path(name), os.path.abspath(name), os.path.abspath(name))
    sources, problems = find_sources([name], allow_remote=allow_remote)
    if not sources:
        print_diagnostics(problems, verbose=True)
        sys.exit(EXIT_ERRORS)
    return sources[0]


def one_api(specs: tuple[str, ...], options: BuildOptions, *, verbose: bool) -> tuple[Api, int]:
    """Read, merge and view the inputs as one API; returns it and the number of errors that were printed."""
    from specsmith.api import merge
    from specsmith.pipeline.catalog_rows import provider_of
    from specsmith.pipeline.group import slugify
    from specsmith.readers.sources import find_sources
    from specsmith.views.build import build_api

    sources, problems = find_sources(specs, allow_remote=options.allow_remote)
    print_diagnostics(problems, verbose=True)
    result = merge(sources, prefer=options.prefer, overlays=options.overlays)
    if result.document is None:
        print_diagnostics(result.diagnostics, verbose=verbose)
        sys.exit(EXIT_ERRORS)
    info = result.document.root.get("info") or {}
    slug = slugify(str(info.get("title") or "")) or "api"
    api, found = build_api(result.document, slug=slug, provider=provider_of(result.listings))
    errors = print_diagnostics([*result.diagnostics, *found], verbose=verbose)
    return api, errors + sum(p.severity.value == "error" for p in problems)
