"""The server of a link, which the JSON Schema of OpenAPI 3.1 does not know."""

from __future__ import annotations

from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect, Document

CODE = Code(
    "SS0269",
    "link-server",
    Severity.INFO,
    "The server of a link is kept as an extension",
    why="The text of OpenAPI 3.1 has `server` in the Link object, its published JSON Schema has not, so validators reject "
    "documents that use it. It is kept in x-server.",
    broken="openapi: 3.1.1\ncomponents: {links: {next: {operationId: a, server: {url: /b}}}}\n",
    fixed="openapi: 3.1.1\ncomponents: {links: {next: {operationId: a, x-server: {url: /b}}}}\n",
    help="Nothing to do; state the server at the operation when it matters.",
)


def finish_link_servers(document: Document, every: list[dict[str, Any]]) -> None:
    """Move ``server`` of every link of an OpenAPI 3.1 document to ``x-server``; twice changes nothing more.

    ``every`` is what stands under ``links`` in it (see :func:`specsmith.passes.finish.found.find`).
    """
    if document.dialect is not Dialect.OPENAPI_3_1:
        return
    for links in every:
        for link in links.values():
            if isinstance(link, dict) and isinstance(link.get("server"), dict) and link.keys() & _OPERATION:
                document.report(CODE, "a link has a server", link, "server", fix="kept in 'x-server'")
                document.rename(link, "server", "x-server", CODE.id)


_OPERATION = frozenset(["operationId", "operationRef"])
