"""Types that are spelled in another language, and types that are none."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import free_key, quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0250",
    "type-name",
    Severity.WARNING,
    "A type is none of JSON Schema's",
    why="The types are string, number, integer, boolean, object, array (and null). Names from programming languages "
    "have a meaning there: `int` is integer, `long` integer with format int64, `datetime` string with format "
    "date-time, `User[]` an array of User, `any` no limit at all. A name that means nothing is kept in x-type.",
    broken="definitions: {A: {type: Int}, B: {type: 'string[]'}, C: {type: datetime}, D: {type: whatever}}\n",
    fixed="""definitions:
  A: {type: integer}
  B: {type: array, items: {type: string}}
  C: {type: string, format: date-time}
  D: {x-type: whatever}
""",
    help="Use a type of JSON Schema and, where needed, a format.",
)
TYPES = frozenset(["string", "number", "integer", "boolean", "object", "array", "null"])
_NAMES = {
    "string": "str text varchar char character charsequence enum enumeration select option html xml markdown",
    "string/date": "date localdate",
    "string/date-time": "datetime date-time timestamp instant zoneddatetime localdatetime",
    "string/time": "time", "string/uuid": "uuid guid", "string/uri": "uri url href link", "string/email": "email",
    "string/password": "password", "string/byte": "byte base64 bytes",
    "string/binary": "file binary blob stream image upload",
    "string/duration": "duration", "string/ipv4": "ip ipv4 ipaddress", "string/ipv6": "ipv6",
    "string/hostname": "hostname",
    "integer": "int number-integer bigint biginteger short smallint unsigned uint counter whole",
    "integer/int32": "int32 uint32 int16", "integer/int64": "long int64 uint64 bigint64 epoch",
    "number": "num numeric decimal real money currency bigdecimal percent percentage", "number/float": "float float32",
    "number/double": "double float64", "boolean": "bool flag truefalse yesno checkbox", "null": "none nil void",
    "object": "obj map dict dictionary hash hashmap struct json jsonobject associative class model record",
    "array": "list arr collection set tuple jsonarray sequence vector arraylist",
    "": "any mixed object|string * anything variant dynamic",
}  # fmt: skip
_MEANING = {word: meaning for meaning, words in _NAMES.items() for word in words.split()}
_LIST = re.compile(
    r"\s*(?:(?P<a>[\w.\- ]+?)\s*\[\s*\]|\[\s*(?P<b>[\w.\-]+)\s*\]"
    r"|(?:array|list|set|collection)\s*(?:of\s+|[\[<(]\s*)(?P<c>[\w.\-]+?)s?\s*[\]>)]?)\s*",
    re.IGNORECASE,
)


def read_type(text: str) -> dict[str, Any] | None:
    """The schema keywords that a type's name means; None when it means nothing.

    >>> read_type("Long"), read_type("array[string]"), read_type("string, optional"), read_type("xyz")
    ({'type': 'integer', 'format': 'int64'}, {'type': 'array', 'items': {'type': 'string'}}, {'type': 'string'}, None)
    """
    bare = text.strip().lower()
    if bare in TYPES:
        return {"type": bare}
    if bare in _MEANING:
        kind, _, form = _MEANING[bare].partition("/")
        return ({"type": kind} if kind else {}) | ({"format": form} if form else {})
    found = _LIST.fullmatch(text)
    if found:
        inner = found.group("a") or found.group("b") or found.group("c")
        items = read_type(inner)
        return {"type": "array", "items": items if items is not None else {"x-type": inner}}
    first = re.match(r"[\w\-]+(?=\s*[,;(|/]|\s+(?:or|optional|required|in|with)\b)", bare)
    if first and (first.group() in TYPES or first.group() in _MEANING) and not re.search(r"[|/]|\bor\b", bare):
        return read_type(first.group())
    return None


def _apply(sites: Sites) -> None:
    changed = False
    for name in ("Schema", "Parameter", "Items", "Header"):
        for node in sites.nodes(name):
            stated = node.get("type")
            if not isinstance(stated, str | list) or (isinstance(stated, str) and stated in TYPES - {"null"}):
                continue
            if name == "Schema" or (not sites.swagger2 and "schema" in node):
                changed = _schema(sites, node, stated) or changed
            elif not (name == "Parameter" and node.get("in") == "body"):
                changed = _simple(sites, node, name, stated) or changed
    if changed:
        sites.changed()


def _schema(sites: Sites, node: dict[str, Any], stated: Any) -> bool:
    if stated == "null" and (sites.swagger2 or sites.full_json_schema):
        return False
    if isinstance(stated, list):
        return _list(sites, node, stated)
    if (
        stated == "file"
        and sites.swagger2
        and not node.keys() & {"properties", "items"}
        and _is_response_schema(sites, node)
    ):
        return False
    meant = read_type(stated)
    reference = _reference(sites, stated)
    if reference is not None and (meant is None or stated not in _MEANING):
        _report(sites, node, stated, {"$ref": reference})
        _set(sites, node, stated, {"$ref": reference}, keep=False)
        return True
    if meant is None and not sites.swagger2 and re.fullmatch(r"\w+(?:\s*(?:\||/|,|\bor\b)\s*\w+)+", stated):
        parts = [read_type(part) for part in re.split(r"\s*(?:\||/|,|\bor\b)\s*", stated)]
        kinds = [str(part["type"]) for part in parts if part and "type" in part]
        if len(kinds) == len(parts) and sites.full_json_schema:
            meant = {"type": list(dict.fromkeys(kinds))}
    if meant is not None and meant.get("type") == "array" and "x-type" in (meant.get("items") or {}):
        inner = _reference(sites, meant["items"]["x-type"])
        meant["items"] = {"$ref": inner} if inner else meant["items"]
    if meant is not None and meant.get("type") == "null" and not sites.full_json_schema:
        meant = {"nullable": True} if not sites.swagger2 else {"x-nullable": True}
    _report(sites, node, stated, meant)
    _set(sites, node, stated, meant, keep=meant is None)
    return True


def _list(sites: Sites, node: dict[str, Any], stated: list[Any]) -> bool:
    if all(isinstance(kind, str) and kind in TYPES for kind in stated) and stated and len(set(stated)) == len(stated):
        return False if sites.swagger2 or sites.full_json_schema else _nullable(sites, node, stated)
    kinds: list[str] = []
    for kind in stated:
        meant = read_type(kind) if isinstance(kind, str) else None
        if meant and "type" in meant and meant["type"] not in kinds:
            kinds.append(meant["type"])
    _report(sites, node, stated, {"type": kinds} if kinds else None)
    if not kinds:
        node[free_key(node, "x-type")] = stated
        del node["type"]
    elif sites.swagger2 or sites.full_json_schema:
        node["type"] = kinds[0] if len(kinds) == 1 else kinds
    else:
        _nullable(sites, node, kinds)
    return True


def _nullable(sites: Sites, node: dict[str, Any], stated: list[Any]) -> bool:
    """OpenAPI 3.0 has no lists of types: null becomes nullable, one other type stands alone, more become anyOf."""
    kinds = [kind for kind in stated if kind != "null"]
    fix = " or ".join(kinds) + (", nullable" if len(kinds) < len(stated) else "")
    sites.document.report(CODE, f"the type is {quote(stated)}, a list", node, "type", fix=f"it is {fix} now")
    if len(kinds) < len(stated):
        node["nullable"] = True
    if len(kinds) == 1:
        node["type"] = kinds[0]
    else:
        node.pop("type", None)
        if kinds and "anyOf" not in node:
            node["anyOf"] = [{"type": kind, **({"items": {}} if kind == "array" else {})} for kind in kinds]
    return True


def _simple(sites: Sites, node: dict[str, Any], name: str, stated: Any) -> bool:
    """Parameters, items and headers of Swagger 2.0: one type, no null, no object."""
    if stated == "file" and name == "Parameter" and node.get("in") == "formData":
        return False
    if isinstance(stated, list):
        kinds = [kind for kind in stated if isinstance(kind, str) and kind != "null"]
        if len(kinds) < len(stated):
            node["x-nullable"] = True
        meant = read_type(kinds[0]) if len(kinds) == 1 else None
    else:
        meant = read_type(stated) if isinstance(stated, str) else None
        if isinstance(stated, str) and stated.lower() == "file" and node.get("in") == "formData":
            meant = {"type": "file"}
    lost = meant is None or meant.get("type") in (None, "null", "object")
    if stated == "object" and name == "Parameter" and node.get("in") == "formData":
        lost = True
    meant = {"type": "string"} if lost or meant is None else meant
    if isinstance(meant.get("items"), dict) and "type" not in meant["items"]:
        meant["items"] = {"type": "string", **meant["items"]}
    _report(sites, node, stated, meant)
    _set(sites, node, stated, meant, keep=lost)
    return True


def _is_response_schema(sites: Sites, node: dict[str, Any]) -> bool:
    return any(response.get("schema") is node for response in sites.nodes("Response"))


def _reference(sites: Sites, stated: str) -> str | None:
    prefix = "#/definitions/" if sites.swagger2 else "#/components/schemas/"
    if not isinstance(stated, str) or stated.lower() in TYPES:
        return None
    bare = stated[len(prefix) :] if stated.startswith(prefix) else stated
    return prefix + bare if sites.target(prefix + bare) is not None else None


def _report(sites: Sites, node: dict[str, Any], stated: Any, meant: dict[str, Any] | None) -> None:
    fix = f"it is {quote(meant)} now" if meant else "any type is allowed now" if meant == {} else "kept as 'x-type'"
    sites.document.report(CODE, f"the type {quote(stated)} is none of JSON Schema's", node, "type", fix=fix)


def _set(sites: Sites, node: dict[str, Any], stated: Any, meant: dict[str, Any] | None, *, keep: bool) -> None:
    """Put the keywords where the type stood."""
    items = list(node.items())
    extension = free_key(node, "x-type")
    node.clear()
    for key, value in items:
        if key != "type":
            node[key] = value
            continue
        for new, kind in (meant or {}).items():
            if new == "type" or new not in dict(items):
                node[new] = kind
        if keep:
            node[extension] = stated
    for value in (meant or {}).values():
        if isinstance(value, dict):
            sites.document.carry(value, node, rule=CODE.id)


RULE = RepairRule(CODE, _apply)
