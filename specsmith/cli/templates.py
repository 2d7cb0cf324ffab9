"""``specsmith templates``."""

from __future__ import annotations

import click

from specsmith.cli.common import write_rendered


@click.group("templates")
def command() -> None:
    """The built-in templates, to start your own from."""


@command.command("export")
@click.argument("folder", metavar="DIR")
def export(folder: str) -> None:
    """Copy all built-in templates into DIR; keep the ones you change and give DIR with --templates.

    \b
    Example:
      specsmith templates export my-templates
    """
    from specsmith.renderers.environment import builtin_templates
    from specsmith.renderers.rendered import Rendered

    count = write_rendered(folder, Rendered(builtin_templates()))
    click.echo(f"{count} templates in {folder}", err=True)
