"""``specsmith client``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from specsmith.cli.common import EXIT_ERRORS, one_api, print_diagnostics, write_rendered


@click.command("client")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...|-")
@click.option("--lang", type=click.Choice(["python", "typescript"]), required=True)
@click.option("-o", "--output", required=True, metavar="DIR")
@click.option("--templates", type=click.Path(exists=True, file_okay=False), help="Your templates, by file name.")
@click.option("--overlay", "overlays", multiple=True, metavar="FILE", help="OpenAPI Overlay to apply first.")
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(
    specs: tuple[str, ...], lang: str, output: str, templates: str | None, overlays: tuple[str, ...], verbose: bool
) -> None:
    """Write a typed client package of one API.

    \b
    Example:
      specsmith client openapi.yaml --lang python -o client/
    """
    from specsmith.pipeline.options import BuildOptions
    from specsmith.renderers.clients import ClientOptions, render_client

    api, errors = one_api(specs, BuildOptions(overlays=overlays), verbose=verbose)
    rendered = render_client(api, lang, ClientOptions(templates=Path(templates) if templates else None))
    errors += print_diagnostics(rendered.diagnostics, verbose=verbose)
    count = write_rendered(output, rendered)
    click.echo(f"{count} files in {output}: see {output.rstrip('/')}/README.md", err=True)
    if errors:
        sys.exit(EXIT_ERRORS)
