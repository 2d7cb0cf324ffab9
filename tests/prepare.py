"""Before the tests: a Chromium for the browser tests where this machine can have one; says what will be skipped and why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    if not any(shutil.which(name) for name in BROWSERS):
        install_chromium()
    if not any(shutil.which(name) for name in BROWSERS):
        print("no Chromium: browser tests are skipped (`apt-get install chromium`, or put one on the PATH)")
    if not shutil.which("node"):
        print("no Node.js: TypeScript and npm tests are skipped (install Node.js 20 or newer)")
    elif not (Path(__file__).parent / "node_modules").is_dir():
        print("no tests/node_modules: npm tests are skipped (`make node`)")


def install_chromium() -> None:
    """Debian's own package, when we are root on Debian."""
    if (
        os.name != "posix"
        or os.geteuid() != 0
        or not Path("/etc/debian_version").exists()
        or not shutil.which("apt-get")
    ):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("installing chromium for the browser tests …", flush=True)
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{' '.join(command)} failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return


if __name__ == "__main__":
    main()
