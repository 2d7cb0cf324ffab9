"""What 3.x can't say is kept as ``x-swagger-<keyword>`` and reported; extensions that 3.x can say become what they mean."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document
from specsmith.passes.upgrade.row import Row

KEPT = Code(
    "SS0302",
    "kept-as-extension",
    Severity.WARNING,
    "OpenAPI 3 has no word for this statement",
    why="Nothing is dropped: the statement stays, under x-swagger- and its old keyword, where tools ignore it.",
    broken="- {in: header, name: X-Ids, type: array, items: {type: string}, collectionFormat: tsv}",
    fixed="- in: header\n  name: X-Ids\n  x-swagger-collectionFormat: tsv\n  schema: {type: array, items: {type: string}}",
    help="Describe it in words if readers must know, or change the API to something OpenAPI can say.",
)

WRONG_KIND = Code(
    "SS0303",
    "not-convertible",
    Severity.WARNING,
    "A statement is not what Swagger 2.0 allows at this place",
    why="A value of the wrong kind or a keyword that does not exist here has no meaning to convert; it is kept under "
    "x-swagger- and its keyword, so that nothing is lost and the result stays valid.",
    broken="info: {title: Pets, version: '1', team: core}",
    fixed="info: {title: Pets, version: '1', x-swagger-team: core}",
    help="Correct the value, or name your own keywords x-….",
)

NAMED_EXAMPLES = Code(
    "SS0304",
    "examples-without-media-type",
    Severity.INFO,
    "Examples are not keyed by media type",
    why="Swagger 2.0 wants one example per media type. Keys that are none name the examples of the first media type.",
    broken="examples: {cat: {name: Tom}}",
    fixed="content:\n  application/json:\n    examples:\n      cat: {value: {name: Tom}}",
    help="Key the examples by media type, such as application/json.",
)

#: x-extension → the 3.x field with the same meaning; renamed where the object has no such field yet.
KNOWN_FLAGS = {"x-deprecated": "deprecated"}
KNOWN_NAMES = {"x-code-samples": "x-codeSamples"}
_KNOWN = frozenset([*KNOWN_FLAGS, *KNOWN_NAMES])

ROWS = (
    Row("Operation, Parameter, Header, Schema", "x-deprecated", "deprecated", "when it is true or false"),
    Row("Operation", "x-code-samples", "x-codeSamples", "the name that documentation tools read today"),
    Row("Parameter, Header", "x-example", "example"),
    Row("Parameter, Header", "x-examples", "examples", "values are wrapped in `value` where they are not yet"),
    Row("Body parameter", "x-example, x-examples", "content.*.example(s)", "keyed by media type or by name"),
    Row("Form parameter", "x-example", "examples of the property's schema"),
    Row("Query parameter", "x-ms-skip-url-encoding", "allowReserved"),
    Row("Swagger", "x-ms-parameterized-host", "servers with variables", "one for each scheme"),
    Row("Any", "x-logo, x-tagGroups, other x-…", "unchanged"),
    Row("Any", "a keyword that Swagger 2.0 does not know", "x-swagger-<keyword>", "", WRONG_KIND),
    Row("Any", "a value of the wrong kind", "x-swagger-<keyword>", "", WRONG_KIND),
)


def extension_name(keyword: str, taken: Any = (), prefix: str = "x-swagger-") -> str:
    """The key under which a statement is kept.

    >>> extension_name("collectionFormat"), extension_name("a", {"x-swagger-a"})
    ('x-swagger-collectionFormat', 'x-swagger-a-2')
    """
    name = f"{prefix}{keyword}"
    number = 2
    while name in taken:
        name = f"{prefix}{keyword}-{number}"
        number += 1
    return name


def keep(
    document: Document, node: dict[str, Any], key: str, reason: str, code: Code = KEPT, prefix: str = "x-swagger-"
) -> None:
    """Move ``node[key]`` to its ``x-swagger-`` key and report why."""
    kept = extension_name(key, node, prefix)
    document.report(code, reason, node, key, fix=f"kept as {kept}")
    _move(document, node, key, kept)


def _move(document: Document, node: dict[str, Any], old: str, new: str) -> None:
    if not isinstance(node[old], dict | list):
        document.provenance.carry_key(node, new, node, old)
    node[new] = node.pop(old)


def describe(value: object) -> str:
    """A value's kind in the words of YAML, for messages.

    >>> [describe(v) for v in ({}, [], "a", True, 1, None)]
    ['a mapping', 'a list', 'text', 'true or false', 'a number', 'null']
    """
    kinds: tuple[tuple[type, str], ...] = (
        (dict, "a mapping"), (list, "a list"), (str, "text"), (bool, "true or false"), (int, "a number"), (float, "a number"),
    )  # fmt: skip
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")


def tidy(document: Document, node: dict[str, Any], fields: dict[str, type | tuple[type, ...]], what: str) -> None:
    """Leave only what the 3.x object allows: ``fields`` with values of their kind, and extensions.

    Everything else moves to an ``x-swagger-`` key.
    """
    for key, value in node.items():
        if key[:2] != "x-" and (key not in fields or not isinstance(value, fields[key])):
            break
    else:
        return  # as almost every object does, which is why one loop looks first
    for key in [k for k in node if k not in fields and not k.startswith("x-")]:
        keep(document, node, key, f"{what} has no field {key!r}", WRONG_KIND)
    for key in [k for k in node if k in fields and not isinstance(node[k], fields[k])]:
        keep(document, node, key, f"{key!r} of {what} can't be {describe(node[key])}", WRONG_KIND)


def known_extensions(document: Document, node: dict[str, Any]) -> None:
    """Extensions of operations, parameters, headers and schemas that have a field in 3.x."""
    if _KNOWN.isdisjoint(node):
        return
    for old, new in KNOWN_FLAGS.items():
        if isinstance(node.get(old), bool) and new not in node:
            _move(document, node, old, new)
    for old, new in KNOWN_NAMES.items():
        if old in node and new not in node:
            _move(document, node, old, new)


def named_examples(document: Document, owner: dict[str, Any], value: Any) -> dict[str, Any] | None:
    """``x-examples`` → the ``examples`` map of 3.x; None when there is nothing to make one of."""
    if isinstance(value, list):
        value = {str(number): item for number, item in enumerate(value, 1)}
    if not isinstance(value, dict) or not value:
        return None
    examples: dict[str, Any] = {}
    for name, item in value.items():
        examples[name] = item if _is_example_object(item) else {"value": item}
        if examples[name] is not item:
            document.carry(examples[name], item if isinstance(item, dict | list) else owner)
    document.carry(examples, value if document.provenance.of(value) else owner)
    return examples


def _is_example_object(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and bool(item.keys() & {"value", "externalValue", "$ref"})
        and all(k in ("value", "externalValue", "$ref", "summary", "description") or k.startswith("x-") for k in item)
    )
