"""Discriminator values: 3.x takes the component's name unless ``mapping`` says otherwise (OAS 3.1 §4.8.25)."""

from __future__ import annotations

from typing import Any

from specsmith.model import Document
from specsmith.passes.upgrade.row import Row

ROWS = (
    Row("Schema", "x-ms-discriminator-value", "discriminator.mapping of the parent", "the extension stays"),
    Row("Schema", "discriminator value of a renamed definition", "discriminator.mapping of the parent"),
)


def map_discriminators(document: Document, definitions: dict[str, Any], names: dict[str, str]) -> None:
    """Write mappings for children whose value is not the name of their component (any more).

    A child is what has, through ``allOf``, a parent with a discriminator.
    """
    schemas = {name: _core(node) for name, node in definitions.items() if isinstance(node, dict)}
    if not any(isinstance(node.get("discriminator"), dict) for node in schemas.values()):
        return
    by_ref = {f"#/components/schemas/{names.get(name, name)}": name for name in schemas}
    for child in schemas:
        value = definitions[child].get("x-ms-discriminator-value", child)
        target = names.get(child, child)
        if value == target or not isinstance(value, str):
            continue
        for ancestor in _ancestors(schemas, by_ref, child):
            discriminator = schemas[ancestor].get("discriminator")
            if isinstance(discriminator, dict):
                mapping = discriminator.get("mapping")
                if not isinstance(mapping, dict):
                    mapping = discriminator["mapping"] = {}
                    document.carry(mapping, discriminator)
                mapping.setdefault(value, f"#/components/schemas/{target}")


def _core(node: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, or what was wrapped when null was allowed beside it."""
    options = node.get("anyOf")
    if (
        isinstance(options, list)
        and len(options) == 2
        and options[1] == {"type": "null"}
        and isinstance(options[0], dict)
    ):
        return options[0]
    return node


def _ancestors(schemas: dict[str, Any], by_ref: dict[str, str], name: str) -> list[str]:
    """The schema itself when it can be its own child, and everything its allOf reaches."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        current = waiting.pop()
        parts = schemas[current].get("allOf")
        for part in parts if isinstance(parts, list) else ():
            parent = by_ref.get(part.get("$ref", "")) if isinstance(part, dict) else None
            if parent is not None and parent not in found and parent != name:
                found.append(parent)
                waiting.append(parent)
    return found
