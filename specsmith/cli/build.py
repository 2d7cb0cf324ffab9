"""``specsmith build``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specsmith.cli.common import EXIT_ERRORS, EXIT_USAGE, print_diagnostics, site_url

if TYPE_CHECKING:
    from specsmith.pipeline.options import BuildOptions
    from specsmith.pipeline.run import BuildResult, Progress

PARTS = ("openapi", "docs", "clients", "catalog")
LISTED_APIS = 60


def _parts(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    parts = tuple(dict.fromkeys(p.strip() for p in value.split(",") if p.strip()))
    unknown = [p for p in parts if p not in PARTS]
    if unknown or not parts:
        raise click.BadParameter(f"takes {', '.join(PARTS)}, separated by commas")
    return parts


@click.command("build")
@click.argument("sources", nargs=-1, metavar="SOURCES...|-")
@click.option("-o", "--output", metavar="DIR", help="Output folder  [default: output]")
@click.option("--only", callback=_parts, metavar="PARTS", help="openapi,docs,clients,catalog  [default: all]")
@click.option("--jobs", type=click.IntRange(0), metavar="N", help="Worker processes; 0: one a core  [default: 0]")
@click.option("--to", type=click.Choice(["3.0", "3.1", "3.2"]), help="OpenAPI version to write  [default: 3.1]")
@click.option("--group-by", metavar="EVIDENCE",
              type=click.Choice(["auto", "listing", "collection", "server", "title", "folder", "file", "none"]),
              help="auto, listing, collection, server, title, folder, file, none (one API)  [default: auto]")  # fmt: skip
@click.option("--prefer", metavar="WHICH", help="newest, first, richest or a source: who wins on equal evidence")
@click.option("--overlay", "overlays", multiple=True, metavar="FILE", help="OpenAPI Overlay to apply last; repeatable.")
@click.option("--templates", type=click.Path(exists=True, file_okay=False), help="Your templates, by file name.")
@click.option(
    "--site-url", callback=site_url, metavar="URL", help="Where the docs will stand: canonical links and sitemap.xml."
)
@click.option("--allow-remote", is_flag=True, default=None, help="Read URLs and remote references.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), metavar="P", help="Less sure recovered parts are errors."
)
@click.option("--second-opinion", is_flag=True, default=None, help="Ask openapi-spec-validator too (slower).")
@click.option("--config", metavar="FILE", help="Instead of specsmith.yaml or [tool.specsmith] in pyproject.toml.")
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(sources: tuple[str, ...], output: str | None, config: str | None, verbose: bool, **given: Any) -> None:
    """Find descriptions and listings in SOURCES (files, folders, globs, -), and write one API for each that they describe.

    Every API gets openapi.yaml, openapi.json, provenance.json, docs/ and clients/; over all of them stand catalog/ and
    report.json. Exit status: 0 when the result is valid, 1 when an error remains, 2 for wrong usage.

    \b
    Examples:
      specsmith build specs/ -o output/
      specsmith build 'apis/**/*.yaml' --only openapi,docs -o site/
    """
    from specsmith.pipeline.config import load_config
    from specsmith.pipeline.options import BuildOptions
    from specsmith.pipeline.output import OutputRefused
    from specsmith.pipeline.run import run

    settings = load_config(Path(), config)
    if settings.diagnostics:
        print_diagnostics(settings.diagnostics, verbose=True)
        sys.exit(EXIT_USAGE)
    chosen = dict(settings.settings)
    names = sources or chosen.pop("sources", ())
    chosen.pop("sources", None)
    target = output or chosen.pop("output", None) or "output"
    chosen.pop("output", None)
    chosen.update({key: value for key, value in given.items() if value not in (None, ())})
    if not names:
        raise click.UsageError("name at least one source: a file, a folder, a glob or -")
    options = BuildOptions(**{"jobs": 0, **chosen})
    progress, done = _progress()
    try:
        result = run(names, Path(target), options, progress=progress)
    except OutputRefused as refused:
        print_diagnostics(refused.diagnostics, verbose=True)
        sys.exit(EXIT_USAGE)
    finally:
        done()
    print_diagnostics(result.diagnostics, verbose=verbose)
    _summary(result, target, options)
    sys.exit(0 if result.ok else EXIT_ERRORS)


def _progress() -> tuple[Progress, Any]:
    """A bar on a terminal, a plain line for each step of ten otherwise."""
    terminal = sys.stderr.isatty()

    def report(what: str, done: int, total: int) -> None:
        if terminal:
            width = 24
            filled = width * done // max(1, total)
            bar = "█" * filled + "░" * (width - filled)
            sys.stderr.write(f"\r\x1b[K{bar} {done}/{total} {what[:40]}")
            sys.stderr.flush()
        elif total <= 10 or done == total or done % max(1, total // 10) == 0:
            step = "read" if what == "reading" else "built"
            click.echo(f"{step} {done}/{total}" + ("" if what == "reading" else f" ({what})"), err=True)

    def finish() -> None:
        if terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    return report, finish


def _summary(result: BuildResult, target: str, options: BuildOptions) -> None:
    from collections import Counter

    report = result.report
    kinds = Counter(kind for _, kind in report.inputs)
    click.echo()
    click.echo(f"inputs      {len(report.inputs):7,}   " + ", ".join(f"{n} {k}" for k, n in kinds.most_common(6)))
    click.echo(f"APIs        {len(report.apis):7,}")
    stated, written = sum(a.stated for a in report.apis), sum(a.written for a in report.apis)
    lost = sum(a.unexplained for a in report.apis)
    click.echo(
        f"operations  {stated:7,} stated → {written:,} different" + (f", {lost} LOST" if lost else ", none lost")
    )
    repairs = sum(report.repairs.values())
    if repairs:
        click.echo(f"repairs     {repairs:7,}")
        for (code, name), n in report.repairs.most_common(8):
            click.echo(f"            {n:7,}   {code} {name}")
        if len(report.repairs) > 8:
            click.echo(f"                      and {len(report.repairs) - 8} more rules (report.json)")
    if len(report.apis) <= LISTED_APIS and report.apis:
        click.echo()
        width = max(len(a.slug) for a in report.apis)
        for api in report.apis:
            state = click.style("invalid", fg="red") if api.errors else click.style("valid", fg="green")
            click.echo(f"  {api.slug:{width}}  {api.written:5,} operations  {state}")
    click.echo()
    warnings = sum(n for (_, _, severity), n in report.counts.items() if severity == "warning")
    outcome = f"{len(result.files):,} files in {target}" if result.files else f"nothing was written to {target}"
    click.echo(f"{report.errors} errors, {warnings:,} warnings; {outcome}")
    if result.files and options.wants("catalog"):
        click.echo(f"open {target.rstrip('/')}/catalog/index.html")
