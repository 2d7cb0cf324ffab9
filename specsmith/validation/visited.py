"""The Schema Objects that openapi-spec-validator looks into: what its verdict depends on, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specsmith.model import Dialect
from specsmith.model.pointer import from_fragment, resolve
from specsmith.passes.repair.grammar import METHODS


def follow(root: Any, node: Any) -> Any:
    """What a local reference leads to, or the node itself; None where it leads nowhere."""
    for _ in range(30):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if not isinstance(reference, str):
            return node
        if not reference.startswith("#"):
            return None
        try:
            node = resolve(root, from_fragment(reference))
        except (KeyError, ValueError):
            return None
    return None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def top_schemas(root: dict[str, Any], dialect: Dialect) -> Iterator[Any]:
    """The schemas at which the look begins: components, parameters, responses; no request bodies."""
    if dialect is not Dialect.SWAGGER_2_0:
        yield from _mapping(_mapping(root.get("components")).get("schemas")).values()
    for stated in _mapping(root.get("paths")).values():
        item = follow(root, stated)
        if not isinstance(item, dict):
            continue
        holders = [item, *(follow(root, item[method]) for method in METHODS if isinstance(item.get(method), dict))]
        for holder in holders:
            if isinstance(holder, dict):
                yield from _of_parameters(root, holder)
        for operation in holders[1:]:
            yield from _of_responses(root, _mapping(operation))


def _of_parameters(root: dict[str, Any], holder: dict[str, Any]) -> Iterator[Any]:
    listed = holder.get("parameters")
    for stated in listed if isinstance(listed, list) else ():
        parameter = follow(root, stated)
        if isinstance(parameter, dict) and "schema" in parameter:
            yield parameter["schema"]


def _of_responses(root: dict[str, Any], operation: dict[str, Any]) -> Iterator[Any]:
    for stated in _mapping(operation.get("responses")).values():
        response = _mapping(follow(root, stated))
        if "schema" in response:
            yield response["schema"]
        for content in _mapping(response.get("content")).values():
            media_type = _mapping(follow(root, content))
            if "schema" in media_type:
                yield media_type["schema"]


def visited_schemas(root: dict[str, Any], dialect: Dialect) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every schema looked into, once, references followed; the flag says whether it was reached as a top schema."""
    seen: set[int] = set()
    for top in top_schemas(root, dialect):
        stack = [(top, True)]
        while stack:
            node, is_top = stack.pop()
            node = follow(root, node)
            if not isinstance(node, dict) or id(node) in seen:
                continue
            seen.add(id(node))
            yield node, is_top
            for key in ("allOf", "anyOf", "oneOf"):
                if isinstance(node.get(key), list):
                    stack.extend((inner, False) for inner in node[key])
            stack.extend((node[key], False) for key in ("not", "items") if isinstance(node.get(key), dict))
            stack.extend((inner, False) for inner in _mapping(node.get("properties")).values())
