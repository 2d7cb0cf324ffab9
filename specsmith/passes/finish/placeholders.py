"""References that no source can satisfy: each gets an explicit placeholder component and one warning."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document, pointer

UNRESOLVED = Code(
    "SS0410",
    "reference-unresolved",
    Severity.WARNING,
    "A reference points to something that no source defines",
    why="The description can't be used as long as a reference dangles. The reference stays, and a placeholder says openly that "
    "what it stands for is unknown; another source that defines it takes the placeholder's place.",
    broken="schema: {$ref: '#/components/schemas/holder'}\n",
    fixed="components:\n  schemas:\n    holder: {description: Not defined by any source., x-specsmith-placeholder: true}\n",
    help="Add a source that defines it, or define it with an overlay.",
)
MARK = "x-specsmith-placeholder"
_TEXT = "Not defined by any source."
_EMPTY: dict[str, dict[str, Any]] = {
    "schemas": {"description": _TEXT},
    "responses": {"description": _TEXT},
    "parameters": {"name": "", "in": "query", "description": _TEXT, "schema": {}},
    "headers": {"description": _TEXT, "schema": {}},
    "requestBodies": {"description": _TEXT, "content": {}},
    "examples": {"summary": _TEXT},
    "links": {"description": _TEXT, "operationId": ""},
    "callbacks": {},
    "pathItems": {"description": _TEXT},
    "securitySchemes": {"type": "http", "scheme": "bearer", "description": _TEXT},
}


def add_placeholders(document: Document, references: list[dict[str, Any]]) -> None:
    """Define what the references of the document (see :func:`specsmith.passes.finish.found.find`) name and nothing defines.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> tree = {"components": {"schemas": {"A": {"$ref": "#/components/schemas/B"}}}}
    >>> document = Document.read(tree, Dialect.OPENAPI_3_1, SourceFile("a", ""))
    >>> add_placeholders(document, [tree["components"]["schemas"]["A"]])
    >>> document.root["components"]["schemas"]["B"]
    {'description': 'Not defined by any source.', 'x-specsmith-placeholder': True}
    """
    root = document.root
    wanted: dict[tuple[str, str], tuple[dict[str, Any], int]] = {}
    missing: dict[str, tuple[str, str] | None] = {}
    for node in references:
        ref = node["$ref"]
        if ref not in missing:
            missing[ref] = _missing(root, ref)
        key = missing[ref]
        if key is not None:
            first, count = wanted.get(key, (node, 0))
            wanted[key] = (first, count + 1)
    for (section, name), (node, count) in wanted.items():
        made = {**_EMPTY[section], MARK: True}
        if "name" in made:
            made["name"] = name
        components = root.setdefault("components", {})
        components.setdefault(section, {})[name] = made
        document.carry(made, node, rule=UNRESOLVED.id)
        times = f" ({count} times)" if count > 1 else ""
        document.report(UNRESOLVED, f"`{section}/{name}` is referred to{times}, and no source defines it", node, "$ref")


def _missing(root: dict[str, Any], ref: str) -> tuple[str, str] | None:
    """Section and name of the component that a reference lacks; None when nothing lacks, or no component."""
    tokens = pointer.split(pointer.from_fragment(ref))
    if len(tokens) < 3 or tokens[0] != "components" or tokens[1] not in _EMPTY or _defined(root, tokens):
        return None
    if len(tokens) > 3 and _defined(root, tokens[:3]):
        return None  # a reference into a component that is there; validation says what is missing in it
    return (tokens[1], tokens[2])


def _defined(root: dict[str, Any], tokens: list[str]) -> bool:
    node: Any = root
    for token in tokens:
        if isinstance(node, list) and token.isdigit() and int(token) < len(node):
            node = node[int(token)]
        elif isinstance(node, dict) and token in node:
            node = node[token]
        else:
            return False
    return True
