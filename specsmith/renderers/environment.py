"""The Jinja environment: our templates, any of them replaced by a file of the same path in the user's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from specsmith.renderers.escaping import html


def templates_folder() -> Path:
    """Where our own templates are: beside the modules in a wheel, at the root of a checkout otherwise."""
    here = Path(__file__).resolve().parent.parent
    packaged = here / "_templates"
    return packaged if packaged.is_dir() else here.parent / "templates"


def make_environment(room: str, overrides: Path | None = None, *, autoescape: bool = True) -> Environment:
    """An environment for the templates of one ``room`` (docs, catalog, python, typescript).

    ``overrides`` is a folder laid out like ours (``overrides/docs/operation.html.j2`` …); a template that is not there is ours.
    Undefined names are errors: a typing mistake in a user's template must not print nothing.
    """
    loaders: list[BaseLoader] = []
    if overrides is not None:
        loaders.append(FileSystemLoader(overrides / room))
    loaders.append(FileSystemLoader(templates_folder() / room))
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.finalize = _finalize if autoescape else None
    return environment


def _finalize(value: Any) -> Any:
    """Characters that no HTML document may hold never leave a template."""
    return html.plain(value) if type(value) is str else value


def asset(environment: Environment, name: str) -> str:
    """The text of a file that is copied as it is (a style sheet, a script); overridable like a template."""
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    return source


def builtin_templates() -> dict[str, str]:
    """All our templates by relative path: what ``specsmith templates export`` copies."""
    folder = templates_folder()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}
