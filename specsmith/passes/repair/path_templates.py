"""Templates in paths that are not ``{name}``."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.grammar import METHODS
from specsmith.passes.repair.paths import rename_paths
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0211",
    "path-template",
    Severity.WARNING,
    "A path holds a template that is not written {name}",
    why="OpenAPI knows `{name}` only. `{id:[0-9]+}`, `{id | name}`, `{{id}}`, `{+path}`, a lost brace and, where a "
    "path parameter of that name is declared, `:id`, `<id>` or the bare segment `Id` all mean it. `{;x}` is "
    "`;x={x}`, `{/x}` is `/{x}`.",
    broken="""paths:
  /users/:id/notes/{note:[0-9]+}:
    get: {parameters: [{name: id, in: path, required: true, type: string}]}
""",
    fixed="""paths:
  /users/{id}/notes/{note}:
    get: {parameters: [{name: id, in: path, required: true, type: string}]}
""",
    help="Write path templates as {name}.",
)
_EXPRESSION = re.compile(r"\{([^{}/]*(?:\{[^{}]*\}[^{}/]*)*)\}")
_ALL_PLAIN = re.compile(r"[^{}$]*(?:\{[A-Za-z0-9_]+\}[^{}$]*)*")
_NAME = re.compile(r"[+]?\s*\*{0,2}\s*([\w.\-$@]+(?: [\w.\-]+)*)")


def plain_template(path: str, declared: set[str]) -> str:
    """The path with every template written ``{name}``; ``declared`` are the names of its path parameters.

    >>> plain_template("/a/{id:[0-9]{3}}/{{b}}/{;c}{/d}/<e>", {"e"})
    '/a/{id}/{b}/;c={c}/{d}/{e}'
    >>> plain_template("/zones/Id/{name", {"Id"})
    '/zones/{Id}/{name}'
    """
    base, hash_mark, fragment = _before_fragment(path)
    if not _ALL_PLAIN.fullmatch(base):
        base = re.sub(r"\{/([^{}/]+)\}", _segments, base)
        base = re.sub(r"\{\{([^{}]*)\}\}", r"{\1}", base)
        base = re.sub(r"\$\{(\w)", r"{\1", base)
        base = _balanced(base)
        base = _EXPRESSION.sub(lambda match: _plain(match.group(1), declared), base)
    if declared:
        base = _bare_segments(base, declared)
    return base + hash_mark + fragment


def _bare_segments(base: str, declared: set[str]) -> str:
    segments = base.split("/")
    if declared.isdisjoint(segments) and ":" not in base and "<" not in base:
        return base
    used = set(re.findall(r"\{([^{}]*)\}", base))
    for index, segment in enumerate(segments):
        name = segment[1:] if segment[:1] == ":" else segment[1:-1] if segment[:1] + segment[-1:] == "<>" else segment
        if name in declared and name not in used and "{" not in segment:
            segments[index] = f"{{{name}}}"
            used.add(name)
    return "/".join(segments)


def _before_fragment(path: str) -> tuple[str, str, str]:
    if "#" not in path:
        return path, "", ""
    found = re.search(r"(?<!\{)#", path)
    return (path[: found.start()], "#", path[found.end() :]) if found else (path, "", "")


def _segments(match: re.Match[str]) -> str:
    return "".join(f"/{{{name.strip('* ')}}}" for name in match.group(1).split(","))


def _balanced(path: str) -> str:
    if path.count("{") == path.count("}") and not re.search(r"\{[^}/]*(?:/|\Z)|(?:/|\A)[^{/]*\}", path):
        return path
    segments = []
    for segment in path.split("/"):
        opened, closed = segment.count("{"), segment.count("}")
        if opened == closed + 1:
            segments.append(segment + "}" if segment.rfind("{") > segment.rfind("}") else segment.replace("{", "", 1))
        elif closed == opened + 1:
            segments.append("{" + segment if "{" not in segment else segment[: segment.rfind("}")])
        elif opened != closed:
            segments.append(segment.replace("{", "").replace("}", ""))
        else:
            segments.append(segment)
    return "/".join(segments)


def _plain(text: str, declared: set[str]) -> str:
    if text in declared and not set(text) & set(":!{}"):
        return f"{{{text}}}"
    lead = text[:1]
    if lead in ("?", "&", "#"):
        return f"{{{text}}}"  # part of the query: another rule's business
    if lead in (";", ".") and len(text) > 1:
        names = [name.strip("* ") for name in text[1:].split(",") if name.strip("* ")]
        return "".join(f";{name}={{{name}}}" if lead == ";" else f".{{{name}}}" for name in names)
    if "," in text:
        return ",".join(f"{{{part.strip(' *+')}}}" for part in text.split(",") if part.strip(" *+"))
    found = _NAME.match(text.strip())
    return f"{{{found.group(1)}}}" if found else f"{{{re.sub(r'[^A-Za-z0-9_]+', '', text) or 'value'}}}"


def declared_in_path(sites: Sites, item: dict[str, Any]) -> set[str]:
    """The names of all path parameters of an item and its operations."""
    holders = [item, *(value for key, value in item.items() if key in METHODS and isinstance(value, dict))]
    return {
        parameter["name"]
        for holder in holders
        for parameter in sites.parameters(holder)
        if _is_path(parameter.get("in")) and isinstance(parameter.get("name"), str) and parameter["name"]
    }


def _is_path(location: Any) -> bool:
    return location == "path" or (isinstance(location, str) and location.strip().lower() == "path")


def _apply(sites: Sites) -> None:
    renames: dict[str, str] = {}
    for path, item in sites.path_items():
        new = plain_template(path, declared_in_path(sites, item))
        if new != path:
            renames[path] = new
            sites.document.report(
                CODE, f"the templates of {path!r} are not plain", item, fix=f"the path is {new!r} now"
            )
    rename_paths(sites, renames, CODE.id)


RULE = RepairRule(CODE, _apply)
