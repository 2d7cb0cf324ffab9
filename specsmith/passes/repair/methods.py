"""Method names: upper case, empty, several in one key, unknown ones."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import set_aside
from specsmith.passes.repair.grammar import METHODS
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0213",
    "method-name",
    Severity.WARNING,
    "An operation stands under a key that is no HTTP method",
    why="Method names are lower-case keys. `GET` means get. Under an empty or misplaced key the method is taken from "
    "what the operation says: the end of x-api-path-slug, a body, the verb of its id or summary; get where nothing "
    "says anything. Methods that OpenAPI 3.1 can't say (COPY, LOCK) are kept as an extension.",
    broken="paths: {/a: {GET: {summary: All}, '': {summary: Create one}}}\n",
    fixed="paths: {/a: {get: {summary: All}, post: {summary: Create one}}}\n",
    help="Use get, put, post, delete, options, head, patch or trace.",
)
_FIELDS = frozenset(["responses", "operationId", "summary", "parameters", "tags", "requestBody", "x-api-path-slug"])
_OTHER = frozenset(
    [
        "copy",
        "move",
        "lock",
        "unlock",
        "link",
        "unlink",
        "purge",
        "propfind",
        "proppatch",
        "mkcol",
        "search",
        "view",
        "report",
        "connect",
    ]
)
_VERBS = {
    "get": "get list retrieve fetch read show find return returns search query download view describe check",
    "post": "post create add send submit upload start run execute generate register invite publish subscribe",
    "put": "put replace set update modify",
    "delete": "delete remove destroy cancel revoke del",
    "patch": "patch",
}
_VERB_METHOD = {verb: method for method, verbs in _VERBS.items() for verb in verbs.split()}
_ALIASES = {
    "del": "delete",
    "remove": "delete",
    "create": "post",
    "update": "put",
    "read": "get",
    "fetch": "get",
    "list": "get",
}


def guess_method(sites: Sites, operation: dict[str, Any]) -> str:
    """The method that an operation speaks of."""
    slug = str(operation.get("x-api-path-slug") or "").rpartition("-")[2]
    if slug in METHODS:
        return slug
    for field in ("operationId", "summary", "description"):
        text = operation.get(field)
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", text) if isinstance(text, str) else []
        method = _VERB_METHOD.get(words[0].lower()) if words else None
        if method:
            return method
    bodies = any(p.get("in") in ("body", "formData") for p in sites.parameters(operation))
    return "post" if bodies or "requestBody" in operation else "get"


def _apply(sites: Sites) -> None:
    changed = False
    for path, item in sites.path_items():
        for key in [key for key in item if _misplaced(key, item[key])]:
            changed = True
            _one(sites, path, item, key)
    if changed:
        sites.changed()


def _misplaced(key: str, value: Any) -> bool:
    if (
        key in METHODS
        or key.startswith("x-")
        or key in ("$ref", "servers", "summary", "description", "additionalOperations")
    ):
        return False
    if key == "parameters":
        return isinstance(value, dict) and bool({"responses", "operationId"} & value.keys())
    return isinstance(value, dict) or value is None


def _one(sites: Sites, path: str, item: dict[str, Any], key: str) -> None:
    operation = item[key] if isinstance(item[key], dict) else {}
    bare = key.strip().lower()
    names = [name for name in re.split(r"[^a-z]+", bare) if name]
    wanted = [name for name in names if name in METHODS]
    message = f"{key!r} of {path!r} is no HTTP method"
    if names and len(wanted) == len(names):
        free = [name for name in wanted if name not in item]
        if free:
            sites.document.report(CODE, message, item, key, fix=f"it is {' and '.join(repr(n) for n in free)} now")
            sites.document.rename(item, key, free[0], CODE.id)
            for name in free[1:]:
                copied = {field: value for field, value in operation.items() if field != "operationId"}
                sites.document.put(item, name, _fresh(copied), operation, rule=CODE.id)
            return
    elif bare not in _OTHER and (_FIELDS & operation.keys() or bare == "" or bare in _ALIASES):
        method = _ALIASES.get(bare) or guess_method(sites, operation)
        order = [method, "post", "put", "patch", "get", "delete"]
        method = next((name for name in order if name not in item), "")
        if method:
            sites.document.report(CODE, message, item, key, fix=f"the operation stands under {method!r} now")
            sites.document.rename(item, key, method, CODE.id)
            return
    sites.document.report(CODE, message, item, key, fix="kept as an extension")
    set_aside(sites, item, key, CODE.id)


def _fresh(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _fresh(value) for key, value in node.items()}
    return [_fresh(value) for value in node] if isinstance(node, list) else node


RULE = RepairRule(CODE, _apply)
