"""Component names of OpenAPI 3 documents that their own specification doesn't allow (OAS 3.1 §4.8.7): ``Page«Pet»``, ``My Pet``."""

from __future__ import annotations

from typing import Any

from specsmith.model import Document, pointer
from specsmith.model.data import described
from specsmith.passes.upgrade.names import plan, rename_members

Plans = dict[str, dict[str, str]]


def rename_components(document: Document) -> None:
    """Give components allowed names, in place; references, discriminator mappings and security requirements follow.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> tree = {"components": {"schemas": {"My Pet": {}, "A": {"$ref": "#/components/schemas/My%20Pet"}}}}
    >>> rename_components(Document.read(tree, Dialect.OPENAPI_3_0, SourceFile("a.yaml", "")))
    >>> tree
    {'components': {'schemas': {'My_Pet': {}, 'A': {'$ref': '#/components/schemas/My_Pet'}}}}
    """
    stated = document.root.get("components")
    components: dict[str, Any] = stated if isinstance(stated, dict) else {}
    plans: Plans = {}
    for section, members in components.items():
        if isinstance(members, dict) and not section.startswith("x-"):
            plans[section] = plan(name for name in members if not name.startswith("x-"))
    plans = {section: names for section, names in plans.items() if names}
    if not plans:
        return
    for section, names in plans.items():
        rename_members(document, components[section], names)
    stack: list[tuple[Any, bool]] = [(document.root, False)]
    while stack:
        node, names_here = stack.pop()
        if isinstance(node, list):
            stack.extend((entry, False) for entry in node if isinstance(entry, dict | list))
        elif isinstance(node, dict):
            if not names_here:
                _follow(document, node, plans)
            stack.extend((value, free) for _, value, free in described(node, names_here))


def _follow(document: Document, node: dict[str, Any], plans: Plans) -> None:
    if isinstance(node.get("$ref"), str):
        node["$ref"] = _renamed(node["$ref"], plans)
    mapping = node.get("mapping")
    if isinstance(mapping, dict) and "propertyName" in node:
        schemas = plans.get("schemas", {})
        for value, target in mapping.items():
            if isinstance(target, str):
                mapping[value] = schemas.get(target) or _renamed(target, plans)
    schemes = plans.get("securitySchemes", {})
    requirements = node.get("security")
    for requirement in requirements if schemes and isinstance(requirements, list) else ():
        for old in [name for name in requirement if name in schemes] if isinstance(requirement, dict) else ():
            document.rename(requirement, old, schemes[old])


def _renamed(reference: str, plans: Plans) -> str:
    if not reference.startswith("#/components/"):
        return reference
    tokens = pointer.split(pointer.from_fragment(reference))
    new = plans.get(tokens[1], {}).get(tokens[2]) if len(tokens) > 2 else None
    return "#" + pointer.join(*tokens[:2], new, *tokens[3:]) if new else reference
