"""``specsmith listing``."""

from __future__ import annotations

import sys

import click

from specsmith.cli.common import EXIT_ERRORS, print_diagnostics, write_text


@click.command("listing")
@click.argument("listings", nargs=-1, required=True, metavar="LISTINGS...|-")
@click.option("-o", "--output", default="-", metavar="FILE")
@click.option("--format", "format_", type=click.Choice(["json", "yaml", "table"]), default="json", show_default=True)
@click.option("--allow-remote", is_flag=True, help="Read URLs, and the includes of listings that are URLs.")
def command(listings: tuple[str, ...], output: str, format_: str, allow_remote: bool) -> None:
    """Read APIs.json listings (0.14 to 0.19) and write them normalized, in APIs.json 0.19 form, or as a table.

    \b
    Example:
      specsmith listing apis.md --format table
    """
    from specsmith.readers.listings import as_table, as_tree, read_listings
    from specsmith.text import to_json, to_yaml

    found, diagnostics = read_listings(listings, allow_remote=allow_remote)
    errors = print_diagnostics(diagnostics, verbose=False)
    if not found:
        click.echo("no APIs.json listing was found in the inputs", err=True)
        sys.exit(EXIT_ERRORS)
    if format_ == "table":
        write_text(output, as_table(found))
    else:
        trees = [as_tree(listing) for listing in found]
        tree = trees[0] if len(trees) == 1 else trees
        write_text(output, to_yaml(tree) if format_ == "yaml" or output.endswith((".yaml", ".yml")) else to_json(tree))
    if errors:
        sys.exit(EXIT_ERRORS)
