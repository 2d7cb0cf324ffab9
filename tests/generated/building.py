"""From a description to a client package on disk, for the tests of generated clients."""

from __future__ import annotations

from pathlib import Path
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
