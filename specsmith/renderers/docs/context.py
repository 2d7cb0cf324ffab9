"""What the makers of all pages share: the API's indexes, the site's addresses, Markdown, the policy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from jinja2 import Environment

from specsmith.renderers.docs.client_samples import client_samples
from specsmith.renderers.docs.links import Site
from specsmith.renderers.docs.options import DocsOptions
from specsmith.renderers.docs.pages import Head
from specsmith.renderers.escaping import html
from specsmith.renderers.markdown import MarkdownRenderer, summary
from specsmith.views.api import Api, Operation, Server

_MOST_URLS = 24


class Context:
    """Built once a site. ``markdown[base]`` renders descriptions for pages at that distance from the root."""

    def __init__(self, api: Api, options: DocsOptions, environment: Environment) -> None:
        self.api = api
        self.options = options
        self.environment = environment
        self.models = {model.id: model for model in api.models}
        self.operations = {operation.id: operation for operation in api.operations}
        self.site = Site(api)
        self.markdown = {base: self._markdown(base) for base in ("", "../")}
        self.site_url = (html.href(options.site_url).rstrip("/") + "/") if options.site_url else ""
        self.samples = options.samples if options.samples is not None else client_samples(api)
        self.policy = html.policy(self._connections())

    def _markdown(self, base: str) -> MarkdownRenderer:
        return MarkdownRenderer(lambda address: self.site.resolve(address, base))

    def _connections(self) -> Iterable[str]:
        servers: list[Server] = [*self.api.servers]
        for operation in self.api.operations:
            servers.extend(operation.servers)
        for server in dict.fromkeys(servers):
            yield from server_urls(server)

    def head(self, title: str, description: str, path: str, current: str = "") -> Head:
        """The head of the page at ``path`` (from the root, with extension)."""
        base = "../" * path.count("/")
        return Head(
            title=title,
            description=summary(description) or title,
            base=base,
            path=path,
            policy=self.policy,
            canonical=self.site_url + path if self.site_url else "",
            twin=path.rsplit("/", 1)[-1].removesuffix(".html") + ".md",
            current=current,
        )


def server_urls(server: Server) -> list[str]:
    """The URLs that a server stands for: its default one and those of its variables' enums, within reason."""
    choices = [tuple(dict.fromkeys((v.default, *v.enum)))[:8] for v in server.variables]
    urls = [server.resolved]
    for values in list(product(*choices))[:_MOST_URLS] if choices else []:
        url = server.url
        for variable, value in zip(server.variables, values, strict=True):
            url = url.replace(f"{{{variable.name}}}", value)
        urls.append(url)
    return list(dict.fromkeys(urls))


def operation_title(operation: Operation) -> str:
    """What an operation is called: its summary, else its first sentence, else method and path."""
    title = " ".join(operation.summary.split()) or summary(operation.description, 80)
    return title.rstrip(".") or f"{operation.method.upper()} {operation.path}"
