"""What the Python client offers around a call: responses, streams, hooks, logs, credentials, deprecation."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.generated.building import CASES, imported, load_yaml, views, write


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("client")
    write(views(load_yaml(CASES / "clients" / "mail.yaml")), folder)
    with imported(folder, "courier_mail") as package:
        yield package


class Served:
    """Answers from a function; remembers the requests."""

    def __init__(self, answer: Any) -> None:
        self.seen: list[httpx.Request] = []
        self._answer = answer

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        return self._answer(request) if callable(self._answer) else self._answer


def client_of(package: ModuleType, answer: Any, **settings: Any) -> tuple[Any, Served]:
    served = Served(answer)
    http = httpx.Client(transport=httpx.MockTransport(served))
    return package.CourierMail(http_client=http, **settings), served


def test_the_response_beside_the_result(package: ModuleType) -> None:
    client, _ = client_of(package, httpx.Response(200, json={"id": "1"}, headers={"X-Trace": "t"}))
    raw = client.with_response(client.letters.get_letter, id="1")
    assert (raw.status_code, raw.headers["x-trace"], raw.parsed.id) == (200, "t", "1")


def test_a_download_piece_by_piece(package: ModuleType) -> None:
    client, _ = client_of(package, httpx.Response(200, content=b"abc", headers={"content-type": "image/png"}))
    assert client.letters.download_scan(id="1") == b"abc"
    with client.streaming(client.letters.download_scan, id="1") as response:
        assert b"".join(response.iter_bytes(1)) == b"abc"


def test_errors_of_streams_are_errors_too(package: ModuleType) -> None:
    client, _ = client_of(package, lambda _: httpx.Response(404, json={"message": "no"}))
    with pytest.raises(package.NotFoundError) as caught:
        client.letters.track()
    assert caught.value.body == {"message": "no"}
    with pytest.raises(package.NotFoundError), client.streaming(client.letters.download_scan, id="1"):
        pytest.fail("nothing to read")


def test_hooks_see_requests_and_responses(package: ModuleType) -> None:
    seen: list[Any] = []
    client, served = client_of(
        package,
        httpx.Response(204),
        on_request=[lambda request: request.headers.update({"X-Signed": "yes"})],
        on_response=[lambda response: seen.append(response.status_code)],
    )
    with pytest.warns(DeprecationWarning, match="deleteLetter") as warned:
        client.letters.delete_letter(id="1")
    assert warned[0].filename == __file__
    assert served.seen[0].headers["x-signed"] == "yes"
    assert seen == [204]


def test_logs_hold_no_secrets(package: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    client, _ = client_of(package, httpx.Response(200, json={}), token="s3cret")
    with caplog.at_level(logging.DEBUG, logger="courier_mail"):
        client.letters.get_letter(id="1", request_options={"query": {"access_token": "s3cret2"}})
    logged = "".join(f"{record.getMessage()} {record.__dict__.get('http')}" for record in caplog.records)
    assert len(caplog.records) == 2
    assert "***" in logged
    assert "s3cret" not in logged


def test_credentials_from_the_environment(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURIER_MAIL_TOKEN", "from-env")
    client, served = client_of(package, httpx.Response(200, json={}))
    client.letters.get_letter(id="1")
    assert served.seen[0].headers["authorization"] == "Bearer from-env"
    assert str(served.seen[0].url) == "https://eu.courier.example/v2/letters/1"


def test_credentials_never_follow_a_link_to_another_host(package: ModuleType) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "eu.courier.example":
            return httpx.Response(200, json=[{"id": "1"}], headers={"link": '<https://evil.example/x>; rel="next"'})
        return httpx.Response(200, json=[])

    client, served = client_of(package, answer, token="t")
    paging = importlib.import_module("courier_mail.resources.letters")
    operation = paging._LIST_LETTERS
    by_link = type(operation)(id="x", method="GET", path="/letters", answers=operation.answers, security=operation.security,
                              paging=operation.paging._replace(kind="link", position=-1, size=-1), models=operation.models)  # fmt: skip
    assert len(list(client.pages(by_link, (), None))) == 1
    assert [("authorization" in request.headers) for request in served.seen] == [True, False]


def test_connection_errors_are_retried_then_named(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(importlib.import_module("courier_mail._runtime.sync_client").time, "sleep", waits.append)

    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("broken", request=request)

    client, served = client_of(package, answer, max_retries=2)
    with pytest.raises(package.ApiConnectionError):
        client.letters.get_letter(id="1")
    assert len(served.seen) == 3
    assert 0.3 < waits[0] <= 0.5 < waits[1] <= 1.0

    def late(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late", request=request)

    client, served = client_of(package, late)
    with pytest.raises(package.ApiTimeoutError):
        client.list.list(self_="x")
    assert len(served.seen) == 1


def test_models_tell_null_from_absent_and_keep_what_they_do_not_know(package: ModuleType) -> None:
    models = importlib.import_module("courier_mail.models")
    letter = models.Letter.from_dict(
        {"subject": "a", "sent_at": None, "class": "third", "new": {"x": 1}, "list": ["b"]}
    )
    assert (letter.sent_at, letter.reply_to, letter.class_, letter["new"]) == (None, None, "third", {"x": 1})
    assert "sent_at" in letter
    assert "reply-to" not in letter
    assert letter.to_dict() == {"subject": "a", "sent_at": None, "class": "third", "new": {"x": 1}, "list": ["b"]}
    photo = models.Letter.from_dict({"attachment": {"kind": "Photo", "data": "aGk=", "added": "2020-01-02"}}).attachment
    assert isinstance(photo, models.Photo)
    assert (photo.data, photo.added.year) == (b"hi", 2020)
    assert models.Letter.from_dict({"sent_at": "yesterday"}).sent_at == "yesterday"
    with pytest.raises(TypeError, match="sibject"):
        models.Letter(sibject="a")
