"""What scripts add: search, keyboard, theme, tabs, navigation, the console that sends requests."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pages import find
from tests.docs.sites import garden, site_of, write

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("query", "page", "said"),
    [
        ("composted", "operations/listplants.html", "response 200 › data › nodes › status"),
        ("/plants/{id}", "operations/getplant.html", "Get a plant"),
        ("litres", "schemas/water.html", "litres"),
        ("announce visit", "operations/visit.html", "Announce a visit"),
    ],
)
def test_search_finds_and_opens_with_the_keyboard_alone(
    visit: Any, garden_site: Path, query: str, page: str, said: str
) -> None:
    seen = visit(garden_site / "index.html")
    seen.page.keyboard.press("/")
    seen.page.wait_for_selector(".finder input:focus")
    seen.page.keyboard.type(query)
    seen.page.locator(".finder .hit:first-child", has_text=said).wait_for()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(lambda url: page in url.lower())
    assert seen.problems == []


def test_arrows_move_through_the_hits_and_escape_closes(visit: Any, garden_site: Path) -> None:
    seen = visit(garden_site / "index.html")
    seen.page.keyboard.press("Control+k")
    seen.page.wait_for_selector(".finder input:focus")
    seen.page.keyboard.type("plant")
    seen.page.wait_for_selector(".finder .hit:nth-child(2)")
    seen.page.wait_for_timeout(200)
    seen.page.keyboard.press("ArrowDown")
    assert seen.page.locator(".finder .hit").nth(1).get_attribute("aria-selected") == "true"
    seen.page.keyboard.press("ArrowUp")
    assert seen.page.locator(".finder .hit").nth(0).get_attribute("aria-selected") == "true"
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator(".finder").is_visible()


def test_the_first_tab_stop_skips_to_the_content(visit: Any, garden_site: Path) -> None:
    seen = visit(garden_site / "index.html")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    assert seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "main"


def test_the_theme_is_remembered(visit: Any, garden_site: Path) -> None:
    seen = visit(garden_site / "index.html")
    light = seen.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    seen.page.click(".theme")
    assert seen.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    seen.page.goto(find(garden_site, "tags/plants.html").as_uri())
    assert seen.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_language_of_the_samples_is_remembered(visit: Any, garden_site: Path) -> None:
    seen = visit(find(garden_site, "operations/addplant.html"))
    tab = seen.page.get_by_role("tab", name="Ruby")
    tab.click()
    assert tab.get_attribute("aria-selected") == "true"
    assert "Garden.add" in seen.page.locator("[data-tabs=language] .panel:not([hidden]) pre").inner_text()
    seen.page.keyboard.press("ArrowLeft")
    assert "import" in seen.page.locator("[data-tabs=language] .panel:not([hidden]) pre").inner_text()
    tab.click()
    seen.page.reload()
    assert seen.page.get_by_role("tab", name="Ruby").get_attribute("aria-selected") == "true"


def test_copying_takes_the_sample_that_is_shown(visit: Any, garden_site: Path) -> None:
    seen = visit(find(garden_site, "operations/addplant.html"), permissions=["clipboard-read", "clipboard-write"])
    seen.page.locator("[data-tabs=language]").get_by_role("button", name="Copy").click()
    seen.page.get_by_role("button", name="Copied").wait_for()
    assert seen.page.evaluate("navigator.clipboard.readText()").startswith("curl --request POST")


def test_the_drawer_opens_and_closes_on_a_small_screen(visit: Any, garden_site: Path) -> None:
    seen = visit(garden_site / "index.html", 375)
    assert not seen.page.locator("#nav").is_visible()
    seen.page.click(".menu")
    assert seen.page.locator("#nav").is_visible()
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#nav").is_visible()


def test_long_groups_are_filled_in_by_the_script(visit: Any, tmp_path: Path) -> None:
    root = garden()
    for number in range(80):
        root["paths"][f"/many/{number}"] = {
            "get": {
                "operationId": f"many{number}",
                "summary": f"Many {number}",
                "tags": ["many"],
                "responses": {"200": {"description": "Yes."}},
            }
        }
    site = write(site_of(root).files, tmp_path)
    seen = visit(find(site, "operations/many7.html"))
    current = seen.page.locator('#nav [aria-current="page"]')
    current.wait_for()
    assert "Many 7" in current.inner_text()
    group = seen.page.locator("#nav details", has_text="plants")
    group.locator("summary").click()
    group.get_by_role("link", name="List plants").wait_for()
    assert seen.problems == []
    bare = visit(find(site, "operations/many7.html"), scripts=False)
    assert bare.page.locator("#nav").get_by_role("link", name="plants").is_visible()


class Recorder(BaseHTTPRequestHandler):
    """Answers any request and allows pages from anywhere, as an API for browsers does."""

    seen: list[dict[str, Any]]

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        if self.command != "OPTIONS":
            self.seen.append({"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body})
        payload = b'{"ok":true}'
        self.send_response(200)
        if not self.path.startswith("/closed"):
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*, Authorization")
            self.send_header("Access-Control-Allow-Methods", "*")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    do_GET = do_POST = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def recorder() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    seen: list[dict[str, Any]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Recorder,), {"seen": seen}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()
    thread.join()


def tryable(tmp_path: Path, server: str) -> Path:
    root = garden()
    root["servers"] = [{"url": server}]
    return write(site_of(root).files, tmp_path)


def test_try_it_sends_the_request(visit: Any, recorder: tuple[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    url, seen_requests = recorder
    site = tryable(tmp_path, f"{url}/v2")
    seen = visit(find(site, "operations/listplants.html"))
    seen.page.locator(".tryit summary").click()
    seen.page.get_by_label("ids (comma separated)").fill("1, 2")
    seen.page.get_by_label("kind").fill("flower & tree")
    seen.page.get_by_label("token: token").fill("s3cret")
    seen.page.get_by_role("button", name="Send").click()
    seen.page.locator(".tryit output pre").wait_for()
    assert '"ok": true' in seen.page.locator(".tryit output pre").inner_text()
    assert len(seen_requests) == 1
    sent = seen_requests[0]
    assert (sent["method"], sent["path"]) == ("GET", "/v2/plants?kind=flower%20%26%20tree&ids=1,2")
    assert sent["headers"]["Authorization"] == "Bearer s3cret"
    assert seen.problems == []


def test_try_it_sends_a_json_body(visit: Any, recorder: tuple[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    url, seen_requests = recorder
    seen = visit(find(tryable(tmp_path, url), "operations/addplant.html"))
    seen.page.locator(".tryit summary").click()
    seen.page.get_by_role("button", name="Send").click()
    seen.page.locator(".tryit output pre").wait_for()
    assert json.loads(seen_requests[0]["body"]) == {"name": "Rose", "kind": "flower"}
    assert seen_requests[0]["headers"]["Content-Type"] == "application/json"


def test_try_it_shows_curl_when_the_browser_may_not_send(
    visit: Any, recorder: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    seen = visit(find(tryable(tmp_path, f"{recorder[0]}/closed"), "operations/getplant.html"))
    seen.page.locator(".tryit summary").click()
    seen.page.get_by_role("button", name="Send").click()
    seen.page.locator(".tryit output pre").wait_for()
    shown = seen.page.locator(".tryit output").inner_text()
    assert "curl --request GET" in shown
    assert "/plants/p%201%2F2" in shown


def test_catalog_filters(visit: Any, catalog_site: Path) -> None:
    seen = visit(catalog_site / "index.html")
    seen.page.get_by_label("Search").fill("items/149")
    seen.page.locator(".count", has_text="4 endpoints").wait_for()
    seen.page.get_by_label("Method").select_option("DELETE")
    seen.page.locator(".count", has_text="2 endpoints").wait_for()
    assert seen.problems == []
    assert all(url.startswith(("file://", "data:")) for url in seen.requests)


def test_catalog_is_readable_without_scripts(visit: Any, catalog_site: Path) -> None:
    seen = visit(catalog_site / "index.html", scripts=False)
    assert "Garden" in seen.page.locator("main").inner_text()
    seen.page.get_by_role("link", name="Page 2").click()
    assert seen.page.locator(".endpoints li").count() == 200


def test_everything_can_be_reached_and_seen_with_the_keyboard(visit: Any, garden_site: Path) -> None:
    """Tab through a whole page: every stop shows its focus, and links, folds, tabs, code and buttons are among the stops."""
    seen = visit(find(garden_site, "operations/addplant.html"))
    stops: set[str] = set()
    for _ in range(200):
        seen.page.keyboard.press("Tab")
        tag, role, outline = seen.page.evaluate(
            "[document.activeElement.tagName, document.activeElement.getAttribute('role') || '',"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        if tag == "BODY":
            break
        assert outline != "none", (tag, role)
        stops |= {tag, role}
    assert tag == "BODY"
    assert {"A", "BUTTON", "SUMMARY", "PRE", "tab"} <= stops


def test_try_it_opens_and_sends_with_the_keyboard(
    visit: Any, recorder: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    seen = visit(find(tryable(tmp_path, recorder[0]), "operations/listplants.html"))
    seen.page.locator(".tryit summary").focus()
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.tagName") == "INPUT"
    seen.page.keyboard.press("Enter")
    seen.page.locator(".tryit output pre").wait_for()
    assert len(recorder[1]) == 1
