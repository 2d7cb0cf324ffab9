"""``specsmith recover``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from specsmith.cli.common import EXIT_ERRORS, one_source, print_doubts, write_text

if TYPE_CHECKING:
    from specsmith.model import Document


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

    The least certain places are named first. Several descriptions in one file are written one after the other.

    \b
    Examples:
      specsmith recover scraped.txt -o swagger.yaml
      specsmith recover scraped.txt --min-confidence 0.8 --report doubts.json > swagger.yaml
    """
    from specsmith.api import recover
    from specsmith.diagnostics.show import as_json

    result = recover(one_source(spec, allow_remote=allow_remote), min_confidence=min_confidence)
    errors = print_doubts(result.diagnostics, verbose=verbose)
    if report:
        write_text(report, as_json(result.diagnostics))
    if result.document is None:
        sys.exit(EXIT_ERRORS)
    documents = [result.document, *result.others]
    json_wanted = format_ == "json" or (format_ is None and output.endswith(".json"))
    if json_wanted and len(documents) > 1:
        raise click.UsageError(f"{spec} holds {len(documents)} descriptions, a JSON file only one: write YAML")
    write_text(output, _text(documents, as_json=json_wanted))
    if output != "-":
        click.echo(_summary(documents, output), err=True)
    if errors:
        sys.exit(EXIT_ERRORS)


def _text(documents: list[Document], *, as_json: bool) -> str:
    """A document whose text is sound is written as it stands, comments and all; the others are written anew."""
    from specsmith.text import load, to_json, to_yaml

    parts: list[str] = []
    for document in documents:
        text = document.source.text
        loaded = load(text)
        is_json = text.lstrip().startswith("{")
        if loaded.roots == [document.root] and not loaded.problems and (as_json == is_json):
            parts.append(text if text.endswith("\n") else text + "\n")
        else:
            parts.append(to_json(document.root) if as_json else to_yaml(document.root))
    return "---\n".join(parts)


def _summary(documents: list[Document], output: str) -> str:
    from specsmith.readers.sniff import METHODS

    items = [item for document in documents for item in (document.root.get("paths") or {}).values()]
    operations = sum(1 for item in items if isinstance(item, dict) for key in item if key in METHODS)
    several = f"{len(documents)} descriptions, " if len(documents) > 1 else ""
    return f"{output}: {several}{len(items):,} paths, {operations:,} operations"
