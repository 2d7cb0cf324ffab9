"""A real Chromium, and sites written to a folder for it to open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specsmith.renderers.catalog import render_catalog
from specsmith.views.catalog import CatalogApi, CatalogEndpoint
from tests.docs.sites import garden, hostile, site_of, write

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Ends with its file: while Playwright is at work an event loop runs in this thread, so nobody else can run one."""
    executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if executable is None:
        pytest.skip("no Chromium on the PATH: `apt-get install chromium` enables the browser tests")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def garden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(site_of(garden()).files, tmp_path_factory.mktemp("garden"))


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(site_of(hostile()).files, tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def catalog_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    apis = [
        CatalogApi(name.lower(), name, "1.0", f"The {name} API.", provider="Acme", base_url="https://x.example/v1")
        for name in ("Garden", "Mail <b>")
    ]
    endpoints = [
        CatalogEndpoint(
            api.slug, method, f"/{api.slug.split()[0]}/items/{number}", summary=f"{method} item {number} <i>"
        )
        for api in apis
        for number in range(150)
        for method in ("GET", "DELETE")
    ]
    return write(render_catalog(apis, endpoints).files, tmp_path_factory.mktemp("catalog"))


class Visit:
    """A page with everything that went wrong on it and everything it asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.problems.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: (self.problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """``visit(path, width=…, theme=…, scripts=…)`` → :class:`Visit` of a page opened from its file."""
    contexts = []

    def open_page(
        path: Path | str, width: int = 1440, theme: str = "light", scripts: bool = True, **options: Any
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=scripts, **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        made = Visit(context.new_page())
        made.page.goto(path if isinstance(path, str) else path.as_uri())
        return made

    yield open_page
    for context in contexts:
        context.close()
