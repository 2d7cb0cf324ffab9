"""One conversion with every stage kept: what was written, what was repaired, what came out, what was said about it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specsmith.api import as_source
from specsmith.diagnostics import Diagnostic
from specsmith.model import Dialect, Document
from specsmith.passes.bundle import bundle
from specsmith.passes.finish import finish
from specsmith.passes.repair import repair
from specsmith.passes.upgrade import upgrade
from specsmith.readers.read import ReadOptions, read_source
from tests.oracle.difference import difference
from tests.oracle.loss import Loss, unexplained
from tests.oracle.walk import compare


@dataclass(slots=True)
class Stages:
    """The trees of one document on its way to 3.1, and the diagnostics of the whole way."""

    written: dict[str, Any] = field(default_factory=dict)
    repaired: dict[str, Any] = field(default_factory=dict)
    openapi: dict[str, Any] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def unexplained(self) -> list[Loss]:
        """What repairing changed and converting lost without a diagnostic near it."""
        losses = difference(self.written, self.repaired) + compare(self.repaired, self.openapi)
        return unexplained(losses, self.diagnostics)


def read_swagger(path: Path) -> Document | None:
    """The Swagger 2.0 document in a file; None when it holds none."""
    read = read_source(as_source(str(path)), ReadOptions(recover=False))
    document = read.documents[0] if read.documents else None
    if document is not None:
        document.diagnostics.extend(one for one in read.diagnostics if one not in document.diagnostics)
    return document if document is not None and document.dialect is Dialect.SWAGGER_2_0 else None


def staged(document: Document) -> Stages:
    """Take a document the way ``convert`` takes it."""
    bundle(document)
    stages = Stages(written=copy.deepcopy(document.root))
    repair(document)
    stages.repaired = copy.deepcopy(document.root)
    upgrade(document, to="3.1")
    finish(document)
    stages.openapi = document.root
    stages.diagnostics = list(document.diagnostics)
    return stages
