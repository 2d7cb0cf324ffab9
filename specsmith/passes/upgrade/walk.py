"""The one walk over a schema: every subschema is seen once, in place; a table says which function looks at which keyword."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document, pointer
from specsmith.passes.upgrade.extensions import WRONG_KIND, describe, keep

Handler = Callable[["SchemaWalk", dict[str, Any], str], None]

CONTRADICTION = Code(
    "SS0323",
    "type-beside-reference",
    Severity.WARNING,
    "A type beside $ref contradicts the referenced schema",
    why="Swagger 2.0 and OpenAPI 3.0 ignore what stands beside $ref; 3.1 reads it, and no value would fit both.",
    broken="{$ref: '#/definitions/Names', type: object}   # Names is an array",
    fixed="{$ref: '#/components/schemas/Names', x-swagger-type: object}",
    help="Leave the type out.",
)

TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")

#: What describes a value without limiting it: stays outside when a schema is wrapped.
ANNOTATIONS = (
    "title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples", "externalDocs",
)  # fmt: skip


class SchemaWalk:
    """Applies a table of keyword handlers to a schema and everything below it.

    A handler changes its node in place and hands subschemas over with :meth:`child` and its siblings. ``nullable`` is
    set by a handler whose node also allows null; that is applied when the node's other keywords are done. ``strange``
    sees every node after its handlers; ``outside`` finds what references lead to where no step looks.
    """

    __slots__ = ("_followed", "_outside", "_prefix", "_stack", "_strange", "_table", "document", "nullable", "rewrite")

    def __init__(
        self,
        document: Document,
        table: dict[str, Handler],
        rewrite: Callable[[dict[str, Any]], None],
        *,
        strange: Handler | None = None,
        outside: Callable[[str], Any] | None = None,
        prefix: str = "x-swagger-",
    ) -> None:
        self.document = document
        self.rewrite = rewrite
        self.nullable = False
        self._strange = strange
        self._outside = outside
        self._prefix = prefix
        self._followed: set[int] = set()
        self._table = table
        self._stack: list[dict[str, Any]] = []

    def run(self, schema: dict[str, Any]) -> None:
        """Convert ``schema`` and its subschemas in place."""
        stack, table = self._stack, self._table
        stack.append(schema)
        while stack:
            node = stack.pop()
            for key in [k for k in node if k in table]:
                if key in node:
                    table[key](self, node, key)
            if self._strange is not None:
                self._strange(self, node, "")
            if self.nullable:
                self.nullable = False
                inner = allow_null(self.document, node)
                if inner is not None and isinstance(inner.get("$ref"), str):
                    self.rewrite(inner)

    def child(self, container: Any, key: str | int) -> None:
        """One subschema; what is none is kept inside an empty schema, so that its place stays."""
        value = container[key]
        if type(value) is dict:
            self._stack.append(value)
        elif type(value) is not bool:
            self.document.report(
                WRONG_KIND,
                f"a schema can't be {describe(value)}",
                container,
                key,
                fix=f"kept as {self._prefix}schema of an empty schema",
            )
            container[key] = {f"{self._prefix}schema": value}
            self.document.carry(container[key], value if isinstance(value, list) else container)

    def run_at(self, container: Any, key: str) -> None:
        """:meth:`run` for the schema at ``container[key]``, whatever stands there."""
        self.child(container, key)
        while self._stack:
            self.run(self._stack.pop())

    def follow(self, ref: str) -> None:
        """A reference to a place that no step looks at (``#/x-models/Pet``): what stands there is a schema too."""
        target = self._outside(ref) if self._outside is not None else None
        if type(target) is dict and id(target) not in self._followed:
            self._followed.add(id(target))
            self._stack.append(target)

    def keep(self, node: dict[str, Any], key: str, reason: str, code: Code = WRONG_KIND) -> None:
        """See :func:`specsmith.passes.upgrade.extensions.keep`."""
        keep(self.document, node, key, reason, code, self._prefix)


def one(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """A keyword whose value is one schema."""
    walk.child(node, key)


def several(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """A keyword whose value is a list of schemas."""
    value = node[key]
    if type(value) is list:
        for index in range(len(value)):
            walk.child(value, index)
    else:
        walk.keep(node, key, f"{key!r} must be a list of schemas, not {describe(value)}")


def named(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """A keyword whose value maps names to schemas."""
    value = node[key]
    if type(value) is dict:
        for name in value:
            walk.child(value, name)
    else:
        walk.keep(node, key, f"{key!r} must map names to schemas, not {describe(value)}")


def reference(walk: SchemaWalk, node: dict[str, Any], key: str) -> None:
    """A ``$ref``; what stands beside it stays beside it, for 3.1 reads siblings.

    Older versions ignore them: a ``type`` that contradicts the referenced schema would now make it unsatisfiable.
    """
    if type(node[key]) is str:
        if "type" in node and not _same_type(walk.document.root, node):
            walk.keep(node, "type", f"the type beside '$ref' is not that of {node[key]!r}", CONTRADICTION)
        walk.rewrite(node)
        walk.follow(node[key])
    else:
        walk.keep(node, key, f"a reference must be text, not {describe(node[key])}")


def _same_type(root: dict[str, Any], node: dict[str, Any]) -> bool:
    if node["type"] not in TYPES:
        return False
    target = pointer.find(root, pointer.from_fragment(node["$ref"]))
    return not isinstance(target, dict) or target.get("type", node["type"]) == node["type"]


def leave_reference(_node: dict[str, Any]) -> None:
    """References between versions of OpenAPI 3 stay as they are."""


def move_key(document: Document, node: dict[str, Any], old: str, new: str) -> None:
    """Give an entry another key; the origin goes along."""
    if not isinstance(node[old], dict | list):
        document.provenance.carry_key(node, new, node, old)
    node[new] = node.pop(old)


def copy_tree(document: Document, node: Any) -> Any:
    """A fresh copy of a tree, whose containers come from where the copied ones came from."""
    if not isinstance(node, dict | list):
        return node
    fresh: Any = (
        {key: copy_tree(document, value) for key, value in node.items()}
        if isinstance(node, dict)
        else [copy_tree(document, value) for value in node]
    )
    document.carry(fresh, node)
    return fresh


def allow_null(document: Document, node: dict[str, Any]) -> dict[str, Any] | None:
    """Let a schema of 3.1 accept null too (OAS 3.1 §4.8.24: ``type: [T, "null"]``).

    Returns the schema that now holds what was in ``node``, when it had to be wrapped.

    >>> from specsmith.model import Dialect, Document
    >>> from specsmith.text.source import SourceFile
    >>> document = Document.read({}, Dialect.OPENAPI_3_1, SourceFile("a", ""))
    >>> schema = {"$ref": "#/components/schemas/A", "description": "d"}
    >>> allow_null(document, schema)
    {'$ref': '#/components/schemas/A'}
    >>> schema
    {'description': 'd', 'anyOf': [{'$ref': '#/components/schemas/A'}, {'type': 'null'}]}
    """
    if node.keys() & {"$ref", "allOf", "anyOf", "oneOf", "not"}:
        return _wrap_with_null(document, node)
    kind = node.get("type")
    if isinstance(kind, str) and kind != "null":
        origins = document.provenance.of_key(node, "type")
        node["type"] = [kind, "null"]
        document.provenance.record(node["type"], origins)
    elif isinstance(kind, list) and "null" not in kind:
        kind.append("null")
    if isinstance(node.get("enum"), list) and None not in node["enum"]:
        node["enum"].append(None)
    return None


def _wrap_with_null(document: Document, node: dict[str, Any]) -> dict[str, Any] | None:
    options = node.get("anyOf")
    if isinstance(options, list) and any(isinstance(o, dict) and o.get("type") == "null" for o in options):
        return None
    inner = {k: v for k, v in node.items() if k not in ANNOTATIONS and not k.startswith("x-")}
    for key in inner:
        del node[key]
    null = {"type": "null"}
    node["anyOf"] = [inner, null]
    for new in (inner, null, node["anyOf"]):
        document.carry(new, node)
    return inner
