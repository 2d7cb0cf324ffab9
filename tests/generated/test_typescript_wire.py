"""The generated TypeScript client is called against a recording server: every wire case of the table of all languages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specsmith.renderers.targets.typescript import TypeScriptNames, argument_name, typescript_names
from specsmith.views.api import Api
from tests.generated.building import CASES, load_yaml, views, write
from tests.generated.recording_server import Recorder, recording_server
from tests.generated.test_python_wire import compare
from tests.generated.typescript_building import compile_project

pytestmark = pytest.mark.node
TABLE = load_yaml(CASES / "wire" / "cases.yaml")
OWN = load_yaml(CASES / "wire" / "typescript.yaml")
OPTIONS = {
    "max_retries": "maxRetries", "idempotency_key": "idempotencyKey", "timeout": "timeout", "headers": "headers",
    "query": "query", "content_type": "contentType",
}  # fmt: skip
CREDENTIALS = {
    "bearer": lambda value: {"token": value},
    "basic": lambda value: {"username": value[0], "password": value[1]},
    "headerKey": lambda value: {"apiKey": value},
    "queryKey": lambda value: {"queryKey": value},
    "cookieKey": lambda value: {"cookieKey": value},
    "oauth": lambda value: {"clientId": value[0], "clientSecret": value[1]},
}


@pytest.fixture(scope="module")
def api() -> Api:
    root = load_yaml(CASES / "wire" / "spec.yaml")
    root["paths"] |= load_yaml(CASES / "wire" / "typescript-paths.yaml")
    return views(root, "wire")


@pytest.fixture(scope="module")
def runner(api: Api, node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """Node.js with the compiled package: takes a case a line, answers with a line."""
    folder = tmp_path_factory.mktemp("wire")
    assert write(api, folder, "typescript").diagnostics == ()
    compile_project(node_modules, folder / "tsconfig.json")
    script = Path(__file__).parent / "wire_runner.mjs"
    command = ["node", str(script), (folder / "dist" / "index.js").as_uri()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recording_server() as recorder:
        yield recorder


def settings(case: dict[str, Any], origin: str) -> dict[str, Any]:
    made: dict[str, Any] = {"baseUrl": f"{origin}/v1"}
    for scheme, value in case.get("client", {}).items():
        made |= CREDENTIALS[scheme](value)
        if scheme == "oauth":
            made["tokenUrl"] = f"{origin}/token"
    return made


def request(case: dict[str, Any], api: Api, names: TypeScriptNames, origin: str) -> dict[str, Any]:
    operation = next(one for one in api.operations if one.name == case["operation"])
    values = case.get("arguments", {})
    params = {
        argument_name(names, operation, one): values[one.name] for one in operation.parameters if one.name in values
    }
    if "body" in case:
        params["body"] = case["body"]
    methods = names.iterators if case.get("iterate") else names.methods
    return {
        "client": settings(case, origin),
        "group": names.groups[operation.group][0],
        "method": methods[operation.id],
        "params": params if operation.id in names.params else None,
        "options": {OPTIONS[name]: value for name, value in case.get("options", {}).items()},
    }


@pytest.mark.parametrize("case", [*TABLE, *OWN], ids=[case["name"] for case in [*TABLE, *OWN]])
def test_wire(case: dict[str, Any], runner: subprocess.Popen[str], api: Api, server: Recorder) -> None:
    server.script = list(case.get("responses", []))
    assert runner.stdin is not None
    assert runner.stdout is not None
    runner.stdin.write(json.dumps(request(case, api, typescript_names(api), server.origin)) + "\n")
    runner.stdin.flush()
    outcome = json.loads(runner.stdout.readline())
    if "failed" in case:
        assert case["failed"] in outcome["failed"]
    elif "error" in case:
        wanted = {"status": case["error"]["status"], "body": case["error"]["body"]}
        assert {key: outcome.get("error", outcome).get(key) for key in wanted} == wanted, outcome
        assert outcome["error"]["name"] == case["error"].get("name", outcome["error"]["name"])
    else:
        assert outcome == {"result": case.get("result")}
    if "requests" not in case:  # whether a request arrived before the client lost patience is up to the machine
        return
    assert len(server.seen) == len(case["requests"])
    for seen, wanted in zip(server.seen, case["requests"], strict=True):
        compare(seen, wanted)
