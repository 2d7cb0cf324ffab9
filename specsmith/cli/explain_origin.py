"""``specsmith explain-origin``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from specsmith.cli.common import EXIT_ERRORS
from specsmith.diagnostics.show import printable

SHOWN = 300


@click.command("explain-origin")
@click.argument("spec", type=click.Path(exists=True))
@click.argument("pointer")
def command(spec: str, pointer: str) -> None:
    """Say which files and lines a part of a built document came from, and what other sources said there.

    SPEC is an openapi.yaml (or .json) that `build` wrote, or its folder: the provenance.json beside it is read. POINTER is a
    JSON Pointer such as /paths/~1users/get; the nearest part that is recorded answers.

    \b
    Example:
      specsmith explain-origin output/apis/mail/openapi.yaml /paths/~1messages/post
    """
    path = Path(spec)
    path = path if path.is_dir() else path.parent
    try:
        recorded = json.loads((path / "provenance.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"there is no readable provenance.json in {path}") from error
    at = pointer.removeprefix("#")
    while at and at not in recorded:
        at = at.rpartition("/")[0]
    origins = recorded.get(at)
    if not origins:
        click.echo(f"nothing is recorded for {pointer}", err=True)
        sys.exit(EXIT_ERRORS)
    click.echo(at or "(the document)")
    for origin in origins:
        rule = f"  ({origin['rule']})" if origin.get("rule") else ""
        place = f"{origin['file']}:{origin.get('line') or 1}  {origin['pointer']}{rule}"
        if "not_taken" not in origin:
            click.echo(f"  {printable(place)}")
            continue
        said = json.dumps(origin["not_taken"], ensure_ascii=False)
        said = said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"
        click.echo(f"  not taken: {printable(place)}")
        click.echo(f"    says {printable(said)}; the other was chosen: {origin.get('reason', '')}")
