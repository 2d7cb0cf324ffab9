"""``specsmith recover``."""

from __future__ import annotations

import sys

import click

from specsmith.cli.common import EXIT_ERRORS, one_source, print_diagnostics, write_document, write_text


@click.command("recover")
@click.argument("spec", metavar="FILE|-")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; JSON when the name ends in .json.")
@click.option("--format", "format_", type=click.Choice(["yaml", "json"]), help="Instead of what the name says.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P",
              help="Parts that are less sure than P become errors.")  # fmt: skip
@click.option("--report", metavar="FILE", help="Write the diagnostics as JSON, the least certain places first.")
@click.option("--allow-remote", is_flag=True, help="Read a URL.")
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(
    spec: str,
    output: str,
    format_: str | None,
    min_confidence: float,
    report: str | None,
    allow_remote: bool,
    verbose: bool,
) -> None:
    """Restore a description that a scraper, a PDF or a chat has damaged. What is undamaged comes back unchanged.

    \b
    Example:
      specsmith recover scraped.txt -o swagger.yaml
    """
    from specsmith.api import recover
    from specsmith.diagnostics.show import as_json

    result = recover(one_source(spec, allow_remote=allow_remote), min_confidence=min_confidence)
    errors = print_diagnostics(result.diagnostics, verbose=verbose or result.document is None)
    if report:
        write_text(report, as_json(result.diagnostics))
    if result.document is None:
        sys.exit(EXIT_ERRORS)
    write_document(result.document, output, format_)
    if errors:
        sys.exit(EXIT_ERRORS)
