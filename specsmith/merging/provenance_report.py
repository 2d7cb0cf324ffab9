"""provenance.json: which files and lines every operation, component and taken field of the result came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specsmith.merging.options import Decision
from specsmith.model import Document, Origin, pointer

_KEPT_DEPTH = {"paths": 3, "webhooks": 3, "components": 3}


def provenance_json(document: Document, decisions: Iterable[Decision] = ()) -> dict[str, Any]:
    """JSON Pointer in the result → list of ``{file, line, pointer, rule}``, in document order.

    Operations, components, path items and what stands at the top are always listed; inside of them, only what comes from
    elsewhere than what holds it. Lines take one pass over each file that contributed; ``rule`` is left out where a
    statement stands as it was written. With the ``decisions`` of the merge, statements that were not taken follow those
    that were: ``{file, line, pointer, not_taken, reason}``, where ``not_taken`` is what they say.

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
    for decision in decisions:
        at = _standing(document.root, decision.pointer)
        entries = out.setdefault(at, [_entry(decision.origin)])
        for losing in decision.losing:
            entry = {**_entry(losing.origin), "not_taken": losing.value, "reason": decision.reason}
            if entry not in entries:
                entries.append(entry)
    return out


def choices_json(document: Document, decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """Every choice between statements: ``pointer`` in the result, ``chosen``, ``not_taken`` and the ``reason``, for a report."""
    return [
        {
            "pointer": _standing(document.root, decision.pointer),
            "conflict": decision.conflict,
            "reason": decision.reason,
            "chosen": {**_entry(decision.origin), "value": decision.chosen},
            "not_taken": [{**_entry(losing.origin), "value": losing.value} for losing in decision.losing],
        }
        for decision in decisions
    ]


def _standing(root: Any, at: str) -> str:
    """Where in the finished document a decision of the merge stands: itself, or the nearest part above that is there.

    A decision names a parameter by its location and name (``query.page``), and speaks about what a reference points to.

    >>> _standing({"paths": {"/a": {"get": {"parameters": [{"in": "query", "name": "n"}]}}}},
    ...           "/paths/~1a/get/parameters/query.n/schema")
    '/paths/~1a/get/parameters/0'
    """
    node, found = root, ""
    for token in pointer.split(at):
        node, found = _target(root, node, found)
        key: str | int | None = token
        if isinstance(node, list):
            parameters = [_target(root, entry, "")[0] for entry in node]
            marks = [f"{p.get('in')}.{p.get('name')}" if isinstance(p, dict) else "" for p in parameters]
            key = marks.index(token) if token in marks else None
        elif not isinstance(node, dict) or token not in node:
            key = None
        if key is None:
            return found
        node, found = node[key], found + pointer.join(str(key))
    return found


def _target(root: Any, node: Any, found: str) -> tuple[Any, str]:
    ref = node.get("$ref") if isinstance(node, dict) and len(node) == 1 else None
    if not isinstance(ref, str) or not ref.startswith("#/"):
        return node, found
    at = pointer.from_fragment(ref)
    target = root
    for token in pointer.split(at):
        if not isinstance(target, dict) or token not in target:
            return node, found
        target = target[token]
    return target, at


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
