"""``specsmith merge``."""

from __future__ import annotations

import sys

import click

from specsmith.cli.common import EXIT_ERRORS, print_diagnostics, to_option, write_document, write_text


@click.command("merge")
@click.argument("specs", nargs=-1, required=True, metavar="SPECS...")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; JSON when the name ends in .json.")
@click.option("--format", "format_", type=click.Choice(["yaml", "json"]), help="Instead of what the name says.")
@click.option("--report", metavar="FILE", help="Write the diagnostics and every choice as JSON.")
@click.option("--provenance", metavar="FILE", help="Write where every part came from, as JSON.")
@click.option("--prefer", default="richest", show_default=True, metavar="newest|first|richest|SOURCE",
              help="Which statement wins where the evidence is equal.")  # fmt: skip
@click.option("--overlay", "overlays", multiple=True, metavar="FILE", help="OpenAPI Overlay to apply last; repeatable.")
@click.option("--allow-remote", is_flag=True, help="Read URLs.")
@to_option
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(
    specs: tuple[str, ...],
    output: str,
    format_: str | None,
    report: str | None,
    provenance: str | None,
    prefer: str,
    overlays: tuple[str, ...],
    allow_remote: bool,
    to: str | None,
    verbose: bool,
) -> None:
    """Merge descriptions (and listings) of ONE API into one document: every source is evidence, conflicts are shown.

    \b
    Example:
      specsmith merge a.yaml b.json apis.md -o openapi.yaml --report report.json
    """
    from specsmith.api import merge
    from specsmith.diagnostics.show import as_json
    from specsmith.merging.options import FIRST
    from specsmith.merging.provenance_report import choices_json
    from specsmith.readers.sources import find_sources
    from specsmith.text import to_json

    sources, problems = find_sources(specs, allow_remote=allow_remote)
    if prefer == FIRST:  # the others don't depend on the order
        sources.sort(key=lambda source: source.place)
    result = merge(sources, prefer=prefer, overlays=overlays, to=to)
    found = [*problems, *result.diagnostics]
    errors = print_diagnostics(found, verbose=verbose)
    if report:
        choices = choices_json(result.document, result.decisions) if result.document else []
        write_text(report, as_json(found, choices=choices))
    if result.document is None:
        sys.exit(EXIT_ERRORS)
    write_document(result.document, output, format_)
    if provenance:
        write_text(provenance, to_json(result.provenance))
    if errors:
        sys.exit(EXIT_ERRORS)
