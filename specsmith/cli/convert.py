"""``specsmith convert``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from specsmith.cli.common import EXIT_ERRORS, EXIT_USAGE, one_source, print_diagnostics, to_option, write_document


@click.command("convert")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...|-")
@click.option("-o", "--output", default="-", metavar="FILE|DIR",
              help="Where to write; JSON when the name ends in .json. A folder for several inputs.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["yaml", "json"]), help="Instead of what the name says.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N",
              help="Worker processes for several inputs; 0: one a core  [default: 0]")  # fmt: skip
@click.option("--allow-remote", is_flag=True, help="Read URLs.")
@to_option
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(
    specs: tuple[str, ...],
    output: str,
    format_: str | None,
    jobs: int,
    allow_remote: bool,
    to: str | None,
    verbose: bool,
) -> None:
    """Convert Swagger 2.0 or OpenAPI 3.x documents, repaired where they are broken, and check the results.

    Several inputs (files, folders, globs) are converted side by side into the folder that -o names, each on its own.

    \b
    Examples:
      specsmith convert swagger.yaml -o openapi.yaml
      cat swagger.json | specsmith convert - --to 3.0 --format json
      specsmith convert 'apis/**/*.json' --jobs 4 -o converted/
    """
    several = len(specs) > 1 or any(os.path.isdir(spec) or _is_glob(spec) for spec in specs)
    if several and output != "-":
        sys.exit(_convert_all(specs, output, format_, jobs, to, verbose))
    if len(specs) > 1:
        raise click.UsageError("several inputs need a folder to be written to: -o DIR")
    from specsmith.api import convert

    result = convert(one_source(specs[0], allow_remote=allow_remote), to=to)
    errors = print_diagnostics(result.diagnostics, verbose=verbose or result.document is None)
    if result.document is not None:
        write_document(result.document, output, format_)
    if errors or result.document is None:
        sys.exit(EXIT_ERRORS)


def _is_glob(spec: str) -> bool:
    return any(mark in spec for mark in "*?[") and not os.path.exists(spec)


def _convert_all(
    specs: tuple[str, ...], output: str, format_: str | None, jobs: int, to: str | None, verbose: bool
) -> int:
    from specsmith.pipeline.convert_all import convert_all
    from specsmith.pipeline.output import OutputRefused

    try:
        result = convert_all(specs, Path(output), to=to, format=format_, jobs=jobs)
    except OutputRefused as refused:
        print_diagnostics(refused.diagnostics, verbose=True)
        return EXIT_USAGE
    errors = print_diagnostics(result.diagnostics, verbose=verbose)
    click.echo(f"{result.converted:,} of {result.inputs:,} inputs converted into {output}", err=True)
    return EXIT_ERRORS if errors or not result.converted else 0
