"""The properties that a schema and its parts define."""

from __future__ import annotations

from typing import Any

from specsmith.passes.repair.sites import Sites


def reachable_properties(sites: Sites, schema: dict[str, Any]) -> set[str]:
    """The names of the properties of a schema and of the parts of its ``allOf``, references followed."""
    properties = schema.get("properties")
    found: set[str] = set(properties) if isinstance(properties, dict) else set()
    seen: set[int] = {id(schema)}
    stack: list[Any] = list(schema.get("allOf") or [])
    while stack:
        node = sites.resolve(stack.pop())
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        properties = node.get("properties")
        if isinstance(properties, dict):
            found.update(properties)
        for key in ("allOf", "anyOf", "oneOf"):
            parts = node.get(key)
            stack.extend(parts if isinstance(parts, list) else ())
        stack.extend(node[key] for key in ("items", "not") if isinstance(node.get(key), dict))
    return found
