"""What callers rely on when things go wrong or grow large: errors with their types, waiting, timeouts, credentials, files."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.generated.building import CASES, imported, load_yaml, views, write
from tests.generated.recording_server import Recorder, recording_server
from tests.generated.test_python_types import clean


def _answers(**bodies: str) -> dict[str, Any]:
    return {
        status.lstrip("_"): {
            "description": "",
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
        }
        for status, name in bodies.items()
    }


TROUBLE = {
    "openapi": "3.1.1",
    "info": {"title": "Trouble", "version": "1"},
    "servers": [{"url": "https://trouble.example"}],
    "paths": {
        "/a": {"get": {"tags": ["things"], "operationId": "a", "responses": {"204": {"description": ""}, **_answers(_402="Bill", _410="Gone", _500="Crash")}}},
        "/b": {"get": {"tags": ["things"], "operationId": "b", "responses": {"204": {"description": ""}, **_answers(_402="Gone", default="Other")}}},
    },
    "components": {
        "schemas": {
            "Bill": {"type": "object", "required": ["cents"], "properties": {"cents": {"type": "integer"}}},
            "Gone": {"type": "object", "properties": {"since": {"type": "string", "format": "date"}}},
            "Crash": {"type": "object", "properties": {"trace": {"type": "string"}}},
            "Other": {"type": "object", "properties": {"text": {"type": "string"}}},
        }
    },
}  # fmt: skip
SAMPLE = """
import datetime as dt

from trouble import (
    GoneError,
    InternalServerError,
    NotFoundError,
    PaymentRequiredError,
    ServerError,
    Trouble,
    models,
)

client = Trouble()
try:
    client.things.a()
except GoneError as gone:
    since: dt.date | None = gone.body.since if isinstance(gone.body, models.Gone) else None
except PaymentRequiredError as bill:
    cents: int = bill.body.cents if isinstance(bill.body, models.Bill) else 0
except NotFoundError as other:
    text: str | None = other.body.text if isinstance(other.body, models.Other) else None
except InternalServerError as crash:
    crashed: models.Crash | models.Other | str | None = crash.body
except ServerError as server:
    served: models.Crash | models.Other | str | None = server.body
"""


@pytest.fixture(scope="module")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("trouble")
    write(views(TROUBLE), folder)
    with imported(folder, "trouble") as package:
        yield package


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("wire_behaviour")
    write(views(load_yaml(CASES / "wire" / "spec.yaml"), "wire"), folder)
    with imported(folder, "wire") as package:
        yield package


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recording_server() as recorder:
        yield recorder


@pytest.mark.parametrize(
    ("status", "body", "name", "kind"),
    [
        (402, {"cents": 5}, "PaymentRequiredError", "Bill"),
        (410, {"since": "2020-01-02"}, "GoneError", "Gone"),
        (500, {"trace": "x"}, "InternalServerError", "Crash"),
        (503, {"trace": "x"}, "ServerError", "dict"),
        (404, {"text": "x"}, "NotFoundError", "dict"),
        (418, {}, "ApiError", "dict"),
    ],
)
def test_an_error_class_for_each_status(trouble: ModuleType, status: int, body: Any, name: str, kind: str) -> None:
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(status, json=body)))
    with trouble.Trouble(http_client=http, max_retries=0) as client, pytest.raises(trouble.ApiError) as caught:
        client.things.a()
    assert (type(caught.value).__name__, type(caught.value.body).__name__) == (name, kind)
    assert type(caught.value) is getattr(trouble, name)
    assert isinstance(caught.value, trouble.ServerError) == (status >= 500)
    assert (caught.value.status_code, caught.value.response.status_code) == (status, status)


def test_error_bodies_are_typed(tmp_path: Path) -> None:
    write(views(TROUBLE), tmp_path)
    (tmp_path / "sample.py").write_text(SAMPLE.lstrip(), encoding="utf-8")
    clean(tmp_path, "trouble", "sample.py")


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("99999", 120.0),
        ("Wed, 01 Jan 2020 00:00:30 GMT", 30.0),
        ("Tue, 31 Dec 2019 00:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(wire: ModuleType, stated: str, seconds: float | None) -> None:
    retries = importlib.import_module("wire._runtime.retries")
    now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert retries.retry_after({"retry-after": stated} if stated else {}, now) == seconds


def test_waiting_follows_retry_after_and_grows_without_it(wire: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(importlib.import_module("wire._runtime.sync_client").time, "sleep", waits.append)
    script = [
        httpx.Response(429, headers={"retry-after": "9"}),
        *(httpx.Response(503) for _ in range(3)),
        httpx.Response(204),
    ]
    http = httpx.Client(transport=httpx.MockTransport(lambda _: script.pop(0)))
    with wire.Wire(http_client=http, max_retries=4) as client:
        client.params.query()
    assert waits[0] == 9.0
    assert [
        low < wait <= high for wait, low, high in zip(waits[1:], (0.7, 1.4, 2.9), (1.0, 2.0, 4.0), strict=True)
    ] == [True] * 3


def test_timeouts_of_client_and_call(wire: ModuleType) -> None:
    seen: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"]["read"])
        return httpx.Response(204)

    with wire.Wire(http_client=httpx.Client(transport=httpx.MockTransport(answer)), timeout=7) as client:
        client.params.query()
        client.params.query(request_options={"timeout": 0.5})
        client.params.query(request_options={"timeout": None})
    assert seen == [7, 0.5, None]


@pytest.mark.parametrize(
    ("method", "environment", "wanted"),
    [
        ("with_bearer", {"WIRE_TOKEN": "t"}, "Bearer t"),
        ("with_basic", {"WIRE_USERNAME": "user", "WIRE_PASSWORD": "pass"}, "Basic dXNlcjpwYXNz"),
        ("with_header_key", {"WIRE_API_KEY": "k"}, "k"),
        ("with_query_key", {"WIRE_QUERY_KEY": "k"}, "k"),
        ("with_cookie_key", {"WIRE_COOKIE_KEY": "k"}, "session=k"),
        ("with_oauth", {"WIRE_CLIENT_ID": "i", "WIRE_CLIENT_SECRET": "s"}, "Bearer fresh"),
    ],
)
def test_credentials_of_every_kind_from_the_environment(
    wire: ModuleType, method: str, environment: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        is_token = request.url.path == "/token"
        return (
            httpx.Response(200, json={"access_token": "fresh", "expires_in": 60}) if is_token else httpx.Response(204)
        )

    for name, value in {**environment, "WIRE_BASE_URL": "https://else.example/v1"}.items():
        monkeypatch.setenv(name, value)
    settings = {"token_url": "https://else.example/token"} if method == "with_oauth" else {}
    with wire.Wire(http_client=httpx.Client(transport=httpx.MockTransport(answer)), **settings) as client:
        getattr(client.secured, method)()
    sent = seen[-1]
    assert sent.url.host == "else.example"
    carried = [sent.headers.get(name) for name in ("authorization", "x-api-key", "cookie")] + [
        sent.url.params.get("api_key")
    ]
    assert [one for one in carried if one is not None] == [wanted]


def test_a_description_without_credentials_takes_a_token(trouble: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization"))
        return httpx.Response(204)

    http = httpx.Client(transport=httpx.MockTransport(answer))
    trouble.Trouble(http_client=http).things.a()
    trouble.Trouble(http_client=http, token="t").things.a()
    monkeypatch.setenv("TROUBLE_TOKEN", "e")
    trouble.Trouble(http_client=http).things.a()
    assert seen == [None, "Bearer t", "Bearer e"]


class Measured(io.RawIOBase):
    """A file of ten megabytes that remembers the largest piece anybody asked for."""

    def __init__(self) -> None:
        self.left = 10_000_000
        self.largest = 0

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        self.left -= wanted
        self.largest = max(self.largest, wanted)
        return b"x" * wanted

    def readable(self) -> bool:
        return True


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
def test_uploads_are_read_in_pieces(wire: ModuleType, server: Recorder, asynchronous: bool) -> None:
    raw, part = Measured(), Measured()
    base = f"{server.origin}/v1"

    async def run() -> None:
        async with wire.AsyncWire(base_url=base) as client:
            await client.bodies.send_raw(body=raw)
            await client.bodies.upload(body={"title": "T", "file": ("a.bin", part)})

    if asynchronous:
        asyncio.run(run())
    else:
        with wire.Wire(base_url=base) as client:
            client.bodies.send_raw(body=raw)
            client.bodies.upload(body={"title": "T", "file": ("a.bin", part)})
    assert len(server.seen[0].body) == 10_000_000
    assert server.seen[1].body.count(b"x") >= 10_000_000
    assert max(raw.largest, part.largest) <= 100_000


@pytest.mark.parametrize("name", ["send_raw", "upload", "upload_list"])
def test_a_request_with_a_file_that_can_not_rewind_is_sent_once(wire: ModuleType, server: Recorder, name: str) -> None:
    server.script = [{"status": 429, "headers": {"retry-after": "0"}}]
    body: Any = Measured() if name == "send_raw" else {"title": "T", "file": ("a.bin", Measured())}
    if name == "upload_list":
        body = {"title": "T", "file": [("a.bin", Measured(), "text/plain")]}
    with wire.Wire(base_url=f"{server.origin}/v1") as client, pytest.raises(wire.RateLimitError):
        getattr(client.bodies, name.removesuffix("_list"))(body=body)
    assert len(server.seen) == 1


def test_a_request_with_a_file_that_can_rewind_is_sent_again(wire: ModuleType, server: Recorder) -> None:
    server.script = [{"status": 429, "headers": {"retry-after": "0"}}] * 3
    file = io.BytesIO(b"-abc")
    file.seek(1)
    with wire.Wire(base_url=f"{server.origin}/v1", max_retries=3) as client:
        client.bodies.send_raw(body=file)
        client.bodies.upload(body={"title": "T", "file": ("a.bin", io.BytesIO(b"-abc"))})
    assert [one.body for one in server.seen[:4]] == [b"abc"] * 4
    assert b"-abc" in server.seen[4].body


def test_downloads_are_handed_on_in_pieces(wire: ModuleType, server: Recorder) -> None:
    server.script = [
        {"status": 200, "text": "x" * 500_000, "headers": {"content-type": "application/octet-stream"}}
    ] * 2

    async def run(client: Any) -> list[int]:
        async with client, client.streaming(client.answers.download) as response:
            return [len(piece) async for piece in response.aiter_bytes(65536)]

    with wire.Wire(base_url=f"{server.origin}/v1") as client, client.streaming(client.answers.download) as response:
        sizes = [len(piece) for piece in response.iter_bytes(65536)]
    assert (sum(sizes), max(sizes)) == (500_000, 65536)
    assert asyncio.run(run(wire.AsyncWire(base_url=f"{server.origin}/v1"))) == sizes


def test_values_that_nobody_listed_pass(wire: ModuleType) -> None:
    body = {
        "id": "not a number",
        "kind": "gigantic",
        "created_at": None,
        "owner": {"id": 2, "kind": "small", "more": {}},
    }
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=body)))
    with wire.Wire(http_client=http) as client, warnings.catch_warnings():
        warnings.simplefilter("error")
        item = client.answers.get_item()
    assert (item.id, item.kind, item.created_at, item.owner["more"]) == ("not a number", "gigantic", None, {})
    assert item.to_dict() == body
