"""Many models: parts that are loaded by need, and that decode across their borders."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from specsmith.renderers.clients.python_models_files import FEW, PART
from tests.generated.building import imported, views, write
from tests.generated.test_python_types import clean

COUNT = FEW + PART


def chain() -> dict[str, Any]:
    """A description whose models refer each to the next, the last to the first, with unions and aliases among them."""
    schemas: dict[str, Any] = {}
    for number in range(COUNT):
        following = {"$ref": f"#/components/schemas/Link{(number + 1) % COUNT}"}
        at = {"type": "string", "format": "date-time"}
        schemas[f"Link{number}"] = {
            "type": "object",
            "properties": {"next": following, "at": at, "models": {"type": "array", "items": following}},
        }
    last = {"$ref": f"#/components/schemas/Link{COUNT - 1}"}
    schemas["Either"] = {"oneOf": [last, {"type": "array", "items": last}]}
    answer = {
        "200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Either"}}}}
    }
    return {
        "openapi": "3.1.1",
        "info": {"title": "Chain", "version": "1"},
        "servers": [{"url": "https://chain.example"}],
        "paths": {"/first": {"get": {"tags": ["things"], "operationId": "first", "responses": answer}}},
        "components": {"schemas": schemas},
    }


def test_parts(tmp_path: Path) -> None:
    rendered = write(views(chain()), tmp_path)
    assert [name for name in rendered.files if name.startswith("chain/models")] == [
        "chain/models/__init__.py",
        *(f"chain/models/_part_{number}.py" for number in range(1, 2 + COUNT // PART)),
    ]
    clean(tmp_path, "chain")
    with imported(tmp_path, "chain") as package:
        body = {"next": {"next": {"at": "2020-01-02T03:04:05Z", "new": 1}}, "models": [{"at": "x"}]}
        http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=body)))
        with package.Chain(http_client=http) as client:
            found = client.things.first()
        assert type(found).__name__ == f"Link{COUNT - 1}"
        assert found.next.next.at.year == 2020
        assert type(found.models[0]).__name__ == "Link0"
        assert found.to_dict() == body
        loaded = [name for name in sys.modules if name.startswith("chain.models._part_")]
        assert len(loaded) == 2
        models = importlib.import_module("chain.models")
        assert "Link100" in dir(models)
        assert models.Link100 is not models.Link99
        with pytest.raises(AttributeError, match="Nothing"):
            models.Nothing  # noqa: B018 - the look-up is the test
