"""Tags and tag groups: declared ones in their order, then those that only operations name; untagged operations by path."""

from __future__ import annotations

import re
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
# segments that say where an API is, not what it is about: versions (v2, 1.0, 2010-04-01, latest) and "api" or "rest"
_PREFIX = re.compile(r"v?[0-9]+([._-][0-9a-z]+)*|v[0-9]+[a-z0-9]*|api|apis|rest|latest", re.IGNORECASE)
_LONGEST = 40


def path_group(path: str) -> str:
    """What an operation without a tag is about: the first segment of its path that means anything, else ``default``.

    Only the path decides, so that an operation keeps its group whatever else the API gains or loses.

    >>> path_group("/v1/charges/{id}/refunds"), path_group("/api/conversations.list"), path_group("/2010-04-01/Accounts.json")
    ('charges', 'conversations', 'Accounts')
    >>> path_group("/{owner}/items:batch"), path_group("/{id}"), path_group("/")
    ('items', 'default', 'default')
    """
    for segment in path.partition("?")[0].split("/"):
        stem = re.split(r"[.:({]", segment.strip("@~$_-"))[0]
        if any(letter.isalpha() for letter in stem) and not _PREFIX.fullmatch(segment):
            return stem if len(stem) <= _LONGEST else DEFAULT
    return DEFAULT


def build_tags(context: Context, operations: tuple[Operation, ...]) -> tuple[tuple[Tag, ...], tuple[Operation, ...]]:
    """(tags, operations with their ``group`` set): an operation is in the group of its first tag, else of its path's."""
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
        for name in operation.tags:
            if name not in tags:
                tags[name] = Tag(name, slugs.take(slugify(name)), declared=False)
    known = {slugify(name): name for name in reversed(tags)}
    firsts = [operation.tags[0] if operation.tags else _untagged(operation, known) for operation in operations]
    for name in firsts:
        if name not in tags:
            tags[name] = Tag(name, slugs.take(slugify(name)), declared=False, made=True)
    members: dict[str, list[str]] = {name: [] for name in tags}
    placed = []
    for operation, first in zip(operations, firsts, strict=True):
        members[first].append(operation.id)
        placed.append(replace(operation, group=tags[first].slug))
    return tuple(replace(tag, operations=tuple(members[tag.name])) for tag in tags.values()), tuple(placed)


def _untagged(operation: Operation, known: dict[str, str]) -> str:
    """The group that the path names: a tag of that name when there is one, however it is spelled."""
    name = path_group(operation.path)
    return known.setdefault(slugify(name), name)


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
