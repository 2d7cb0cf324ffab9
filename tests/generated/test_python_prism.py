"""Every operation of our own description, called with its README sample's values against Prism, which checks each request."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from specsmith.renderers.clients.python_samples import sample_call
from specsmith.renderers.targets.python import python_names
from tests.generated.building import CASES, load_yaml, views, write

pytestmark = pytest.mark.node
MAIL = load_yaml(CASES / "clients" / "mail.yaml")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def prism(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[str]:
    program = node_modules / "@stoplight" / "prism-cli" / "dist" / "index.js"
    if not program.is_file():
        pytest.skip("Prism is not installed: run `make node`")
    folder = tmp_path_factory.mktemp("prism")
    spec = folder / "spec.json"
    spec.write_text(json.dumps(MAIL), encoding="utf-8")
    port = free_port()
    command = ["node", str(program), "mock", "-h", "127.0.0.1", "-p", str(port), "--errors", str(spec)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def wait_for(port: int, process: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("Prism did not start")


def test_prism_accepts_every_request(prism: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = views(MAIL)
    write(api, tmp_path)
    names = python_names(api)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("courier_mail")]:
        del sys.modules[name]
    package = __import__("courier_mail")
    answered: list[int] = []
    with package.CourierMail(
        token="t", base_url=prism, max_retries=0, on_response=[lambda response: answered.append(response.status_code)]
    ) as client:
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
