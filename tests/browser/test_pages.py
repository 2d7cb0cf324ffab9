"""Every page in a real browser: nothing breaks, nothing leaves the machine, nothing runs that should not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "tags/plants.html",
    "operations/listplants.html",
    "operations/addplant.html",
    "schemas/index.html",
    "schemas/plant.html",
    "webhooks/frost.html",
    "print/index.html",
    "404.html",
)


def find(site: Path, name: str) -> Path:
    """A page by its path, whatever the case of the file's name."""
    return next(path for path in site.rglob("*.html") if path.relative_to(site).as_posix().lower() == name)


@pytest.mark.parametrize("width", [375, 1024, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_accessibility_violation_and_no_overflow(
    visit: Any, garden_site: Path, catalog_site: Path, node_modules: Path, width: int, theme: str
) -> None:
    axe = node_modules / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.skip("the npm package axe-core is not installed: run `make node`")
    found = []
    for page_path in [find(garden_site, kind) for kind in KINDS] + [
        catalog_site / "index.html",
        catalog_site / "endpoints/2.html",
    ]:
        seen = visit(page_path, width, theme, bypass_csp=True)
        seen.page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        overflow = seen.page.evaluate("document.documentElement.scrollWidth")
        assert overflow <= width, page_path
        seen.page.evaluate(axe.read_text())
        result = seen.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
        found += [
            (page_path.name, v["id"], v["nodes"][0]["html"][:120], v["nodes"][0]["failureSummary"])
            for v in result["violations"]
        ]
    assert found == []


def test_the_search_dialog_and_the_drawer_are_accessible(visit: Any, garden_site: Path, node_modules: Path) -> None:
    axe = (node_modules / "axe-core" / "axe.min.js").read_text()
    seen = visit(find(garden_site, "operations/addplant.html"), 375, bypass_csp=True)
    seen.page.evaluate(axe)
    seen.page.click(".menu")
    result = seen.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]] == []
    seen.page.keyboard.press("Escape")
    seen.page.click(".search")
    seen.page.fill(".finder input", "plant")
    seen.page.wait_for_selector(".finder .hit")
    result = seen.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]] == []


def each(visit: Any, site: Path, width: int) -> Iterator[tuple[Path, Any]]:
    """Every page of a site in one tab, with what has been seen since the page was opened."""
    pages = sorted(site.rglob("*.html"))
    seen = visit(pages[0], width)
    for path in pages:
        seen.problems.clear()
        seen.requests.clear()
        seen.page.goto(path.as_uri())
        yield path, seen


def test_every_page_opens_without_a_complaint_a_foreign_request_or_overflow(visit: Any, garden_site: Path) -> None:
    for path, seen in each(visit, garden_site, 375):
        assert seen.problems == [], path
        assert [url for url in seen.requests if not url.startswith(("file://", "data:"))] == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 375, path


def test_no_attack_runs_on_any_page(visit: Any, hostile_site: Path) -> None:
    for path, seen in each(visit, hostile_site, 1024):
        seen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert seen.page.evaluate("typeof window.pwned") == "undefined", path
        assert seen.problems == [], path
        assert [url for url in seen.requests if not url.startswith(("file://", "data:"))] == []


def test_no_attack_runs_in_search_and_navigation(visit: Any, hostile_site: Path) -> None:
    seen = visit(hostile_site / "index.html")
    seen.page.keyboard.press("/")
    seen.page.wait_for_selector(".finder input")
    for query in ("pwned", "script", "plant", "onerror", "<"):
        seen.page.fill(".finder input", query)
        seen.page.wait_for_timeout(150)
        assert seen.page.locator(".hits script, .hits img, .hits svg, .hits iframe").count() == 0
    assert seen.page.evaluate("typeof window.pwned") == "undefined"
    assert seen.problems == []


def test_everything_is_readable_without_scripts(visit: Any, garden_site: Path) -> None:
    seen = visit(find(garden_site, "operations/addplant.html"), scripts=False)
    shown = seen.page.locator("body").inner_text()
    for said in (
        "Add a plant",
        "application/json",
        "multipart/form-data",
        "picture",
        "curl --request POST",
        "Garden.add",
        "201",
        "Plants",
    ):
        assert said in shown, said
    for button in seen.page.locator("button").all():
        assert not button.is_visible()


def test_print_opens_everything_and_makes_a_pdf(visit: Any, garden_site: Path) -> None:
    seen = visit(find(garden_site, "operations/listplants.html"))
    pdf = seen.page.pdf()
    assert pdf.startswith(b"%PDF")
    seen.page.emulate_media(media="print")
    seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator("main details:not([open])").count() == 0
    assert not seen.page.locator(".nav").is_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_readable_without_scripts(visit: Any, garden_site: Path, kind: str) -> None:
    seen = visit(find(garden_site, kind), 375, scripts=False)
    assert seen.page.locator("h1").is_visible()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 375
    hidden = seen.page.evaluate(
        "[...document.querySelectorAll('main p, main pre, main dt')]"
        ".filter(e => !e.checkVisibility() && !e.closest('details:not([open])')).map(e => e.textContent)"
    )
    assert hidden == []  # what is out of sight is in a fold, which opens without scripts
