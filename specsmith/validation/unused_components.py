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
    mapped: set[str] = set()
    for node in sites.nodes("Discriminator"):
        mapping = node.get("mapping")
        mapped.update(str(value) for value in (mapping.values() if isinstance(mapping, dict) else ()))
    mapped |= {f"#/components/schemas/{name}" for name in mapped if "/" not in name}
    by_itself = _by_itself(sites) - {_component(reference) for reference in mapped}
    used = mapped | {unquote(node["$ref"]) for node in sites.references()}
    used |= {f"#/components/schemas/{name}" for name in used if "/" not in name}
    used |= {_component(reference) for reference in used}
    for section, table in _tables(sites):
        for name in table:
            reference = f"#/{section}{pointer.join(name)}"
            if name.startswith("x-"):
                continue
            if reference not in used:
                yield Finding(f"nothing refers to {name!r} of {section}", table, name)
            elif reference in by_itself:
                yield Finding(f"nothing but itself refers to {name!r} of {section}", table, name)


_FEW = 4
"""So many references a component has to itself at most, to be looked through: one that has more is hardly unused."""


def _by_itself(sites: Sites) -> set[str]:
    """The components that only their own schemas refer to."""
    holders: dict[str, list[int]] = {}
    for node in sites.references():
        holders.setdefault(_component(unquote(node["$ref"])), []).append(id(node))
    found: set[str] = set()
    for section, table in _tables(sites):
        for name, component in table.items():
            reference = f"#/{section}{pointer.join(name)}"
            waiting = holders.get(reference, [])
            if 0 < len(waiting) <= _FEW and set(waiting) <= _inside(component):
                found.add(reference)
    return found


def _inside(node: Any) -> set[int]:
    found: set[int] = set()
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            found.add(id(node))
        if isinstance(node, dict | list):
            stack.extend(node.values() if isinstance(node, dict) else node)
    return found


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
