"""``convert`` for many documents: each on its own, side by side in the processes that ``build`` uses too."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from specsmith.diagnostics import Diagnostic, in_order
from specsmith.pipeline import codes
from specsmith.pipeline.convert import convert_source
from specsmith.pipeline.output import OutputFolder
from specsmith.pipeline.workers import over_all, processes
from specsmith.readers import codes as reading
from specsmith.readers.sources import Source, find_sources
from specsmith.text import to_json, to_yaml


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of one result (None when the input could not be converted) and what was found; positions can be asked for."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class BatchResult:
    """How many inputs there were, how many were converted, all diagnostics, and the files below the output folder."""

    inputs: int = 0
    converted: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def convert_all(
    names: Sequence[str],
    target: Path,
    *,
    to: str | None = None,
    format: str | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
) -> BatchResult:
    """Convert every document behind ``names`` (files, folders, globs) into the folder ``target``.

    A result has the path of its input below the folder that all inputs share; ``format`` is "yaml" or "json", without
    it that of the input. ``jobs`` is the number of processes (0: one a core). Raises ``OutputRefused`` when the
    folder can't be written; what is wrong with an input is in the diagnostics and costs no other input.
    """
    result = BatchResult()
    sources, problems = find_sources(names)
    result.inputs = len(sources)
    result.diagnostics.extend(problems)
    if not sources and not problems:
        result.diagnostics.append(Diagnostic.of(reading.NO_INPUT, "no file was found in the inputs"))
    paths = output_paths(sources, format)
    output = OutputFolder(target)
    own = None if executor is not None else processes(sources, jobs)
    try:
        for i, made in over_all(partial(_convert_one, to=to, format=format), sources, executor or own):
            if isinstance(made, Exception):
                message = f"{type(made).__name__}: {made}"
                result.diagnostics.append(Diagnostic.of(codes.INTERNAL, message, file=sources[i].path))
                continue
            result.diagnostics.extend(made.diagnostics)
            if made.text is not None:
                output.write(paths[i], made.text)
                result.converted += 1
        result.diagnostics = in_order(result.diagnostics)
        result.files = output.publish() if result.converted else []
    finally:
        output.discard()
        if own is not None:
            own.shutdown(cancel_futures=True)
    return result


def _convert_one(source: Source, *, to: str | None, format: str | None) -> Converted:
    """One input, as a value that can be sent between processes."""
    document, found = convert_source(source, to=to)
    if document is None:
        return Converted(None, tuple(found))
    write = to_json if _suffix(source, format) == ".json" else to_yaml
    return Converted(write(document.root), tuple(dict.fromkeys((*found, *document.diagnostics))))


def output_paths(sources: Sequence[Source], format: str | None) -> list[str]:
    """Where each result goes: as the inputs stand to one another, each path once.

    >>> output_paths([Source("a/b/x.md", "", ""), Source("a/y.json", "", ""), Source("a/y.yaml", "", "")], "json")
    ['b/x.json', 'y.json', 'y-2.json']
    """
    folders = [PurePosixPath(source.path).parent.parts for source in sources]
    shared = 0
    while folders and all(len(f) > shared and f[shared] == folders[0][shared] for f in folders):
        shared += 1
    paths: list[str] = []
    taken: set[str] = set()
    for source, folder in zip(sources, folders, strict=True):
        inner = [part for part in folder[shared:] if part not in ("..", "/")]
        stem, suffix = PurePosixPath(source.path).stem.strip("<>") or "spec", _suffix(source, format)
        candidate, number = stem + suffix, 1
        while "/".join([*inner, candidate]).casefold() in taken:
            number += 1
            candidate = f"{stem}-{number}{suffix}"
        paths.append("/".join([*inner, candidate]))
        taken.add(paths[-1].casefold())
    return paths


def _suffix(source: Source, format: str | None) -> str:
    return ".json" if format == "json" or (format is None and source.path.endswith(".json")) else ".yaml"
