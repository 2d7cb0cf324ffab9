"""``specsmith catalog``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from specsmith.cli.common import EXIT_ERRORS, EXIT_USAGE, print_diagnostics


@click.command("catalog")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...|-")
@click.option("-o", "--output", required=True, metavar="DIR")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Worker processes; 0: one a core.")
@click.option("--allow-remote", is_flag=True, help="Read URLs and remote references.")
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(sources: tuple[str, ...], output: str, jobs: int, allow_remote: bool, verbose: bool) -> None:
    """Write the catalog of all endpoints in SOURCES: HTML, endpoints.json, endpoints.csv and an APIs.json 0.19 listing.

    \b
    Example:
      specsmith catalog specs/ -o catalog/
    """
    from specsmith.pipeline.options import BuildOptions
    from specsmith.pipeline.output import OutputRefused
    from specsmith.pipeline.run import run

    options = BuildOptions(only=("catalog",), jobs=jobs, allow_remote=allow_remote)
    try:
        result = run(sources, Path(output), options)
    except OutputRefused as refused:
        print_diagnostics(refused.diagnostics, verbose=True)
        sys.exit(EXIT_USAGE)
    print_diagnostics(result.diagnostics, verbose=verbose)
    if not result.files:
        sys.exit(EXIT_ERRORS)
    total = sum(api.written for api in result.report.apis)
    click.echo(
        f"{len(result.report.apis)} APIs, {total:,} endpoints: open {output.rstrip('/')}/catalog/index.html", err=True
    )
    if not result.ok:
        sys.exit(EXIT_ERRORS)
