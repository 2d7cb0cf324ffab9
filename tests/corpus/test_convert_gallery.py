"""Every fragment of the gallery: it converts, nothing is lost without a word, and a sample of each folder is valid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import specsmith
from specsmith.text import load
from specsmith.text.front_matter import unwrap
from tests.oracle.difference import difference
from tests.oracle.shared import gallery_folders, needs, shared_folder
from tests.oracle.stages import read_swagger, staged

pytestmark = pytest.mark.corpus
FOLDERS = gallery_folders()


def fragments(folder: Path) -> list[Path]:
    return [
        path for path in sorted(folder.glob("*-openapi.md")) if unwrap(path.read_text(encoding="utf-8")).body.strip()
    ]


def test_the_gallery_is_here() -> None:
    needs(shared_folder() / "gallery", "the gallery's fragments")
    assert len(FOLDERS) >= 40


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_nothing_is_lost(folder: Path) -> None:
    losses: list[str] = []
    for path in fragments(folder):
        document = read_swagger(path)
        if document is None:
            root = load(unwrap(path.read_text(encoding="utf-8")).body).roots
            if root and isinstance(root[0], dict) and "swagger" in root[0]:
                losses.append(f"{path.name}: is not converted")
            continue
        losses += [f"{path.name}: {loss}" for loss in staged(document).unexplained()]
    assert not losses, f"{len(losses)}\n" + "\n".join(losses[:20])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_valid_and_stable(folder: Path, tmp_path: Path) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    every = fragments(folder)
    for path in every[:: max(1, len(every) // 3)][:3]:
        first = specsmith.convert(path).document
        assert first is not None, path.name
        assert [error.message for error in OpenAPIV31SpecValidator(first.root).iter_errors()] == [], path.name
        again = tmp_path / "again.json"
        again.write_text(json.dumps(first.root), encoding="utf-8")
        second = specsmith.convert(again).document
        assert second is not None
        assert difference(first.root, second.root) == [], path.name
