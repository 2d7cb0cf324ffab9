"""Query strings and query templates in paths."""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import add_parameter, new_parameter, typed_part
from specsmith.passes.repair.grammar import METHODS
from specsmith.passes.repair.paths import rename_paths
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0212",
    "path-query",
    Severity.WARNING,
    "A path carries a query string or a query template",
    why="A path must not hold a query string, and tools drop it or send it twice. Parts that vary become query "
    "parameters. A part that is fixed names the action: it becomes a required query parameter with that one value, "
    "and stays in the fragment of the path, which validators accept and nobody sends, so that two actions on one "
    "path both survive.",
    broken="paths:\n  /?Action=Send:\n    get: {responses: {'200': {description: OK}}}\n"
    "  /search{?q}:\n    get: {responses: {'200': {description: OK}}}\n",
    fixed="paths:\n  /#Action=Send:\n    get:\n      responses: {'200': {description: OK}}\n"
    "      parameters: [{name: Action, in: query, required: true, type: string, enum: [Send]}]\n"
    "  /search:\n    get:\n      responses: {'200': {description: OK}}\n"
    "      parameters: [{name: q, in: query, type: string}]\n",
    help="Declare query parameters under parameters.",
)
_MARKS = re.compile(r"[?&#]")
_URI_TEMPLATE = re.compile(r"\{([?&#])([^{}]*)\}")
_PLACEHOLDER = re.compile(r"\{.*\}|<.*>|\[.*\]|:\w.*|\$\w.*|%s|\.\.\.|…|\*|xxx*", re.IGNORECASE | re.DOTALL)


class Part(NamedTuple):
    """One part of a query string; ``value`` None: it varies. ``exploded``: it may be repeated (``{?ids*}``)."""

    name: str
    value: str | None
    exploded: bool = False
    required: bool = False


def split_query(path: str) -> tuple[str, list[Part]]:
    """A path and the parts of its query string.

    >>> [(part.name, part.value) for part in split_query("/?Action=Send&To={to}")[1]]
    [('Action', 'Send'), ('To', None)]
    >>> split_query("/zones&amp;max=Max?marker=Marker{&start}")[0]
    '/zones'
    """
    if not _MARKS.search(path):
        return path, []
    text = html.unescape(path) if "&amp;" in path or "&#" in path else path
    parts: list[Part] = []

    def template(match: re.Match[str]) -> str:
        for name in match.group(2).split(","):
            bare = name.strip().split(":")[0]
            if bare.strip("* "):
                parts.append(Part(bare.strip("* "), None, bare.endswith("*")))
        return ""

    text = _URI_TEMPLATE.sub(template, text)
    text, _, fragment = text.partition("#")
    cut = re.search(r"\?|&(?=[\w.\-\[\]]+=)", text)
    if cut is None:
        return text + (f"#{fragment}" if fragment else ""), parts
    base, query = text[: cut.start()], text[cut.start() + 1 :]
    stated: list[Part] = []
    for piece in re.split(r"[&?;](?![^{]*\})", query):
        if not piece.strip():
            continue
        name, equals, value = piece.partition("=")
        if bare := re.fullmatch(r"\{\s*([\w.\-]+)\s*\}", name.strip()):
            stated.append(Part(bare.group(1), None))
        elif varies(name, value, bool(equals)):
            stated.append(Part(unquote_plus(name.strip()), None))
        else:
            stated.append(Part(unquote_plus(name.strip()), unquote_plus(value), required=True))
    return base + (f"#{fragment}" if fragment else ""), stated + parts


def varies(name: str, value: str, equals: bool) -> bool:
    """Whether ``name=value`` shows where a value goes rather than saying which.

    >>> varies("maxitems", "MaxItems", True), varies("Action", "Send", True), varies("acl", "", False)
    (True, False, False)
    """
    if not equals:
        return False
    if not value.strip() or _PLACEHOLDER.fullmatch(value.strip()):
        return True
    wanted = re.sub(r"[^a-z0-9]", "", name.lower())
    return len(wanted) > 1 and wanted in re.sub(r"[^a-z0-9]", "", value.lower()) and value[:1].isalpha()


def _apply(sites: Sites) -> None:
    split = {}
    for path, item in sites.path_items():
        base, parts = split_query(path)
        if base != path or parts:
            split[path] = (base or "/", parts, item)
    renames: dict[str, str] = {}
    taken = {path for path, _ in sites.path_items() if path not in split}
    for path, (base, parts, item) in split.items():
        fixed = [part for part in parts if part.value is not None]
        fragment = "&".join(f"{part.name}={part.value}" if part.value else part.name for part in fixed)
        new = f"{base}#{fragment}" if fragment else base
        if new in taken and not fragment and _same_methods(item, sites.root["paths"].get(new)):
            new = f"{base}#{'&'.join(part.name for part in parts)}"
        new = new.replace("{", "(").replace("}", ")") if "#" in new and "{" in new.partition("#")[2] else new
        taken.add(new)
        renames[path] = new
        said = f"the path {path!r} carries a query string"
        names = ", ".join(part.name for part in parts) or "nothing"
        sites.document.report(CODE, said, item, fix=f"the path is {new!r}, with query parameters for {names}")
        for method in METHODS:
            if isinstance(item.get(method), dict):
                for part in parts:
                    _declare(sites, item, item[method], part)
    rename_paths(sites, renames, CODE.id)


def _same_methods(item: dict[str, Any], other: Any) -> bool:
    return not isinstance(other, dict) or any(method in item and method in other for method in METHODS)


def _declare(sites: Sites, item: dict[str, Any], operation: dict[str, Any], part: Part) -> None:
    typed: dict[str, Any] = {"type": "string"}
    if part.exploded:
        typed = {"type": "array", "items": {"type": "string"}}
        if sites.swagger2:
            typed["collectionFormat"] = "multi"
    if part.value is not None:
        typed["enum"] = [part.value]
    found = next((p for p in sites.parameters(operation) if _is(p, part.name)), None)
    own = found is not None and any(found is p for p in operation.get("parameters") or [])
    if found is None or not own:
        inherited = found or next((p for p in sites.parameters(item) if _is(p, part.name)), None)
        if inherited is not None and part.value is None and inherited.get("in") == "query":
            return
        source = operation if inherited is None else inherited
        added = new_parameter(sites, part.name, "query", source, CODE.id, required=part.required, **typed)
        if inherited is not None and isinstance(inherited.get("description"), str):
            added["description"] = inherited["description"]
        if part.value == "":
            added["allowEmptyValue"] = True
        add_parameter(sites, operation, added, CODE.id)
        if inherited is not None and inherited.get("in") != "query" and found is not None:
            _drop_reference(sites, operation, found)
        return
    if found.get("in") != "query":
        said = f"the parameter {part.name!r} is in the query of the path, not in {found.get('in')!r}"
        sites.document.report(CODE, said, found, "in", fix="in: query")
        found["in"] = "query"
        if part.value is None:
            found.pop("required", None)
    if part.value is not None:
        said = f"the query of the path fixes the parameter {part.name!r}"
        sites.document.report(CODE, said, found, fix=f"required, with the one value {part.value!r}")
        found["required"] = True
        holder = typed_part(sites, found)
        if holder is None:
            found["schema"] = holder = dict(typed)
        holder.setdefault("type", "string")
        if holder.get("enum") != [part.value]:
            holder["enum"] = [part.value]


def _drop_reference(sites: Sites, operation: dict[str, Any], target: dict[str, Any]) -> None:
    listed = operation["parameters"]
    listed[:] = [p for p in listed if p is target or sites.resolve(p) is not target]
    sites.changed()


def _is(parameter: dict[str, Any], name: str) -> bool:
    location = str(parameter.get("in") or "").strip().lower()
    own = str(parameter.get("name"))
    return (own == name and location in ("query", "path", "")) or (
        own.lower() == name.lower() and location in ("query", "path")
    )


RULE = RepairRule(CODE, _apply)
