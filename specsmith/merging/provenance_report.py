"""provenance.json: which files and lines every operation, component and taken field of the result came from."""

from __future__ import annotations

from typing import Any

from specsmith.model import Document, Origin

_KEPT_DEPTH = {"paths": 3, "webhooks": 3, "components": 3}


def provenance_json(document: Document) -> dict[str, Any]:
    """JSON Pointer in the result → list of ``{file, line, pointer, rule}``, in document order.

    Operations, components, path items and what stands at the top are always listed; inside of them, only what comes from
    elsewhere than what holds it. Lines take one pass over each file that contributed; ``rule`` is left out where a
    statement stands as it was written.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> document = Document.read({"info": {"title": "T"}}, Dialect.OPENAPI_3_1, SourceFile("a.yaml", "info:\\n  title: T\\n"))
    >>> provenance_json(document)
    {'': [{'file': 'a.yaml', 'line': 1, 'pointer': ''}], '/info': [{'file': 'a.yaml', 'line': 1, 'pointer': '/info'}]}
    """
    out: dict[str, Any] = {}
    told: dict[str, tuple[Origin, ...]] = {}
    for at, origins in document.provenance.pointers(document.root):
        above, _, token = at.rpartition("/")
        while above and above not in told:
            above, _, rest = above.rpartition("/")
            token = f"{rest}/{token}"
        holder = told.get(above, ())
        expected = {(o.source.path, f"{o.pointer}/{token}") for o in holder}
        told[at] = origins
        if _always(at) or not all((o.source.path, o.pointer) in expected for o in origins):
            out[at] = [_entry(origin) for origin in origins]
    return out


def _always(at: str) -> bool:
    section = at[1:].partition("/")[0]
    return at.count("/") <= _KEPT_DEPTH.get(section, 1)


def _entry(origin: Origin) -> dict[str, Any]:
    span = origin.source.locate(origin.pointer)
    entry: dict[str, Any] = {
        "file": origin.source.path,
        "line": span.line if span is not None else None,
        "pointer": origin.pointer,
    }
    if origin.rule:
        entry["rule"] = origin.rule
    return entry


def explain_origin(document: Document, at: str) -> list[dict[str, Any]]:
    """The origins of the node at a JSON Pointer, or of the nearest node above it that has any."""
    known = dict(document.provenance.pointers(document.root))
    while at not in known and at:
        at = at.rpartition("/")[0]
    return [_entry(origin) for origin in known.get(at, ())]
