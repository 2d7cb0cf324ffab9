"""Paths that do not begin with a slash."""

from __future__ import annotations

import re

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.paths import rename_paths
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0210",
    "path-slash",
    Severity.WARNING,
    "A path does not begin with a slash",
    why="A path is appended to the base URL as it stands, so it must begin with a slash; without one, `v1` and "
    "`send.aspx` become `v1send.aspx`. Blanks around it, a leading dot or backslashes go too, and of an absolute URL "
    "the path is kept.",
    broken="paths: {send.aspx: {get: {}}}\n",
    fixed="paths: {/send.aspx: {get: {}}}\n",
    help="Begin the path with /.",
)
_URL = re.compile(r"(?:https?:)?//[^/?#{]+(?=[/?#]|\Z)", re.IGNORECASE)


def with_slash(path: str) -> str:
    """The path as it must be written.

    >>> with_slash(" send.aspx"), with_slash("https://a.example/b?c"), with_slash("./x"), with_slash("")
    ('/send.aspx', '/b?c', '/x', '/')
    """
    text = path.strip().replace("\\", "/")
    text = _URL.sub("", text, count=1) if _URL.match(text) else text
    text = text.removeprefix("./")
    return text if text.startswith("/") else f"/{text}"


def _apply(sites: Sites) -> None:
    renames: dict[str, str] = {}
    for path, item in sites.path_items():
        new = with_slash(path) if not path.startswith("/") or path.strip() != path else path
        if new == path:
            continue
        sites.document.report(CODE, f"the path {path!r} does not begin with a slash", item, fix=f"it is {new!r} now")
        renames[path] = new
        host = _URL.match(path.strip())
        if host:
            item.setdefault("x-server-url", host.group())
    rename_paths(sites, renames, CODE.id)


RULE = RepairRule(CODE, _apply)
