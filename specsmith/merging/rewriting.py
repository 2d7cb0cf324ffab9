"""Rewriting references and names in a source's tree: copies on the way down to what changes, nothing else."""

from __future__ import annotations

from typing import Any

from specsmith.merging.statements import Side
from specsmith.model.data import DATA, FREE_NAMES


def rewrite_references(side: Side, refs: dict[str, str], schemes: dict[str, str]) -> None:
    """Point every reference (and discriminator mapping, and security requirement) of a side to its new name.

    The side's root becomes a copy where something changes; the copies know what they stand for.
    """
    if refs or schemes:
        side.root = _node(side, side.root, refs, schemes, names=False)


def _node(side: Side, node: Any, refs: dict[str, str], schemes: dict[str, str], *, names: bool) -> Any:
    if isinstance(node, list):
        entries = [_node(side, e, refs, schemes, names=False) if isinstance(e, dict | list) else e for e in node]
        if all(new is old for new, old in zip(entries, node, strict=True)):
            return node
        side.moved(entries, node)
        return entries
    if not isinstance(node, dict):
        return node
    changed: dict[str, Any] = {}
    for key, entry in node.items():
        if key == "$ref" and isinstance(entry, str):
            if entry in refs:
                changed[key] = refs[entry]
        elif isinstance(entry, dict | list) and (names or key not in DATA):
            if not names and key == "mapping" and isinstance(entry, dict) and "propertyName" in node:
                new = _mapping(side, entry, refs)
            elif not names and key == "security" and schemes:
                new = _security(side, entry, schemes)
            else:
                new = _node(side, entry, refs, schemes, names=not names and key in FREE_NAMES)
            if new is not entry:
                changed[key] = new
    if not changed:
        return node
    out = {key: changed.get(key, entry) for key, entry in node.items()}
    side.moved(out, node)
    return out


def _mapping(side: Side, entry: dict[str, Any], refs: dict[str, str]) -> dict[str, Any]:
    """Discriminator values may name a schema or point to it (OAS 3.1 §4.8.25)."""
    out: dict[str, Any] = {}
    for key, target in entry.items():
        full = target if isinstance(target, str) and "/" in target else f"#/components/schemas/{target}"
        out[key] = refs.get(full, target)
    if out == entry:
        return entry
    side.moved(out, entry)
    return out


def _security(side: Side, entry: Any, schemes: dict[str, str]) -> Any:
    if not isinstance(entry, list) or not any(isinstance(r, dict) and any(n in schemes for n in r) for r in entry):
        return entry
    out: list[Any] = []
    for requirement in entry:
        if not isinstance(requirement, dict):
            out.append(requirement)
            continue
        new = {schemes.get(name, name): scopes for name, scopes in requirement.items()}
        side.moved(new, requirement)
        out.append(new)
    side.moved(out, entry)
    return out
