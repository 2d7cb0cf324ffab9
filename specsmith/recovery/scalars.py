"""Damaged scalars → values: the core schema of YAML 1.2, and the source text where the grammar wants text."""

from __future__ import annotations

from typing import Any

import yaml

from specsmith.recovery.grammar import BOOL, INT, NUMBER, TEXT, Shape
from specsmith.recovery.units import FLOW, QUOTED
from specsmith.text.load import scalar as core_scalar


def read(value: str, kind: int, shape: Shape | None = None) -> Any:
    """The value of a scalar or a flow collection as it stands in the text.

    >>> read("'it''s'", QUOTED), read('"a\\\\tb"', QUOTED), read("[a, 1]", FLOW), read("0.10", 4), read("2", 4)
    ("it's", 'a\\tb', ['a', 1], 0.1, 2)
    """
    if kind == FLOW:
        return _flow(value)
    if kind == QUOTED:
        return _quoted(value)
    text = _without_comment(" ".join(value.split()))
    if shape is not None and shape.scalar and shape.scalar & TEXT and not shape.is_map and not _any(shape):
        return text if text not in ("null", "~") else None
    return core_scalar(yaml.ScalarNode("", text))


def _any(shape: Shape) -> bool:
    return shape.label == "any"


def _without_comment(text: str) -> str:
    return text.split(" #", 1)[0].rstrip() if " #" in text and not text.startswith("#") else text


def _quoted(value: str) -> Any:
    quote = value[0]
    if quote == "'" and value.endswith("'") and "\n" not in value and len(value) > 1:
        return value[1:-1].replace("''", "'")
    if quote == '"' and value.endswith('"') and "\n" not in value and "\\" not in value and len(value) > 1:
        return value[1:-1]
    return _flow(value)


def _flow(value: str) -> Any:
    if value in ("[]", "{}"):
        return [] if value == "[]" else {}
    indented = value.replace("\n", "\n ")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _plain(yaml.compose(indented, loader))
    except (yaml.YAMLError, ValueError):
        return value


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(item) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return core_scalar(node) if isinstance(node, yaml.ScalarNode) else None


__all__ = ["BOOL", "INT", "NUMBER", "read"]
