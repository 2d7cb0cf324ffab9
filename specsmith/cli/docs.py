"""``specsmith docs``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from specsmith.cli import common
from specsmith.cli.common import EXIT_ERRORS, one_api, print_diagnostics, write_rendered


@click.command("docs")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...|-")
@click.option("-o", "--output", required=True, metavar="DIR")
@click.option(
    "--site-url",
    callback=common.site_url,
    metavar="URL",
    help="Where the site will stand: canonical links and sitemap.xml.",
)
@click.option("--templates", type=click.Path(exists=True, file_okay=False), help="Your templates, by file name.")
@click.option("--overlay", "overlays", multiple=True, metavar="FILE", help="OpenAPI Overlay to apply first.")
@click.option("-v", "--verbose", is_flag=True, help="Every diagnostic with its place.")
def command(
    specs: tuple[str, ...],
    output: str,
    site_url: str | None,
    templates: str | None,
    overlays: tuple[str, ...],
    verbose: bool,
) -> None:
    """Write static documentation: HTML that needs neither a server nor JavaScript.

    \b
    Example:
      specsmith docs openapi.yaml -o site/
    """
    from specsmith.pipeline.options import BuildOptions
    from specsmith.renderers.docs import DocsOptions, render_docs

    api, errors = one_api(specs, BuildOptions(overlays=overlays), verbose=verbose)
    rendered = render_docs(api, DocsOptions(site_url=site_url, templates=Path(templates) if templates else None))
    errors += print_diagnostics(rendered.diagnostics, verbose=verbose)
    count = write_rendered(output, rendered)
    click.echo(f"{count} files in {output}: open {output.rstrip('/')}/index.html", err=True)
    if errors:
        sys.exit(EXIT_ERRORS)
