"""Where the benchmarks find their material: the same environment variables as the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """The folder of real documents: ``SPECSMITH_SHARED``, else ``../shared``."""
    folder = Path(os.environ.get("SPECSMITH_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        sys.exit(f"no real documents at {folder}: set SPECSMITH_SHARED")
    return folder


def node_modules() -> Path | None:
    """The npm packages: ``SPECSMITH_NODE_MODULES``, else those of the tests or of the project; None: not installed."""
    stated = os.environ.get("SPECSMITH_NODE_MODULES")
    candidates = [Path(stated)] if stated else [ROOT / "tests/node_modules", ROOT / "node_modules"]
    return next((one.resolve() for one in candidates if one.is_dir()), None)


def fragments() -> list[Path]:
    """All fragments of the gallery that hold anything."""
    every = sorted((shared_folder() / "gallery").rglob("*-openapi.md"))
    return [path for path in every if path.read_text(encoding="utf-8").replace("---", "").strip()]


def swagger_documents() -> list[Path]:
    """The whole Swagger 2.0 documents."""
    return sorted(path for path in (shared_folder() / "swagger20").iterdir() if path.is_file())
