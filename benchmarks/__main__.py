"""All benchmarks, or the ones named: ``python -m benchmarks [NAME ...]``. Each prints its own tables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HELPERS = {"__init__", "__main__", "where"}


def main() -> None:
    every = sorted(
        p.stem for p in FOLDER.glob("*.py") if p.stem not in HELPERS and "\ndef main(" in p.read_text("utf-8")
    )
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    wanted = sys.argv[1:] or every
    for name in wanted:
        if name not in every:
            sys.exit(f"there is no benchmark {name}: {', '.join(every)}")
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, str(FOLDER / f"{name}.py")], cwd=FOLDER.parent, env=environment, check=False)


if __name__ == "__main__":
    main()
