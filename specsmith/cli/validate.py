"""``specsmith validate``."""

from __future__ import annotations

import sys

import click

from specsmith.cli.common import EXIT_ERRORS, print_diagnostics


@click.command("validate")
@click.argument("specs", nargs=-1, required=True, metavar="SPECS...|-")
@click.option("--format", "format_", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("--second-opinion", is_flag=True, help="Ask openapi-spec-validator too (slower).")
@click.option("--allow-remote", is_flag=True, help="Read URLs.")
@click.option("-q", "--quiet", is_flag=True, help="Errors only.")
def command(specs: tuple[str, ...], format_: str, second_opinion: bool, allow_remote: bool, quiet: bool) -> None:
    """Validate descriptions as they stand: the schema of their version, and the rules that no schema can say.

    \b
    Examples:
      specsmith validate openapi.yaml
      specsmith validate specs/ --format json
    """
    import specsmith
    from specsmith.api import validate
    from specsmith.diagnostics import Diagnostic, Severity
    from specsmith.diagnostics.show import as_json, as_sarif
    from specsmith.readers import codes
    from specsmith.readers.sources import find_sources

    sources, problems = find_sources(specs, allow_remote=allow_remote)
    found: list[Diagnostic] = list(problems)
    checked = 0
    for source in sources:
        result = validate(source, second_opinion=second_opinion)
        checked += result.document is not None
        found.extend(result.diagnostics)
    if not checked and not any(d.severity is Severity.ERROR for d in found):
        found.append(Diagnostic.of(codes.NO_INPUT, "no API description was found in the inputs"))
    if quiet:
        found = [d for d in found if d.severity is Severity.ERROR]
    errors = sum(d.severity is Severity.ERROR for d in found)
    if format_ == "json":
        click.echo(as_json(found), nl=False)
    elif format_ == "sarif":
        click.echo(as_sarif(found, specsmith.__version__), nl=False)
    else:
        print_diagnostics(found, verbose=True)
        warnings = sum(d.severity is Severity.WARNING for d in found)
        click.echo(f"{checked} checked: {errors} errors, {warnings} warnings", err=True)
    if errors or not checked:
        sys.exit(EXIT_ERRORS)
