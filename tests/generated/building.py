"""From a description to a client package on disk, for the tests of generated clients."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from specsmith.model import Dialect, Document
from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.renderers.rendered import Rendered
from specsmith.text import SourceFile, load
from specsmith.views.api import Api
from specsmith.views.build import build_api

CASES = Path(__file__).parent.parent / "cases"


def views(root: dict[str, Any], slug: str = "test") -> Api:
    """The views of a tree."""
    api, _ = build_api(Document.read(root, Dialect.OPENAPI_3_1, SourceFile("spec.yaml", "")), slug=slug)
    return api


def load_yaml(path: Path) -> Any:
    """The first document of a YAML file."""
    return load(path.read_text(encoding="utf-8")).roots[0]


def write(api: Api, folder: Path, language: str = "python") -> Rendered:
    """Render a client into ``folder``."""
    rendered = render_client(api, language, ClientOptions())
    for name, text in rendered.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return rendered


@contextmanager
def imported(folder: Path, package: str) -> Iterator[ModuleType]:
    """A package of ``folder`` while the context lasts: many tests write packages of one name, each sees its own."""

    def loaded() -> list[str]:
        return [name for name in sys.modules if name.split(".")[0] == package]

    others = {name: sys.modules.pop(name) for name in loaded()}
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))
        for name in loaded():
            del sys.modules[name]
        sys.modules.update(others)
