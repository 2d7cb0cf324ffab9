"""The side navigation: one HTML for each group and distance from the root; the rest of the groups comes from a script."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from specsmith.renderers.docs.context import Context, operation_title
from specsmith.renderers.docs.overview import tag_title
from specsmith.renderers.docs.pages import NavGroup, NavItem
from specsmith.renderers.escaping import html
from specsmith.views.api import Tag

SMALL = 60  # entries: below, every page lists everything; above, groups but the own one are filled in by the script
LISTED = 40  # entries of the own group: more are filled in by the script, or each page would carry all the others
OPEN = 25  # operations: a small API shows all of them at once
_LONGEST = 90
_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "event"})  # those with a colour


class Navigation:
    """``html(group, base, href)``: the navigation of a page in ``group`` (a tag slug, "schemas", "webhooks" or "")."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._template = context.environment.get_template("_nav.html.j2")
        self._made: dict[tuple[str, str], str] = {}
        api = context.api
        schemas = [m for m in api.models if not m.inline]
        statuses = {r.status for op in api.operations for r in op.responses}
        self._has_errors = any(status[:1] in ("4", "5") or status == "default" for status in statuses)
        self._small = len(api.operations) + len(schemas) + len(api.webhooks) <= SMALL
        self._entries: dict[str, list[NavItem]] = {tag.slug: self._operations(tag) for tag in api.tags}
        if schemas:
            self._entries["schemas"] = [
                NavItem(m.name, f"{context.site.models[m.id]}.html", "", m.deprecated) for m in schemas
            ]
        if api.webhooks:
            self._entries["webhooks"] = [
                NavItem(h.name, f"{context.site.webhooks[h.name]}.html", h.operation.method.lower())
                for h in api.webhooks
            ]

    def _operations(self, tag: Tag) -> list[NavItem]:
        site, operations = self._context.site, self._context.operations
        return [
            NavItem(
                _short(operation_title(operations[id_])),
                f"{site.operations[id_]}.html",
                operations[id_].method.lower(),
                operations[id_].deprecated,
            )
            for id_ in tag.operations
        ]

    def html(self, group: str, base: str, href: str) -> Markup:
        """The navigation with the entry of the page itself (``href`` from the root) marked."""
        folder = href[: href.rfind("/") + 1]
        key = (group, folder)
        known = self._made.get(key)
        if known is None:
            known = self._template.render(
                groups=self._groups(group, base, folder),
                base=base,
                api=self._context.api,
                has_errors=self._has_errors,
                verbs=_VERBS,
            )
            self._made[key] = known
        here = f'href="{html.text(near(href, base, folder))}"'
        return Markup(known.replace(here, f'{here} aria-current="page"', 1))

    def _groups(self, current: str, base: str, folder: str) -> list[NavGroup]:
        groups: list[NavGroup] = []
        headings = {group.tags[0]: group.name for group in self._context.api.tag_groups if group.tags}
        order = [slug for group in self._context.api.tag_groups for slug in group.tags]
        tags = sorted(
            self._context.api.tags, key=lambda tag: order.index(tag.slug) if tag.slug in order else len(order)
        )
        first = True
        for tag in tags:
            if self._entries[tag.slug]:
                heading = headings.get(tag.slug, "Operations" if first else "")
                href = near(self._href(tag.slug), base, folder)
                groups.append(self._group(tag.slug, tag_title(tag), href, heading, current, base, folder))
                first = False
        for key, title, href in (
            ("webhooks", "Webhooks", ""),
            ("schemas", "Schemas", near("schemas/index.html", base, folder)),
        ):
            if key in self._entries:
                groups.append(self._group(key, f"All {key}", href, title, current, base, folder))
        return groups

    def _group(self, key: str, title: str, href: str, heading: str, current: str, base: str, folder: str) -> NavGroup:
        here = key == current
        shown = self._small or key == "webhooks" or (here and len(self._entries[key]) <= LISTED)
        items = (
            [NavItem(i.text, near(i.href, base, folder), i.verb, i.deprecated) for i in self._entries[key]]
            if shown
            else []
        )
        alone = len(self._context.api.operations) <= OPEN and key not in ("schemas", "webhooks")
        return NavGroup(
            title,
            href,
            items,
            heading,
            here or alone,
            "List" if key == "schemas" else "Overview",
            "" if shown else self._href(key),
        )

    def _href(self, key: str) -> str:
        return "schemas/index.html" if key == "schemas" else f"{self._context.site.tags[key]}.html"

    def script(self) -> str:
        """``nav.js``: the page of every group → its entries as ``[text, path, verb, deprecated]``, without empty ends; empty when every page has them all."""
        if self._small:
            return ""
        table: dict[str, Sequence[Sequence[object]]] = {
            self._href(key): [_brief(item) for item in items]
            for key, items in self._entries.items()
            if key != "webhooks"
        }
        return f"window.specsmithNav={html.script_json(table)};\n"


def near(href: str, base: str, folder: str) -> str:
    """The shortest address of a page (``href`` from the root) from a page in ``folder``, whose way to the root is ``base``.

    >>> near("operations/a.html", "../", "operations/"), near("tags/a.html", "../", "operations/"), near("a.html", "", "")
    ('a.html', '../tags/a.html', 'a.html')
    """
    return href.removeprefix(folder) if folder and href.startswith(folder) else base + href


def _brief(item: NavItem) -> Sequence[object]:
    if item.deprecated:
        return (item.text, item.href, item.verb, 1)
    return (item.text, item.href, item.verb) if item.verb else (item.text, item.href)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + " …"
