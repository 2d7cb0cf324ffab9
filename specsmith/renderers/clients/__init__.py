"""Typed client packages, one language a file."""

from __future__ import annotations

from specsmith.renderers.clients.options import ClientOptions
from specsmith.renderers.rendered import Rendered
from specsmith.views.api import Api

__all__ = ["LANGUAGES", "ClientOptions", "render_client"]

LANGUAGES = ("python", "typescript")


def render_client(api: Api, language: str, options: ClientOptions) -> Rendered:
    """The client package of an API in one of :data:`LANGUAGES`; raises ``ValueError`` for another one."""
    if language == "python":
        from specsmith.renderers.clients.python import render_client_python

        return render_client_python(api, options)
    if language == "typescript":
        from specsmith.renderers.clients.typescript import render_client_typescript

        return render_client_typescript(api, options)
    raise ValueError(f"no client for {language!r}: choose one of {', '.join(LANGUAGES)}")
