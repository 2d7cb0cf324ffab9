"""``specsmith.yaml`` (or ``[tool.specsmith]`` in pyproject.toml): what people would otherwise repeat on the command line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specsmith.diagnostics import Diagnostic
from specsmith.pipeline import codes
from specsmith.pipeline.group import GROUP_BY
from specsmith.pipeline.options import PARTS, TARGETS
from specsmith.text import SourceFile, load

NAMES = ("specsmith.yaml", "specsmith.yml")


MANY = 1e9


@dataclass(frozen=True, slots=True)
class Setting:
    """One key: the kind of its value, the values allowed (empty: any), and what it does."""

    kind: type
    meaning: str
    choices: tuple[str, ...] = ()
    many: bool = False
    most: float = MANY


SETTINGS: dict[str, Setting] = {
    "sources": Setting(str, "files, folders and globs to build when none are named", many=True),
    "output": Setting(str, "the output folder"),
    "only": Setting(str, "parts to write", PARTS, many=True),
    "languages": Setting(str, "client languages", ("python", "typescript"), many=True),
    "jobs": Setting(int, "worker processes; 0: one a core"),
    "to": Setting(str, "OpenAPI version to write", TARGETS),
    "group_by": Setting(str, "what brings documents together", GROUP_BY),
    "prefer": Setting(str, "which statement wins where the evidence is equal: newest, first, richest or a source"),
    "overlays": Setting(str, "OpenAPI Overlays to apply last", many=True),
    "templates": Setting(str, "a folder of templates that replace the built-in ones"),
    "site_url": Setting(str, "the address the docs will have"),
    "allow_remote": Setting(bool, "whether URLs may be read"),
    "min_confidence": Setting(float, "recovered parts that are less sure become errors (0 to 1)", most=1),
    "second_opinion": Setting(bool, "ask openapi-spec-validator about every result too"),
}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a configuration file, checked; ``path`` is empty when there is none."""

    path: str
    settings: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...] = ()


def load_config(folder: Path, explicit: str | None = None) -> Config:
    """The configuration of ``folder``: ``explicit``, or specsmith.yaml, or [tool.specsmith] of pyproject.toml.

    Unknown keys and values of a wrong kind are diagnostics (errors), with their places.
    """
    if explicit is not None:
        return _read_yaml(Path(explicit))
    for name in NAMES:
        if (folder / name).is_file():
            return _read_yaml(folder / name)
    project = folder / "pyproject.toml"
    if project.is_file():
        return _read_toml(project)
    return Config("", {})


def _read_yaml(path: Path) -> Config:
    try:
        source = SourceFile(path.name, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return Config(path.name, {}, (Diagnostic.of(codes.CONFIGURATION, f"can't be read: {error}", file=path.name),))
    loaded = load(source.text)
    if loaded.problems:
        problem = loaded.problems[0]
        found = Diagnostic.of(codes.CONFIGURATION, problem.message, source=source, span=problem.span)
        return Config(path.name, {}, (found.located(),))
    root = loaded.roots[0] if loaded.roots else {}
    return _check(root if root is not None else {}, source)


def _read_toml(path: Path) -> Config:
    try:
        text = path.read_text("utf-8")
        root = tomllib.loads(text).get("tool", {}).get("specsmith")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(path.name, {}, (Diagnostic.of(codes.CONFIGURATION, f"can't be read: {error}", file=path.name),))
    if root is None:
        return Config("", {})
    return _check(root, SourceFile(path.name, ""))


def _check(root: Any, source: SourceFile) -> Config:
    if not isinstance(root, dict):
        found = Diagnostic.of(codes.CONFIGURATION, "the configuration is not a mapping", source=source)
        return Config(source.path, {}, (found.located(),))
    settings: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for key, value in root.items():
        problem = _problem(key, value)
        if problem:
            problems.append(Diagnostic.of(codes.CONFIGURATION, problem, source=source, pointer=f"/{key}").located())
        else:
            setting = SETTINGS[key]
            items = value if isinstance(value, list) else [value]
            settings[key] = tuple(setting.kind(v) for v in items) if setting.many else setting.kind(value)
    return Config(source.path, settings, tuple(problems))


def _problem(key: str, value: Any) -> str:
    setting = SETTINGS.get(key)
    if setting is None:
        import difflib

        near = difflib.get_close_matches(key, SETTINGS, 1)
        return f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
    values = value if setting.many and isinstance(value, list) else [value]
    for item in values:
        if setting.kind is float and type(item) is int:
            item = float(item)
        if setting.kind is str and setting.choices and str(item) in setting.choices:
            continue
        if type(item) is not setting.kind:
            return f"{key!r} takes {'a list of ' if setting.many else ''}{setting.kind.__name__}: {setting.meaning}"
        if isinstance(item, int | float) and not 0 <= item <= setting.most:
            return (
                f"{key!r} takes 0 to {setting.most:g}, not {item!r}" if setting.most < MANY else f"{key!r} is negative"
            )
        if key == "site_url" and not str(item).lower().startswith(("http://", "https://")):
            return f"{key!r} takes an address that begins with https:// or http://"
        if setting.choices and item not in setting.choices:
            return f"{key!r} takes {', '.join(setting.choices)}, not {item!r}"
    return ""
