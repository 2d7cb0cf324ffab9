"""The verdict of openapi-spec-validator, beside ours."""

from __future__ import annotations

import copy
from typing import Any

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.model import Document

CODE = Code(
    "SS0590",
    "second-opinion",
    Severity.WARNING,
    "openapi-spec-validator sees it in another way",
    why="Two validators that were written apart should agree. Where only openapi-spec-validator finds an error it is "
    "shown as one; where it finds none although this validator does, the difference is shown as a warning.",
    help="Look at both messages; one of the two validators is wrong.",
)


def spec_validator_errors(root: dict[str, Any]) -> list[tuple[str, str]]:
    """What openapi-spec-validator says about a document: (pointer, message). A failure of its own is one of them."""
    from openapi_spec_validator.shortcuts import get_validator_cls
    from openapi_spec_validator.versions.shortcuts import get_spec_version

    from specsmith.model import pointer

    try:
        get_spec_version(root)
        offline = type("OfflineValidator", (get_validator_cls(root),), {"resolver_handlers": {}})
        validator = offline(copy.deepcopy(root))
        return [(pointer.join(*error.absolute_path), str(error.message)) for error in validator.iter_errors()]
    except Exception as error:  # a reference it can't follow ends its run with whatever exception its resolver raises
        return [("", " ".join(f"{type(error).__name__}: {error}".split())[:300])]


def second_opinion(document: Document, own: list[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics for a verdict of openapi-spec-validator that differs from ours; none where the two agree."""
    theirs = spec_validator_errors(document.root)
    ours = [diagnostic for diagnostic in own if diagnostic.severity is Severity.ERROR]
    if bool(theirs) == bool(ours):
        return []
    if ours:
        message = f"openapi-spec-validator accepts the document; this validator found {len(ours)} errors"
        return [Diagnostic.of(CODE, message, source=document.source)]
    return [
        Diagnostic.of(
            CODE,
            f"openapi-spec-validator: {message[:300]}",
            source=document.source,
            pointer=where,
            severity=Severity.ERROR,
        )
        for where, message in theirs
    ]
