"""Speed of ``convert`` beside swagger2openapi (npm), measured in the same run on the same files.

    python benchmarks/convert_vs_swagger2openapi.py [--runs 5]

Prints one table: one large document (in process, and as a process of its own), a batch over the gallery, peak memory, and the
cold start of the command line. Both sides of the batch parse each document, convert it and make JSON text of the result; ours also reads the file within
its time, repairs, validates, and indents the text. Neither has its start in the times. Needs SPECSMITH_SHARED (or ../shared) and, for the comparison, SPECSMITH_NODE_MODULES.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import ROOT, fragments, node_modules, shared_folder, swagger_documents

LARGE = "argo-workflows.json"
SMALL = """swagger: "2.0"
info: {title: Small, version: "1"}
paths:
  /a: {get: {responses: {200: {description: ok}}}}
"""


def milliseconds(run: Callable[[], object], runs: int) -> list[float]:
    """Wall time of each run."""
    out = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        out.append((time.perf_counter() - started) * 1000)
    return out


def row(what: str, ours: str, theirs: str, note: str = "") -> None:
    print(f"{what:<52} {ours:>14} {theirs:>18}  {note}")


def node(files: list[Path], modules: Path, repeat: int = 1) -> list[dict[str, Any]]:
    """One Node process that converts all files; one answer a file and run, and the peak memory last."""
    done = subprocess.run(
        ["node", str(ROOT / "benchmarks/swagger2openapi_batch.js")],
        input="\n".join(map(str, files)),
        env={**os.environ, "SPECSMITH_NODE_MODULES": str(modules), "REPEAT": str(repeat)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def large_document(runs: int, modules: Path | None) -> None:
    import specsmith

    path = shared_folder() / "swagger20" / LARGE
    times = milliseconds(lambda: specsmith.convert(path), runs)
    if modules is None:
        row(f"{LARGE}: in process, first / median (ms)", f"{times[0]:.0f} / {statistics.median(times):.0f}", "-")
        return
    theirs = [one["ms"] for one in node([path], modules, runs) if "ms" in one]
    row(
        f"{LARGE}: in process, first / median (ms)",
        f"{times[0]:.0f} / {statistics.median(times):.0f}",
        f"{theirs[0]:.0f} / {statistics.median(theirs):.0f}",
        "theirs: read, convertObj, stringify inside Node",
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = ["node", str(modules / "swagger2openapi/swagger2openapi.js"), "--patch", "-o", str(out), str(path)]
        process = milliseconds(lambda: subprocess.run(command, check=True, capture_output=True), runs)
        own = [sys.executable, "-m", "specsmith", "convert", str(path), "-o", str(out)]
        ours = milliseconds(lambda: subprocess.run(own, check=False, capture_output=True, cwd=ROOT), runs)
    row(
        f"{LARGE}: as a process, median (ms)", f"{statistics.median(ours):.0f}", f"{statistics.median(process):.0f}",
        f"ours in process is {statistics.median(times) / statistics.median(process):.2f} of their process",
    )  # fmt: skip


def batch(modules: Path | None) -> None:
    """All files one after another in one process each, in wall time and in CPU time; then ours with two processes."""
    import specsmith
    from specsmith.text import to_json

    def convert(path: Path) -> bool:
        document = specsmith.convert(path).document
        return document is not None and bool(to_json(document.root))

    files = [*fragments(), *swagger_documents()]
    size = sum(path.stat().st_size for path in files)
    started, worked = time.perf_counter(), time.process_time()
    converted = sum(convert(path) for path in files)
    wall, cpu = size / (time.perf_counter() - started) / 1e6, size / (time.process_time() - worked) / 1e6
    two = size / _two_processes(files) / 1e6
    if modules is None:
        row("batch, one process: MB per second", f"{wall:.2f}", "-", f"{converted} of {len(files)} converted")
        row("batch, one process: MB per CPU second", f"{cpu:.2f}", "-")
        row("batch, --jobs 2, written to disk: MB per second", f"{two:.2f}", "-")
        return
    answers = node(files, modules)
    theirs = [one for one in answers if "ms" in one]
    spent = next(one["cpu"] for one in answers if "cpu" in one) / 1000
    bytes_ = sum(one["bytes"] for one in theirs)
    speed, their_cpu = bytes_ / sum(one["ms"] for one in theirs) / 1000, bytes_ / spent / 1e6
    ok = sum(one["ok"] for one in theirs)
    row(
        "batch, one process each: MB per second", f"{wall:.2f}", f"{speed:.2f}",
        f"converted: ours {converted}, theirs {ok} of {len(files)}; ours is {wall / speed:.1f} times",
    )  # fmt: skip
    row(
        "batch, one process each: MB per CPU second", f"{cpu:.2f}", f"{their_cpu:.2f}",
        f"theirs with the threads of Node; ours is {cpu / their_cpu:.1f} times",
    )  # fmt: skip
    row(
        "batch, ours with --jobs 2: MB per second", f"{two:.2f}", f"{speed:.2f}",
        f"with start and writing; theirs has no such option; ours is {two / speed:.1f} times",
    )  # fmt: skip


def _two_processes(files: list[Path]) -> float:
    """Seconds of ``specsmith convert … --jobs 2 -o DIR``, start and writing included."""
    with tempfile.TemporaryDirectory() as folder:
        target = ["--jobs", "2", "--format", "json", "-o", str(Path(folder) / "out")]
        command = [sys.executable, "-m", "specsmith", "convert", *map(str, files), *target]
        started = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
        return time.perf_counter() - started


def memory() -> None:
    """Peak memory of a fresh process over the whole gallery."""
    code = (
        "import resource, sys, specsmith\n"
        "for path in sys.stdin.read().split('\\n'): specsmith.convert(path)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(map(str, fragments())),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    row("peak memory over the gallery (MB)", f"{int(done.stdout) / 1024:.0f}", "-", "mark: 300")


def cold_start(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.yaml"
        small.write_text(SMALL, encoding="utf-8")
        command = [sys.executable, "-m", "specsmith", "convert", str(small), "-o", str(Path(folder) / "out.yaml")]
        times = milliseconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT), runs)
        empty = milliseconds(lambda: subprocess.run([sys.executable, "-c", ""], check=True, capture_output=True), runs)
    row(
        "command line, small document, cold (ms)",
        f"{statistics.median(times):.0f}",
        "-",
        f"empty Python: {statistics.median(empty):.0f}; mark: 300",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    modules = node_modules()
    if modules is None or not (modules / "swagger2openapi").is_dir():
        print("swagger2openapi is not installed (SPECSMITH_NODE_MODULES): no comparison", file=sys.stderr)
        modules = None
    row("", "specsmith", "swagger2openapi")
    large_document(runs, modules)
    batch(modules)
    memory()
    cold_start(runs)


if __name__ == "__main__":
    main()
