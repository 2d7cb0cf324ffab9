"""Conversion of generated documents: valid, nothing lost without a word, stable, and back again."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from specsmith.model import Dialect, Document
from specsmith.passes.finish import finish
from specsmith.passes.repair import repair
from specsmith.passes.upgrade import upgrade
from specsmith.text import SourceFile
from tests.oracle import compare, unexplained
from tests.oracle.difference import difference
from tests.oracle.generate import documents
from tests.oracle.stages import staged

SETTINGS = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # add Phase.shrink to understand a failure; it takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def fresh(tree: dict[str, Any]) -> Document:
    """A document of a copy without shared parts, as reading gives it."""
    text = json.dumps(tree)
    dialect = Dialect.SWAGGER_2_0 if "swagger" in tree else Dialect.OPENAPI_3_1
    return Document.read(json.loads(text), dialect, SourceFile("input.json", text))


@SETTINGS
@given(documents())
def test_nothing_is_lost(swagger: dict[str, Any]) -> None:
    losses = staged(fresh(swagger)).unexplained()
    assert not losses, "\n".join(map(str, losses))


@SETTINGS
@given(documents())
def test_valid_and_stable(swagger: dict[str, Any]) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    first = staged(fresh(swagger)).openapi
    assert [error.message for error in OpenAPIV31SpecValidator(first).iter_errors()] == []
    again = staged(fresh(first)).openapi
    assert difference(first, again) == []


@SETTINGS
@given(documents())
def test_nothing_is_lost_on_the_way_to_3_0(swagger: dict[str, Any]) -> None:
    from openapi_spec_validator import OpenAPIV30SpecValidator

    document = fresh(swagger)
    repair(document)
    repaired = copy.deepcopy(document.root)
    upgrade(document, to="3.1")
    finish(document)
    upgrade(document, to="3.0")
    losses = unexplained(compare(repaired, document.root), document.diagnostics)
    assert not losses, "\n".join(map(str, losses))
    assert [error.message for error in OpenAPIV30SpecValidator(document.root).iter_errors()] == []
