from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from specsmith.model import Dialect, Document
from specsmith.text import SourceFile, load
from specsmith.text.front_matter import unwrap

ROOT = Path(__file__).resolve().parents[2]


def document_of(text: str, path: str = "case.yaml") -> Document:
    loaded = load(text)
    assert loaded.roots, loaded.problems
    root = loaded.roots[0]
    version = str(root.get("openapi") or "")[:3]
    dialect = Dialect(f"openapi-{version}") if version in ("3.0", "3.1", "3.2") else Dialect.SWAGGER_2_0
    return Document.read(root, dialect, SourceFile(path, text))


def spelled(tree: Any) -> str:
    """The tree with the order of keys: repairs keep it."""
    return json.dumps(tree, indent=1, ensure_ascii=False)


def gallery_texts(shared: Path, limit: int) -> Iterator[tuple[str, str]]:
    folder = shared / "gallery"
    for file in sorted(random.Random(0).sample(sorted(folder.rglob("*-openapi.md")), limit)):
        body = unwrap(file.read_text(encoding="utf-8")).body
        if body.strip():
            yield file.relative_to(folder).as_posix(), body
