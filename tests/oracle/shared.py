"""Where real documents are: not part of the project, so that tests which need them are skipped, and say so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared_folder() -> Path:
    """The folder of real documents (``SPECSMITH_SHARED``, else ``../shared`` beside the project)."""
    return Path(os.environ.get("SPECSMITH_SHARED") or ROOT.parent / "shared")


def needs(folder: Path, what: str) -> None:
    """Skip a test that needs a folder which is not there."""
    if not folder.exists():
        pytest.skip(f"{what} are not here: set SPECSMITH_SHARED or SPECSMITH_NODE_MODULES (see CONTRIBUTING.md)")


def node_modules() -> Path:
    """Where npm packages are (``SPECSMITH_NODE_MODULES``, else those of the tests or of the project)."""
    stated = os.environ.get("SPECSMITH_NODE_MODULES")
    if stated:
        return Path(stated)
    return next(
        (one for one in (ROOT / "tests/node_modules", ROOT / "node_modules") if one.is_dir()), ROOT / "node_modules"
    )


def gallery_folders() -> list[Path]:
    """The gallery's providers, each a folder of fragments; empty where the gallery is absent."""
    gallery = shared_folder() / "gallery"
    return sorted({path.parent for path in gallery.rglob("*-openapi.md")}) if gallery.is_dir() else []
