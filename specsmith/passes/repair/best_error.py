"""Of the errors of a JSON Schema validator, the one that a reader can use."""

from __future__ import annotations

from typing import Any, NamedTuple

_DECISIVE = frozenset(["in", "type", "flow", "scheme", "$ref"])
"""Fields that say which alternative is meant: a branch that fails on one of them is the wrong branch."""


class Problem(NamedTuple):
    """A message and the path to the node it is about."""

    message: str
    path: list[str | int]


def explain(error: Any) -> Problem:
    """The most specific error below ``error``: for oneOf and anyOf that of the alternative which fits best."""
    path: list[str | int] = []
    while True:
        path = list(error.instance_path) or path
        branches = getattr(error.kind, "context", None)
        if error.kind.name not in ("oneOf", "anyOf") or not branches:
            break
        candidates = [branch for branch in branches if branch]
        if not candidates:
            break
        depth = len(error.instance_path)
        error = _deepest(min(candidates, key=lambda branch: _misfit(branch, depth)), depth)
    return Problem(message(error), list(error.instance_path))


def _misfit(errors: list[Any], depth: int) -> tuple[int, int, int, int]:
    """How badly an alternative fits; the smallest is the one that was meant. ``depth``: where the alternatives part."""
    wrong_kind = sum((2 if error.kind.name == "required" else 1) for error in errors if _wrong_kind(error, depth))
    whole = sum(1 for error in errors if error.kind.name == "type" and not _below(error, errors))
    return (wrong_kind, whole, len(errors), -max(len(error.instance_path) for error in errors))


def _below(error: Any, errors: list[Any]) -> bool:
    return len(error.instance_path) > min(len(other.instance_path) for other in errors)


def _wrong_kind(error: Any, depth: int) -> bool:
    name = error.kind.name
    if name == "required":
        return bool(error.kind.as_dict().get("property") == "$ref")
    if name in ("oneOf", "anyOf"):
        branches = [branch for branch in error.kind.context if branch]
        return bool(branches) and all(any(_wrong_kind(inner, depth) for inner in branch) for branch in branches)
    path = list(error.instance_path)
    return name in ("enum", "const", "pattern") and len(path) > depth and path[-1] in _DECISIVE


def _deepest(errors: list[Any], depth: int) -> Any:
    rank = {"required": 0, "additionalProperties": 1, "unevaluatedProperties": 2}
    return min(errors, key=lambda e: (_wrong_kind(e, depth), -len(e.instance_path), rank.get(e.kind.name, 0)))


def message(error: Any) -> str:
    """An error in words: short, and naming the key it is about."""
    kind = error.kind.name
    details = error.kind.as_dict()
    where = list(error.instance_path)
    last = where[-1] if where else None
    if isinstance(last, int) and last >= 100 and "responses" in where:
        last = str(last)  # a status code: the library shows keys of digits as numbers
    at = "the document" if last is None else f"item {last}" if isinstance(last, int) else repr(last)
    if kind == "required":
        return f"{at} lacks {details.get('property')!r}"
    if kind in ("additionalProperties", "unevaluatedProperties"):
        keys = ", ".join(repr(key) for key in details.get("unexpected", []))
        return f"{keys} is not allowed in {at}"
    if kind == "falseSchema":
        return f"{at} is not allowed here"
    text = str(error.message)
    if len(text) > 160:
        shown = repr(error.instance)
        text = text.replace(_as_json(error.instance), shown if len(shown) < 60 else at)
    return f"{at}: {text if len(text) <= 240 else text[:60] + ' … ' + text[-170:]}"


def _as_json(value: Any) -> str:
    import msgspec

    try:
        return msgspec.json.encode(value).decode()
    except (TypeError, ValueError, UnicodeError):
        return repr(value)
