"""Real documents under every kind of superficial damage come back as they were."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specsmith.recovery.cleanup import clean_text, refuse
from specsmith.text import load

pytestmark = pytest.mark.corpus


def _damages() -> dict[str, Callable[[str], str | bytes]]:
    spec = importlib.util.spec_from_file_location("cleanup_damages", Path(__file__).with_name("test_cleanup.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    damages: dict[str, Callable[[str], str | bytes]] = module.DAMAGES
    return damages


def normalized(node: Any) -> Any:
    """Runs of spaces as one: where a text begins with a non-breaking space, indentation of such can't be told from it."""
    if isinstance(node, dict):
        return {key: normalized(value) for key, value in node.items()}
    if isinstance(node, list):
        return [normalized(value) for value in node]
    return " ".join(node.replace("\u00a0", " ").split()) if isinstance(node, str) else node


def documents(shared: Path) -> list[str]:
    fragments = sorted((shared / "gallery" / "send").glob("*/*-openapi.md"))[::16]
    texts = [path.read_text(encoding="utf-8") for path in [*fragments, shared / "swagger20" / "netlify.yaml"]]
    bare = ["\n".join(line for line in text.strip().split("\n") if line.strip() != "---") + "\n" for text in texts]
    return [text for text in bare if text.strip()]


@pytest.mark.parametrize("damage", _damages())
def test_real_documents_survive(shared: Path, damage: str) -> None:
    change = _damages()[damage]
    for text in documents(shared):
        damaged = change(text)
        assert refuse(damaged if isinstance(damaged, bytes) else damaged.encode()) is None
        assert normalized(load(clean_text(damaged).text).roots) == normalized(load(text).roots), text[:200]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_what_was_complete_survives_a_cut(shared: Path, share: float) -> None:
    for text in documents(shared):
        half = text[: int(len(text) * share)]
        cleaned = clean_text(half)
        assert cleaned.readable, text[:200]
        assert half.startswith(cleaned.text.rstrip("\n"))
        assert len(cleaned.text) > len(half) * 0.75  # a cut string of many lines goes as a whole


def test_undamaged_real_documents_come_back_unchanged(shared: Path) -> None:
    for text in documents(shared):
        assert clean_text(text).text == text
        assert clean_text(text).notes == ()
