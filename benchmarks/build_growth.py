"""How a build grows with its input: 1, 2, 4 and 8 copies of the example fragments as APIs of their own; time and peak memory.

Prints the growth exponent (1.0: linear). Each size runs in a process of its own, so that peak memory is its own.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (10, 20, 40, 80)
PROGRAM = """
import json, resource, sys, time
from specsmith import BuildOptions, build
started = time.perf_counter()
result = build([sys.argv[1]], sys.argv[2], BuildOptions(jobs=1))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.perf_counter() - started, peak / 1024, len(result.report.apis), result.ok]))
"""


def copies(count: int, folder: Path) -> None:
    for i in range(count):
        home = folder / f"api{i:03}"
        home.mkdir(parents=True)
        for path in (ROOT / "specs" / "mailhaven").iterdir():
            text = (
                path.read_text("utf-8")
                .replace("mailhaven", f"mailhaven{i:03}")
                .replace("Mailhaven", f"Mailhaven{i:03}")
            )
            (home / path.name.replace("mailhaven", f"mailhaven{i:03}")).write_text(text, "utf-8")


def main() -> None:
    print(f"{'APIs':>6} {'seconds':>9} {'peak MB':>9}")
    times = []
    for count in SIZES:
        with tempfile.TemporaryDirectory() as work:
            copies(count, Path(work) / "in")
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM, str(Path(work) / "in"), str(Path(work) / "out")],
                capture_output=True, text=True, cwd=ROOT, check=True,
            )  # fmt: skip
            seconds, peak, apis, ok = json.loads(done.stdout)
            assert ok, "the copies build without errors"
            assert apis == count, f"{count} APIs were expected, {apis} were built"
            times.append(seconds)
            print(f"{apis:>6} {seconds:>9.2f} {peak:>9.0f}")
    exponent = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"growth exponent {exponent:.2f}")


if __name__ == "__main__":
    main()
