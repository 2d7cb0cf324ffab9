"""The generated Python client is called against a recording server: every wire case, blocking and asynchronous."""

from __future__ import annotations

import asyncio
import email.parser
import email.policy
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from specsmith.renderers.targets.python import PythonNames, argument_name, python_names
from specsmith.views.api import Api
from tests.generated.building import CASES, imported, load_yaml, views, write
from tests.generated.recording_server import Recorder, Seen, recording_server

TABLE = load_yaml(CASES / "wire" / "cases.yaml")
CREDENTIALS = {
    "bearer": lambda value: {"token": value},
    "basic": lambda value: {"username": value[0], "password": value[1]},
    "headerKey": lambda value: {"api_key": value},
    "queryKey": lambda value: {"query_key": value},
    "cookieKey": lambda value: {"cookie_key": value},
    "oauth": lambda value: {"client_id": value[0], "client_secret": value[1]},
}


@pytest.fixture(scope="module")
def api() -> Api:
    return views(load_yaml(CASES / "wire" / "spec.yaml"), "wire")


@pytest.fixture(scope="module")
def package(api: Api, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("wire")
    assert write(api, folder).diagnostics == ()
    with imported(folder, "wire") as package:
        yield package


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recording_server() as recorder:
        yield recorder


def given(value: Any) -> Any:
    """A value of the table as Python callers pass it."""
    if isinstance(value, dict):
        if "$text" in value:
            return value["$text"]
        if "$bytes" in value:
            return value["$bytes"].encode()
        if "$file" in value:
            name, content, kind = value["$file"]
            return (name, content.encode(), kind)
        return {key: given(item) for key, item in value.items()}
    return [given(item) for item in value] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """A result as the table states it."""
    if isinstance(value, bytes):
        return {"$bytes": value.decode()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def arguments(case: dict[str, Any], api: Api, names: PythonNames) -> tuple[Any, dict[str, Any]]:
    operation = next(one for one in api.operations if one.name == case["operation"])
    values = case.get("arguments", {})
    made = {
        argument_name(names, operation, one): values[one.name] for one in operation.parameters if one.name in values
    }
    if "body" in case:
        made["body"] = given(case["body"])
    if "options" in case:
        made["request_options"] = case["options"]
    return operation, made


def method_name(case: dict[str, Any], operation: Any, names: PythonNames) -> str:
    return names.iterators[operation.id] if case.get("iterate") else names.methods[operation.id]


def settings(case: dict[str, Any], origin: str) -> dict[str, Any]:
    made = {"base_url": f"{origin}/v1"}
    for scheme, value in case.get("client", {}).items():
        made |= CREDENTIALS[scheme](value)
        if scheme == "oauth":
            made["token_url"] = f"{origin}/token"
    return made


def call(case: dict[str, Any], package: ModuleType, api: Api, origin: str) -> Any:
    names = python_names(api)
    operation, made = arguments(case, api, names)
    with package.Wire(**settings(case, origin)) as client:
        method = getattr(getattr(client, names.groups[operation.group][0]), method_name(case, operation, names))
        result = method(**made)
        return list(result) if case.get("iterate") or case.get("stream") else result


async def call_async(case: dict[str, Any], package: ModuleType, api: Api, origin: str) -> Any:
    names = python_names(api)
    operation, made = arguments(case, api, names)
    async with package.AsyncWire(**settings(case, origin)) as client:
        method = getattr(getattr(client, names.groups[operation.group][0]), method_name(case, operation, names))
        if case.get("iterate"):
            return [item async for item in method(**made)]
        result = await method(**made)
        return [item async for item in result] if case.get("stream") else result


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("case", TABLE, ids=[case["name"] for case in TABLE])
def test_wire(case: dict[str, Any], asynchronous: bool, package: ModuleType, api: Api, server: Recorder) -> None:
    server.script = list(case.get("responses", []))
    run = (
        (lambda: asyncio.run(call_async(case, package, api, server.origin)))
        if asynchronous
        else (lambda: call(case, package, api, server.origin))
    )
    if "error" in case:
        with pytest.raises(package.ApiError) as caught:
            run()
        assert caught.value.status_code == case["error"]["status"]
        assert plain(caught.value.body) == case["error"]["body"]
    else:
        assert plain(run()) == case.get("result")
    assert len(server.seen) == len(case["requests"])
    for seen, wanted in zip(server.seen, case["requests"], strict=True):
        compare(seen, wanted)


def compare(seen: Seen, wanted: dict[str, Any]) -> None:
    assert seen.method == wanted.get("method", seen.method)
    assert seen.target == wanted.get("target", seen.target)
    for name, value in wanted.get("headers", {}).items():
        assert seen.headers.get(name, "").partition("; charset")[0] == value
    for name in wanted.get("absent", []):
        assert name not in seen.headers
    if "body" in wanted:
        assert seen.body == wanted["body"].encode()
    if "parts" in wanted:
        assert parts(seen) == wanted["parts"]


def parts(seen: Seen) -> list[dict[str, str]]:
    """The parts of a multipart body, as the table states them."""
    head = f"content-type: {seen.headers['content-type']}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + seen.body)
    found = []
    for part in message.iter_parts():
        entry = {"name": part.get_param("name", header="content-disposition")}
        if part.get_filename():
            entry["filename"] = part.get_filename()
        if part["content-type"]:
            entry["type"] = part["content-type"]
        payload = part.get_payload(decode=True)
        found.append({**entry, "body": payload.decode()})
    return found
