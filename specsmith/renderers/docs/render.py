"""The pages of a site in their order: views → files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.renderers.docs.context import Context, operation_title
from specsmith.renderers.docs.links import PageLinks, PrintLinks
from specsmith.renderers.docs.nav import Navigation
from specsmith.renderers.docs.operation import OperationPages
from specsmith.renderers.docs.options import DocsOptions
from specsmith.renderers.docs.overview import (
    error_lines,
    operation_line,
    schema_view,
    scheme_views,
    server_views,
    tag_title,
    tag_views,
)
from specsmith.renderers.docs.pages import Brand, Head, Link
from specsmith.renderers.docs.search import search_files
from specsmith.renderers.docs.trees import Trees
from specsmith.renderers.docs.twins import Twins
from specsmith.renderers.environment import asset, make_environment
from specsmith.renderers.escaping import html
from specsmith.renderers.markdown import summary
from specsmith.renderers.rendered import Rendered
from specsmith.views.api import Api, Operation

PAGE_LOST = Code(
    "SS0801",
    "page-not-rendered",
    Severity.ERROR,
    "A page of the documentation could not be rendered",
    why="One page that fails must not cost the others: it is left out and named.",
    broken="# templates/docs/operation.html.j2 of the user\n{{ operation.no_such_name }}",
    fixed="{{ operation.title }}",
    help="Check the template that you replaced; the message names the mistake.",
)
LISTED_OPERATIONS = 400  # on the overview: above, it lists the tags only
_ASSETS = ("style.css", "theme.js", "app.js", "search.js", "tryit.js")


def render_docs(api: Api, options: DocsOptions = DocsOptions()) -> Rendered:
    """The documentation of ``api`` as files by relative path; a page that fails is a diagnostic, the others are there."""
    return _Renderer(api, options).run()


class _Renderer:
    def __init__(self, api: Api, options: DocsOptions) -> None:
        self._environment = make_environment("docs", options.templates)
        self._context = context = Context(api, options, self._environment)
        self._api = api
        logo = html.image(api.logo) or html.image(api.provider.image)
        self._environment.globals["brand"] = Brand(html.plain(api.title) or "API", html.plain(api.version), logo)
        self._environment.globals["has_tryit"] = True
        rows = self._environment.get_template("_fields.html.j2").module.rows  # type: ignore[attr-defined]
        markdown = context.markdown["../"]
        self._trees = Trees(context.models, PageLinks(context.site, "../"), markdown, rows)
        self._schema_trees = Trees(context.models, PageLinks(context.site, "../"), markdown, rows, levels=0)
        self._print_trees = Trees(context.models, PrintLinks(context.site), markdown, rows, levels=0)
        self._root_trees = Trees(context.models, PageLinks(context.site, ""), context.markdown[""], rows)
        self._navigation = Navigation(context)
        self._environment.globals["nav_script"] = bool(self._navigation.script())
        self._twins = Twins(context, self._trees)
        self._files: dict[str, str] = {}
        self._diagnostics: list[Diagnostic] = []

    def run(self) -> Rendered:
        self._attempt("index.html", self._overview)
        for group in self._tag_pages(), self._operation_pages(), self._webhook_pages(), self._schema_pages():
            for path, make in group:
                self._attempt(path, make)
        self._attempt("print/index.html", self._everything)
        self._attempt("404.html", self._not_found)
        for name in _ASSETS:
            self._files[f"assets/{name}"] = asset(self._environment, f"assets/{name}")
        self._files["assets/favicon.svg"] = self._environment.get_template("favicon.svg.j2").render(
            letter=(self._api.title.strip()[:1] or "A").upper()
        )
        if script := self._navigation.script():
            self._files["assets/nav.js"] = script
        self._files |= search_files(self._context)
        self._files["llms.txt"] = self._twins.llms()
        self._files["robots.txt"] = self._robots()
        if self._context.site_url:
            self._files["sitemap.xml"] = self._sitemap()
        return Rendered(self._files, tuple(self._diagnostics))

    def _attempt(self, path: str, make: Callable[[], None]) -> None:
        from jinja2 import TemplateError

        try:
            make()
        except (TemplateError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            message = f"The page {path} could not be rendered: {type(error).__name__}: {error}"
            self._diagnostics.append(Diagnostic.of(PAGE_LOST, message, file=path))

    def _page(self, template: str, head: Head, group: str, **values: Any) -> None:
        nav = self._navigation.html(group, head.base, head.path)
        self._files[head.path] = self._environment.get_template(template).render(head=head, nav=nav, **values)

    def _overview(self) -> None:
        api, context = self._api, self._context
        head = context.head(
            f"{api.title} API reference" if "api" not in api.title.lower() else api.title,
            api.description or api.summary,
            "index.html",
            "overview",
        )
        self._page(
            "overview.html.j2",
            head,
            "",
            api=api,
            description=context.markdown[""].block(api.description or api.summary, 2),
            servers=server_views(api),
            schemes=scheme_views(context),
            errors=error_lines(context, self._root_trees),
            tags=tag_views(context, ""),
            facts=_by_note(self._facts()),
            listed=len(api.operations) <= LISTED_OPERATIONS,
            counts=(len(api.operations), len(context.site.models)),
            webhooks=[
                (h.name, f"{context.site.webhooks[h.name]}.html", operation_title(h.operation)) for h in api.webhooks
            ],
        )
        self._files["index.md"] = self._twins.overview()

    def _facts(self) -> Iterator[Link]:
        """Who is behind the API, its terms, its links."""
        api = self._api
        if api.provider.name:
            yield Link(api.provider.name, html.href(api.provider.url), "Provider")
        if api.contact is not None:
            address = html.href(api.contact.url) or (
                html.href(f"mailto:{api.contact.email}") if api.contact.email else ""
            )
            yield Link(api.contact.name or api.contact.email or api.contact.url, address, "Contact")
        if api.license is not None:
            yield Link(api.license.name or api.license.identifier, html.href(api.license.url), "License")
        if api.terms_of_service:
            yield Link("Terms of service", html.href(api.terms_of_service), "Terms")
        if api.external_docs is not None and html.href(api.external_docs.url):
            yield Link(
                api.external_docs.description or "More documentation", html.href(api.external_docs.url), "See also"
            )
        for kind, url in api.provider.links:
            if html.href(url):
                yield Link(kind.removeprefix("x-").replace("-", " ").capitalize(), html.href(url), "Links")

    def _tag_pages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        for tag, view in zip(
            (t for t in self._api.tags if t.operations or t.description), tag_views(self._context, "../"), strict=True
        ):
            path = f"{self._context.site.tags[tag.slug]}.html"

            def make(tag: Any = tag, view: Any = view, path: str = path) -> None:
                head = self._context.head(view.name, tag.description, path, tag.slug)
                self._page("tag.html.j2", head, tag.slug, tag=view)
                self._files[path.removesuffix(".html") + ".md"] = self._twins.tag(tag)

            yield path, make

    def _operation_pages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        pages = OperationPages(self._context, self._trees)
        order = [self._context.operations[id_] for tag in self._api.tags for id_ in tag.operations]
        seen = {operation.id for operation in order}
        order += [operation for operation in self._api.operations if operation.id not in seen]
        tags = {tag.slug: tag for tag in self._api.tags}
        for index, operation in enumerate(order):
            path = f"{self._context.site.operations[operation.id]}.html"
            before = self._neighbour(order[index - 1]) if index else None
            after = self._neighbour(order[index + 1]) if index + 1 < len(order) else None

            def make(
                operation: Operation = operation,
                path: str = path,
                before: Link | None = before,
                after: Link | None = after,
            ) -> None:
                tag = tags.get(operation.group)
                crumbs = [Link("Reference", "../index.html")]
                if tag is not None:
                    crumbs.append(Link(tag_title(tag), f"../{self._context.site.tags[tag.slug]}.html"))
                view = pages.view(operation, crumbs, before, after)
                about = f"{view.method} {view.prefix}{operation.path}: {summary(operation.description) or view.title}"
                head = self._context.head(view.title, about, path, operation.id)
                self._page("operation.html.j2", head, operation.group, operation=view)
                self._files[path.removesuffix(".html") + ".md"] = self._twins.operation(operation, view)

            yield path, make

    def _neighbour(self, operation: Operation) -> Link:
        return Link(
            operation_title(operation),
            f"{self._context.site.operations[operation.id].removeprefix('operations/')}.html",
        )

    def _webhook_pages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        pages = OperationPages(self._context, self._trees)
        for hook in self._api.webhooks:
            path = f"{self._context.site.webhooks[hook.name]}.html"

            def make(hook: Any = hook, path: str = path) -> None:
                view = pages.view(
                    hook.operation, [Link("Reference", "../index.html"), Link("Webhooks")], kind="webhook"
                )
                head = self._context.head(f"{hook.name} webhook", hook.operation.description or view.title, path)
                self._page("operation.html.j2", head, "webhooks", operation=view)
                self._files[path.removesuffix(".html") + ".md"] = self._twins.operation(hook.operation, view)

            yield path, make

    def _schema_pages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        models = [model for model in self._api.models if not model.inline]
        if not models:
            return

        def index() -> None:
            head = self._context.head(
                "Schemas", f"All {len(models)} schemas of {self._api.title}", "schemas/index.html"
            )
            rows = [
                Link(m.name, self._context.site.models[m.id].removeprefix("schemas/") + ".html", summary(m.description))
                for m in models
            ]
            self._page("schemas.html.j2", head, "schemas", schemas=rows)
            self._files["schemas/index.md"] = self._twins.schemas()

        yield "schemas/index.html", index
        for model in models:
            path = f"{self._context.site.models[model.id]}.html"

            def make(model: Any = model, path: str = path) -> None:
                view = schema_view(self._context, self._schema_trees, model)
                head = self._context.head(model.name, model.description or f"The schema {model.name}", path)
                self._page("schema.html.j2", head, "schemas", schema=view)
                self._files[path.removesuffix(".html") + ".md"] = self._twins.schema(model, view)

            yield path, make

    def _everything(self) -> None:
        """The page to print: every operation and every schema once, with links inside the page."""
        context, api = self._context, self._api
        pages = OperationPages(context, self._print_trees, samples=False)
        tags = []
        for tag, view in zip(
            (t for t in api.tags if t.operations or t.description), tag_views(context, "../"), strict=True
        ):
            shown = (
                (context.site.operations[id_].replace("/", "-"), pages.view(context.operations[id_]))
                for id_ in tag.operations
            )
            tags.append((view, shown))
        schemas = (
            (context.site.models[m.id].replace("/", "-"), schema_view(context, self._print_trees, m, full=False))
            for m in api.models
            if not m.inline
        )
        head = context.head(f"{api.title}, everything on one page", api.description, "print/index.html")
        self._files[head.path] = self._environment.get_template("print.html.j2").render(
            head=head,
            nav=Markup(""),
            api=api,
            description=context.markdown["../"].block(api.description or api.summary, 2),
            servers=server_views(api),
            schemes=scheme_views(context),
            tags=tags,
            schemas=schemas,
            contents=[[operation_line(context, context.operations[i], "../") for i in t.operations] for t in api.tags],
        )

    def _not_found(self) -> None:
        head = self._context.head("Page not found", "This page does not exist.", "404.html")
        self._page("not_found.html.j2", head, "")

    def _robots(self) -> str:
        lines = ["User-agent: *", "Disallow:"]
        if self._context.site_url:
            lines.append(f"Sitemap: {self._context.site_url}sitemap.xml")
        return "\n".join(lines) + "\n"

    def _sitemap(self) -> str:
        pages = [path for path in self._files if path.endswith(".html") and path != "404.html"]
        entries = "".join(f"  <url><loc>{html.text(self._context.site_url + path)}</loc></url>\n" for path in pages)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{entries}</urlset>\n"
        )


def _by_note(links: Iterator[Link]) -> list[tuple[str, list[Link]]]:
    """Links under the word that says what they are, in the order of their first one."""
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(link.note, []).append(link)
    return list(groups.items())
