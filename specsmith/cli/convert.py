"""``specsmith convert``."""

from __future__ import annotations

import sys

import click

from specsmith.cli.common import EXIT_ERRORS, print_diagnostics, to_option, write_document


@click.command("convert")
@click.argument("spec", metavar="SPEC|-")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; JSON when the name ends in .json.")
@click.option("--format", "format_", type=click.Choice(["yaml", "json"]), help="Instead of what the name says.")
@to_option
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(spec: str, output: str, format_: str | None, to: str | None, verbose: bool) -> None:
    """Convert one Swagger 2.0 or OpenAPI 3.x document, repaired where it is broken, and check the result.

    \b
    Examples:
      specsmith convert swagger.yaml -o openapi.yaml
      cat swagger.json | specsmith convert - --to 3.0 --format json
    """
    from specsmith.api import convert

    result = convert(spec, to=to)
    errors = print_diagnostics(result.diagnostics, verbose=verbose or result.document is None)
    if result.document is not None:
        write_document(result.document, output, format_)
    if errors or result.document is None:
        sys.exit(EXIT_ERRORS)
