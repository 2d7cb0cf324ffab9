"""From what a person names (files, folders, globs, ``-``, URLs) to files, in one canonical order."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from specsmith.diagnostics import Diagnostic
from specsmith.readers import codes

TEXT_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".md", ".txt", ".markdown", ".text", ""})
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One input. ``path`` is what people see (never absolute); ``location`` is where it is read from.

    ``root`` is the folder that bounds what may be read beside it. ``named`` tells a file that was named itself
    from one that was found in a folder: the first must be a description, the second may be anything. ``place`` counts
    the inputs in the order in which they were named.
    """

    path: str
    location: str
    root: str
    named: bool = True
    text: str | None = field(default=None, compare=False, repr=False)
    place: int = field(default=0, compare=False)

    @property
    def folder(self) -> str:
        """The folder of the file, as people see it."""
        return str(PurePosixPath(self.path).parent)

    def read(self) -> bytes:
        """The bytes; raises ``OSError``."""
        if self.text is not None:
            return self.text.encode("utf-8", "surrogateescape")
        if os.path.getsize(self.location) > MAX_BYTES:
            raise OSError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
        return Path(self.location).read_bytes()


def find_sources(names: Iterable[str], *, allow_remote: bool = False) -> tuple[list[Source], list[Diagnostic]]:
    """All inputs behind ``names``, sorted by path, each once. Folders are searched without following links.

    What can't be read becomes a diagnostic; the other inputs are returned all the same.
    """
    found: dict[str, Source] = {}
    problems: list[Diagnostic] = []
    for name in names:
        for item in _expand(name, allow_remote):
            if isinstance(item, Diagnostic):
                problems.append(item)
            elif item.location not in found or (item.named and not found[item.location].named):
                place = found[item.location].place if item.location in found else len(found)
                found[item.location] = replace(item, place=place)
    return sorted(_distinct(list(found.values()))), problems


def _distinct(sources: list[Source]) -> list[Source]:
    """Files that would be shown alike (absolute names lose their folders) get as many folders back as tell them apart."""
    alike: dict[str, list[int]] = {}
    for i, source in enumerate(sources):
        alike.setdefault(source.path, []).append(i)
    for path, members in alike.items():
        if len(members) == 1:
            continue
        parts = [PurePosixPath(Path(sources[i].location).as_posix()).parts for i in members]
        size = len(PurePosixPath(path).parts)
        while len({p[-size:] for p in parts}) < len(parts):
            size += 1
        for i, location in zip(members, parts, strict=True):
            sources[i] = replace(sources[i], path="/".join(location[-size:]))
    return sources


def _expand(name: str, allow_remote: bool) -> Iterator[Source | Diagnostic]:
    if name == "-":
        data = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
        yield Source("<stdin>", "-", "", text=data.decode("utf-8", "surrogateescape"))
    elif name.startswith(("http://", "https://")):
        yield _download(name) if allow_remote else Diagnostic.of(codes.REMOTE, f"{name} is a URL", file=name)
    elif os.path.isdir(name):
        yield from _walk(name)
    elif os.path.isfile(name):
        yield Source(shown_path(name), os.path.abspath(name), os.path.dirname(os.path.abspath(name)))
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            yield Diagnostic.of(codes.UNREADABLE, f"nothing matches {name}", file=shown_path(name))
        for match in matches:
            if os.path.isdir(match):
                yield from _walk(match)
            else:
                yield from _expand(glob.escape(match) if not os.path.isfile(match) else match, allow_remote)
    else:
        yield Diagnostic.of(codes.UNREADABLE, f"there is no file or folder {name}", file=shown_path(name))


def shown_path(name: str) -> str:
    """A path as it stands in messages and results: never absolute, so that results do not depend on the machine."""
    if not os.path.isabs(name):
        return PurePosixPath(os.path.normpath(name)).as_posix()
    relative = os.path.relpath(name)
    if not relative.startswith(".."):
        return PurePosixPath(relative).as_posix()
    return os.path.basename(os.path.normpath(name)) or "input"


def _walk(folder: str) -> Iterator[Source | Diagnostic]:
    shown = shown_path(folder)
    root = os.path.realpath(folder)
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in SKIPPED_FOLDERS)
        for name in sorted(files):
            if name.startswith("."):
                continue
            location = os.path.join(base, name)
            relative = os.path.relpath(location, folder)
            path = PurePosixPath(shown, *relative.split(os.sep)).as_posix()
            real = os.path.realpath(location)
            if os.path.commonpath([real, root]) != root:
                yield Diagnostic.of(codes.OUTSIDE, "this link leads out of the input folder", file=path)
            elif os.path.splitext(name)[1].lower() not in TEXT_SUFFIXES:
                kind = os.path.splitext(name)[1]
                yield Diagnostic.of(codes.SKIPPED, f"skipped: {kind} files are not read", file=path)
            else:
                yield Source(path, os.path.abspath(location), root, named=False)


def _download(url: str) -> Source | Diagnostic:
    import httpx

    try:
        answer = httpx.get(url, timeout=30, follow_redirects=True)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Diagnostic.of(codes.UNREADABLE, f"could not be fetched: {error}", file=url)
    return Source(url, url, "", text=answer.content.decode("utf-8", "surrogateescape"))
