"""Shared parameters and responses that only refer to another one: a use of the alias is a use of what it leads to."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from specsmith.model import pointer

Aliases = dict[str, dict[str, str]]


def find_aliases(root: dict[str, Any]) -> Aliases:
    """Section of a Swagger 2.0 document → alias → the member at the end of its references.

    The specification wants the object itself there (§Parameters Definitions Object), yet tools follow such references,
    and so do OpenAPI 3 documents. Circles lead nowhere and are no aliases.

    >>> ok = {"description": "OK"}
    >>> find_aliases({"responses": {"A": {"$ref": "#/responses/B"}, "B": {"$ref": "#/responses/C"}, "C": ok}})
    {'parameters': {}, 'responses': {'A': 'C', 'B': 'C'}}
    """
    return {section: _of_section(root.get(section), section) for section in ("parameters", "responses")}


def member_name(ref: Any, section: str) -> str | None:
    """The name of the member of ``section`` that a local reference names; None for any other reference.

    >>> member_name("#/responses/Not%20there", "responses"), member_name("#/responses/A/headers/X", "responses")
    ('Not there', None)
    """
    tokens = ref.split("/") if isinstance(ref, str) else []
    if len(tokens) != 3 or tokens[0] != "#" or tokens[1] != section:
        return None
    return pointer.unescape_token(unquote(tokens[2]))


def _of_section(members: Any, section: str) -> dict[str, str]:
    if not isinstance(members, dict):
        return {}
    steps = {name: member_name(node.get("$ref"), section) for name, node in members.items() if isinstance(node, dict)}
    found: dict[str, str] = {}
    for name, step in steps.items():
        seen, last = {name}, step
        while last is not None and last not in seen and steps.get(last) is not None:
            seen.add(last)
            last = steps[last]
        if last is not None and last in steps and last not in seen:
            found[name] = last
    return found
