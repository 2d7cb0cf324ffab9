"""The command ``specsmith``: its commands are imported when they are called."""

from __future__ import annotations

import importlib
import signal
import sys
from types import FrameType

import click

import specsmith

COMMANDS = {
    "build": "Everything: find, repair, convert, merge, validate, render.",
    "convert": "Swagger 2.0 or OpenAPI 3.x to OpenAPI 3.0, 3.1 or 3.2.",
    "merge": "Several descriptions of one API to one, by evidence.",
    "validate": "Say what is wrong with descriptions, as text, JSON or SARIF.",
    "recover": "Restore a description whose indentation or line ends were lost.",
    "docs": "Static documentation of one API.",
    "client": "A typed Python or TypeScript client of one API.",
    "catalog": "A catalog of all endpoints found in the inputs.",
    "listing": "APIs.json in, normalized APIs.json or a table out.",
    "rules": "List every diagnostic code.",
    "explain": "Explain one diagnostic code, with a broken and a fixed example.",
    "explain-origin": "Say which files and lines a part of a result came from.",
    "templates": "Copy the built-in templates, to start your own from.",
}


class _LazyGroup(click.Group):
    """Imports ``specsmith.cli.<command>`` when the command is called, not for ``--help``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"specsmith.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(specsmith.__version__, prog_name="specsmith")
def cli() -> None:
    """Broken, partial and repeated API descriptions in; one OpenAPI document, docs, clients and a catalog out.

    \b
    Example:
      specsmith build specs/ -o output/
    """


def _leave(number: int, _frame: FrameType | None) -> None:
    """End like any other exit does, so that nothing half-written stays behind."""
    sys.exit(128 + number)


def main() -> None:
    """Entry point of the console script. A closed pipe ends quietly; an interrupt exits with 130, a termination with 143."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(prog_name="specsmith")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
