"""References follow what moved: ``#/definitions/X`` → ``#/components/schemas/X``, in this file and in the fragments of others.

Most references name a component: a new prefix does. A pointer deeper into the tree (a property of a definition, a response of a path) is followed to
its node before anything changes and written again for the place where that node stands at the end.
"""

from __future__ import annotations

import copy
import json
from typing import Any
from urllib.parse import quote, unquote

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document, pointer
from specsmith.passes.upgrade.aliases import find_aliases, member_name
from specsmith.passes.upgrade.names import SECTIONS, valid_name
from specsmith.passes.upgrade.row import Row
from specsmith.text.containers import references
from specsmith.text.positions import escape_token

LOST_TARGET = Code(
    "SS0305",
    "deep-reference-unresolved",
    Severity.WARNING,
    "A reference into the middle of the document leads nowhere",
    why="A pointer such as #/definitions/A/properties/b is followed before the conversion; where nothing is, only its "
    "beginning can be rewritten.",
    broken="$ref: '#/definitions/A/properties/missing'",
    fixed="$ref: '#/components/schemas/A/properties/missing'",
    help="Correct the pointer, or name the part in definitions and refer to that.",
)

BESIDE = Code(
    "SS0320",
    "beside-reference",
    Severity.WARNING,
    "A statement beside $ref that nobody reads",
    why="Beside the reference of a parameter, response or header, Swagger 2.0 and OpenAPI 3.0 ignore everything, and "
    "3.1 allows summary and description only. What never had a meaning is left out.",
    broken="- {$ref: '#/parameters/limit', required: true}",
    fixed="- {$ref: '#/components/parameters/limit'}",
    help="Change the referenced object, or write this one out.",
)

ROWS = (
    Row("Reference", "keywords beside $ref (not in schemas)", "summary and description stay", "", BESIDE),
    Row("Reference", "#/definitions/X", "#/components/schemas/X"),
    Row("Reference", "#/parameters/X", "#/components/parameters/X", "requestBodies for body and form parameters"),
    Row("Reference", "#/responses/X", "#/components/responses/X"),
    Row("Reference", "#/securityDefinitions/X", "#/components/securitySchemes/X"),
    Row(
        "Reference", "file#/definitions/X", "file#/components/schemas/X", "the fragment only; bundling is another pass"
    ),
    Row("Reference", "#/paths/~1a/get/…, #/definitions/X/…", "where that node stands in the result", "", LOST_TARGET),
)

SAFE = "/~!$&'()*+,;=:@-._"


def drop_siblings(document: Document, node: dict[str, Any]) -> None:
    """Leave ``summary`` and ``description`` beside the ``$ref`` of a Reference Object (OAS 3.1 §4.8.23), nothing else."""
    for key in [k for k in node if k != "$ref"]:
        if key not in ("summary", "description") or not isinstance(node[key], str):
            document.report(
                BESIDE, f"{key!r} beside '$ref' is ignored ({_short(node[key])})", node, key, fix="left out"
            )
            del node[key]


def _short(value: object) -> str:
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


class References:
    """Rewrites references of one document; plans of renamed components and body parameters are given once."""

    __slots__ = ("_aliases", "_bodies", "_cache", "_document", "_names", "_parameters", "_pending", "_targets")

    def __init__(self, document: Document, names: dict[str, dict[str, str]], bodies: frozenset[str]) -> None:
        self._document = document
        self._names = names
        self._bodies = bodies
        self._aliases = find_aliases(document.root)
        self._cache: dict[str, str] = {}
        self._pending: list[dict[str, Any]] = []
        self._targets: dict[str, Any] = {}
        self._parameters: dict[str, dict[str, Any]] = {}
        self._find_targets()

    def _find_targets(self) -> None:
        """Follow every deep pointer while the tree is still as it was. Examples may hold look-alikes; that does no harm."""
        root = self._document.root
        for node in references(root):
            ref = node["$ref"]
            if ref[:1] == "#" and ref not in self._targets and _is_deep(ref):
                self._targets[ref] = target = resolve(root, ref)
                if isinstance(target, dict) and target.get("in") in ("body", "formData"):
                    self._parameters[ref] = copy.deepcopy(target)

    def rewrite(self, node: dict[str, Any]) -> None:
        """Rewrite ``node["$ref"]``, now or (deep pointers) when :meth:`finish` is called."""
        ref = node["$ref"]
        new = self._cache.get(ref)
        if new is None:
            if ref in self._targets:
                self._pending.append(node)
                return
            new = self._cache[ref] = self.translate(ref)
        node["$ref"] = new

    def copied(self, node: dict[str, Any]) -> None:
        """A node was copied; if its reference still waits for the end, so does the copy's."""
        if isinstance(node.get("$ref"), str) and node["$ref"] in self._targets:
            self._pending.append(node)

    def translate(self, ref: str) -> str:
        """The reference with a new beginning; what names no part of Swagger 2.0 stays as it is."""
        file, hash_mark, fragment = ref.partition("#")
        tokens = fragment.split("/")
        if not hash_mark or len(tokens) < 3 or tokens[0] or tokens[1] not in SECTIONS:
            return ref
        section = tokens[1]
        name = pointer.unescape_token(unquote(tokens[2]))
        new = self._names[section].get(name, name) if not file else valid_name(name)
        target = SECTIONS[section]
        if section == "parameters" and not file and name in self._bodies:
            target = "requestBodies"
        rest = "".join(f"/{token}" for token in tokens[3:])
        return f"{file}#/components/{target}/{quote(escape_token(new), safe=SAFE)}{rest}"

    def component(self, ref: str, section: str) -> str | None:
        """The shared member of ``section`` that a local reference leads to, through aliases; None for any other reference."""
        name = member_name(ref, section)
        return name if name is None else self._aliases[section].get(name, name)

    def deep_parameter(self, ref: str) -> dict[str, Any] | None:
        """The body or form parameter that a deep reference leads to, as it was before the conversion."""
        return self._parameters.get(ref)

    def outside(self, ref: str) -> Any:
        """What a local reference to none of the known sections leads to (``#/x-models/Pet``)."""
        tokens = ref.split("/", 2)
        known = len(tokens) < 3 or tokens[0] != "#" or tokens[1] in SECTIONS or tokens[1] in ("paths", "components")
        return None if known else resolve(self._document.root, ref)

    def finish(self) -> None:
        """Write the deep references again: each for the place where its node stands now."""
        if not self._pending:
            return
        found = places(self._document.root, {id(t) for t in self._targets.values() if isinstance(t, dict | list)})
        for node in self._pending:
            ref = node.get("$ref")
            if not isinstance(ref, str) or ref not in self._targets:
                continue  # moved into another node, which waits too, or written already
            place = found.get(id(self._targets[ref]))
            if place is None:
                node["$ref"] = self.translate(ref)
                self._document.report(LOST_TARGET, f"{ref!r} leads nowhere", node, "$ref")
            else:
                node["$ref"] = "#" + quote(place, safe=SAFE)
        self._pending.clear()


def resolve(root: Any, ref: str) -> Any:
    """What a local reference leads to; None for nothing."""
    return pointer.find(root, pointer.from_fragment(ref))


def _is_deep(ref: str) -> bool:
    return ref.startswith("#/paths/") or (ref.count("/") > 2 and ref.split("/", 2)[1] in SECTIONS)


def places(root: Any, wanted: set[int]) -> dict[int, str]:
    """id → pointer, for the containers whose ids are ``wanted``."""
    found: dict[int, str] = {}
    stack: list[tuple[str, Any]] = [("", root)]
    while stack:
        at, node = stack.pop()
        if id(node) in wanted:
            found.setdefault(id(node), at)
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(value, dict | list):
                stack.append((f"{at}/{escape_token(str(key))}", value))
    return found
