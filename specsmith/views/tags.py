"""Tags and tag groups: declared ones in their order, then those that only operations name, then ``default``."""

from __future__ import annotations

from dataclasses import replace

from specsmith.diagnostics import Code, Severity
from specsmith.views.api import Operation, Tag, TagGroup
from specsmith.views.context import Context, text
from specsmith.views.names import Unique, slugify
from specsmith.views.operations import external_docs

UNKNOWN_TAG = Code(
    "SS0711",
    "view-unknown-tag",
    Severity.INFO,
    "A tag group names a tag that nothing carries",
    why="The heading would stand over nothing.",
    broken="tags: [{name: users}]\nx-tagGroups: [{name: All, tags: [user]}]\n",
    fixed="tags: [{name: users}]\nx-tagGroups: [{name: All, tags: [users]}]\n",
    help="Correct the name in the group.",
)
DEFAULT = "default"


def build_tags(context: Context, operations: tuple[Operation, ...]) -> tuple[tuple[Tag, ...], tuple[Operation, ...]]:
    """(tags, operations with their ``group`` set): an operation is in the group of its first tag."""
    slugs = Unique("-")
    tags: dict[str, Tag] = {}
    for entry in context.sequence(context.root, "tags"):
        name = text(entry, "name") if isinstance(entry, dict) else str(entry) if isinstance(entry, str) else ""
        if not name or name in tags:
            continue
        node = entry if isinstance(entry, dict) else {}
        display = text(node, "x-displayName") or text(node, "summary")
        tags[name] = Tag(
            name, slugs.take(slugify(name)), text(node, "description"), display, external_docs(context, node)
        )
    for operation in operations:
        for name in operation.tags or (DEFAULT,):
            if name not in tags:
                tags[name] = Tag(name, slugs.take(slugify(name)), declared=False)
    members: dict[str, list[str]] = {name: [] for name in tags}
    placed = []
    for operation in operations:
        first = operation.tags[0] if operation.tags else DEFAULT
        members[first].append(operation.id)
        placed.append(replace(operation, group=tags[first].slug))
    return tuple(replace(tag, operations=tuple(members[tag.name])) for tag in tags.values()), tuple(placed)


def build_tag_groups(context: Context, tags: tuple[Tag, ...]) -> tuple[TagGroup, ...]:
    """``x-tagGroups`` with slugs in place of names."""
    slugs = {tag.name: tag.slug for tag in tags}
    found = []
    for entry in context.sequence(context.root, "x-tagGroups"):
        if not isinstance(entry, dict):
            continue
        names = [name for name in context.sequence(entry, "tags") if isinstance(name, str)]
        for name in names:
            if name not in slugs:
                context.report(UNKNOWN_TAG, f"No operation and no declaration has the tag '{name}'", entry, "tags")
        found.append(TagGroup(text(entry, "name"), tuple(slugs[name] for name in names if name in slugs)))
    return tuple(found)
