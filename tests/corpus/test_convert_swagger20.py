"""Whole Swagger 2.0 documents of other projects: converted, valid, nothing lost, and stable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import specsmith
from tests.oracle.difference import difference
from tests.oracle.shared import needs, shared_folder
from tests.oracle.stages import read_swagger, staged

NAMES = ("argo-workflows.json", "netlify.yaml", "slack-web-api.json")
pytestmark = pytest.mark.corpus


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name: str) -> None:
    path = shared_folder() / "swagger20" / name
    needs(path, "the Swagger 2.0 documents")
    document = read_swagger(path)
    assert document is not None
    losses = staged(document).unexplained()
    assert not losses, "\n".join(str(loss) for loss in losses[:20])


@pytest.mark.parametrize("name", NAMES)
def test_valid_and_stable(name: str, tmp_path: Path) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    path = shared_folder() / "swagger20" / name
    needs(path, "the Swagger 2.0 documents")
    first = specsmith.convert(path).document
    assert first is not None
    assert [error.message for error in OpenAPIV31SpecValidator(first.root).iter_errors()] == []
    again = tmp_path / "again.json"
    again.write_text(json.dumps(first.root), encoding="utf-8")
    second = specsmith.convert(again).document
    assert second is not None
    assert difference(first.root, second.root) == []
