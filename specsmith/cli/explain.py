"""``specsmith explain``."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", metavar="CODE")
def command(code: str) -> None:
    """Explain one diagnostic code (SS0201, or its name): why it is reported, a broken and a fixed example.

    \b
    Example:
      specsmith explain SS0104
    """
    from specsmith.diagnostics.catalogue import declared_codes

    codes = declared_codes()
    found = codes.get(code.upper()) or next((c for c in codes.values() if c.name == code.lower()), None)
    if found is None:
        raise click.UsageError(f"there is no code {code}; `specsmith rules` lists them all")
    click.echo(click.style(f"{found.id} {found.name}", bold=True) + f" ({found.severity.value})")
    click.echo(f"{found.title}.\n")
    click.echo(click.wrap_text(found.why, width=100))
    for title, example in (("Broken", found.broken), ("Fixed", found.fixed)):
        if example:
            click.echo(f"\n{title}:\n" + "\n".join(f"    {line}" for line in example.rstrip("\n").split("\n")))
    if found.help:
        click.echo("\n" + click.wrap_text(found.help, width=100))
