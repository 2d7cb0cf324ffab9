"""Components that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from specsmith.diagnostics import Code, Severity
from specsmith.model import pointer
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0522",
    "unused-component",
    Severity.INFO,
    "A component is defined, but nothing refers to it",
    why="It may be left over, or a reference to it may be misspelled.",
    broken="definitions: {A: {type: string}}\n",
    fixed="definitions: {}\n",
    help="Remove it, or refer to it.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    used = {unquote(node["$ref"]) for node in sites.references()}
    for node in sites.nodes("Discriminator"):
        mapping = node.get("mapping")
        used.update(str(value) for value in (mapping.values() if isinstance(mapping, dict) else ()))
    used |= {f"#/components/schemas/{name}" for name in used if "/" not in name}
    used |= {_component(reference) for reference in used}
    for section, table in _tables(sites):
        for name in table:
            if not name.startswith("x-") and f"#/{section}{pointer.join(name)}" not in used:
                yield Finding(f"nothing refers to {name!r} of {section}", table, name)


def _component(reference: str) -> str:
    parts = reference.split("/")
    return "/".join(parts[: 4 if reference.startswith("#/components/") else 3])


def _tables(sites: Sites) -> Iterator[tuple[str, dict[str, Any]]]:
    if sites.swagger2:
        sections = [(name, sites.root.get(name)) for name in ("definitions", "parameters", "responses")]
    else:
        components = sites.root.get("components")
        skipped = ("securitySchemes",)
        found = components.items() if isinstance(components, dict) else ()
        sections = [(f"components/{name}", table) for name, table in found if name not in skipped and name[:2] != "x-"]
    for name, table in sections:
        if isinstance(table, dict):
            yield name, table


RULE = ValidationRule(CODE, _check)
