"""Tags: the same one twice, empty ones, tags that are no text."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0242",
    "tags",
    Severity.WARNING,
    "A tag stands twice, is empty or is no text",
    why="Tags group operations. A tag listed twice or without a name groups nothing more; a tag of the document that "
    "is declared twice is one tag, with what both declarations say; a mapping with a name is that name.",
    broken="paths: {/a: {get: {tags: [Mail, Mail, '', {name: Send}]}}}\n",
    fixed="paths: {/a: {get: {tags: [Mail, Send]}}}\n",
    help="List each tag once, by its name.",
)


def _apply(sites: Sites) -> None:
    for operation in sites.nodes("Operation"):
        tags = operation.get("tags")
        if isinstance(tags, list) and tags:
            names = [tag if type(tag) is str else _name(tag) for tag in tags]
            wrong = names != tags or (sites.swagger2 and (len(set(names)) < len(names) or "" in names))
            if wrong:
                kept = [name for name in dict.fromkeys(names) if name]
                fix = f"they are {', '.join(kept) or 'none'} now"
                sites.document.report(CODE, f"tags are {quote(tags)}", operation, "tags", fix=fix)
                tags[:] = kept
    _declared(sites)


def _name(tag: Any) -> Any:
    if isinstance(tag, dict) and isinstance(tag.get("name"), str):
        return tag["name"]
    return tag if isinstance(tag, str) else str(tag)


def _declared(sites: Sites) -> None:
    tags = sites.root.get("tags")
    if not isinstance(tags, list):
        return
    first: dict[str, dict[str, Any]] = {}
    kept = []
    for index, tag in enumerate(tags):
        name = tag.get("name") if isinstance(tag, dict) else None
        earlier = first.setdefault(name, tag) if isinstance(name, str) else tag
        if earlier is tag:
            kept.append(tag)
            continue
        sites.document.report(CODE, f"the tag {name!r} is declared twice", tags, index, fix="joined with the first")
        for key, value in tag.items():
            earlier.setdefault(key, value)
    if len(kept) < len(tags):
        tags[:] = kept
        sites.changed()


RULE = RepairRule(CODE, _apply)
