"""Writing a result: beside the target first, then moved; a manifest tells what is ours."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from specsmith.diagnostics import Diagnostic
from specsmith.pipeline import codes

MANIFEST = ".specsmith-manifest.json"


class OutputRefused(Exception):
    """The target can't take the result; ``diagnostics`` say why. Nothing was changed."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics


class OutputFolder:
    """Collects files in a folder beside ``target``; :meth:`publish` moves them in, :meth:`discard` forgets them.

    Only files that the manifest of an earlier build lists are replaced or removed.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._files: list[str] = []
        if target.exists() and not target.is_dir():
            raise OutputRefused(
                [Diagnostic.of(codes.OUTPUT, "the output path is a file, not a folder", file=target.name)]
            )
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
        except OSError as error:
            message = f"{error.strerror or error}"
            raise OutputRefused([Diagnostic.of(codes.OUTPUT, message, file=target.name)]) from error

    def write(self, relative: str, content: str | bytes) -> None:
        """Add one file. ``relative`` must stay inside the folder: anything else is a ``ValueError``."""
        path = PurePosixPath(relative)
        if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in relative or "\0" in relative:
            raise ValueError(f"not a path inside the output folder: {relative!r}")
        goal = self._staging.joinpath(*path.parts)
        goal.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode("utf-8", "replace")
        goal.write_bytes(content)
        self._files.append(path.as_posix())

    def add(self, prefix: str, files: Iterable[tuple[str, str | bytes]]) -> None:
        """Add files below ``prefix``."""
        for relative, content in files:
            self.write(f"{prefix}/{relative}" if prefix else relative, content)

    def publish(self) -> list[str]:
        """Move everything into place; returns the files, sorted. Raises :class:`OutputRefused` with nothing changed."""
        files = sorted(set(self._files))
        before = self._manifest()
        foreign = [f for f in files if f not in before and self._target.joinpath(*f.split("/")).exists()]
        if foreign:
            self.discard()
            raise OutputRefused(
                [
                    Diagnostic.of(codes.FOREIGN_FILE, "this file stands where a result should go", file=f)
                    for f in foreign[:20]
                ]
            )
        self.write(MANIFEST, json.dumps({"files": files}, indent=1, ensure_ascii=False) + "\n")
        try:
            if not self._target.exists():
                self._staging.chmod(0o755)
                os.replace(self._staging, self._target)
                return files
            self._move(files, before)
        except OSError as error:
            raise OutputRefused(
                [Diagnostic.of(codes.OUTPUT, str(error.strerror or error), file=self._target.name)]
            ) from error
        finally:
            self.discard()
        return files

    def _manifest(self) -> set[str]:
        try:
            listed = json.loads((self._target / MANIFEST).read_text("utf-8"))["files"]
            return {f for f in listed if isinstance(f, str) and ".." not in f.split("/") and not f.startswith("/")}
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def _move(self, files: list[str], before: set[str]) -> None:
        for relative in [*files, MANIFEST]:
            goal = self._target.joinpath(*relative.split("/"))
            goal.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._staging.joinpath(*relative.split("/")), goal)
        folders: set[Path] = set()
        for relative in sorted(before - set(files)):
            gone = self._target.joinpath(*relative.split("/"))
            if gone.is_file() or gone.is_symlink():
                gone.unlink()
                folders.update(p for p in gone.parents if self._target in p.parents)
        for folder in sorted(folders, key=lambda p: len(p.parts), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def discard(self) -> None:
        """Remove what was collected."""
        shutil.rmtree(self._staging, ignore_errors=True)
