"""``specsmith rules``."""

from __future__ import annotations

import click


@click.command("rules")
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(format_: str) -> None:
    """List every diagnostic code, with its severity and title.

    \b
    Example:
      specsmith rules
    """
    from specsmith.diagnostics.catalogue import declared_codes
    from specsmith.diagnostics.page import rules_page
    from specsmith.text import to_json

    codes = declared_codes().values()
    if format_ == "json":
        rows = [
            {"code": c.id, "name": c.name, "severity": c.severity.value, "title": c.title, "why": c.why} for c in codes
        ]
        click.echo(to_json({"rules": rows}), nl=False)
        return
    if format_ == "markdown":
        click.echo(rules_page(codes), nl=False)
        return
    width = max(len(c.name) for c in codes)
    for c in codes:
        click.echo(f"{c.id}  {c.severity.value:7}  {c.name:{width}}  {c.title}")
