"""Response access, hooks, logs, aborts, environment, paging by hand: typescript_behaviour.ts, compiled and run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.generated.building import CASES, load_yaml, views, write
from tests.generated.recording_server import recording_server
from tests.generated.typescript_building import compile_project

pytestmark = pytest.mark.node
PROGRAM = Path(__file__).parent / "typescript_behaviour.ts"
EVENTS = 'event: tick\nid: 7\ndata: {"id":1}\n\nevent: tick\ndata: {"id":2}\n\n'
SCRIPT = [
    {"status": 200, "json": {"id": 1}, "headers": {"x-request-id": "r1"}},
    {"status": 200, "text": "bytes"},
    {"status": 404, "json": {"message": "gone"}},
    {"status": 204},
    {"status": 204},
    {"status": 204},
    {"status": 204},
    {"status": 204},
    {"status": 200, "json": {"id": 9}},
    {"status": 200, "json": {"items": [{"id": 1}]}},
    {"status": 200, "json": {"items": [{"id": 2}]}},
    {"status": 200, "json": {"items": []}},
    {"status": 200, "json": {"type": "cat", "lives": 9}},
    {"status": 200, "json": {"id": 1}},
    {"status": 200, "json": {"id": 1}},
    {"status": 200, "text": EVENTS, "headers": {"content-type": "text/event-stream"}},
]


def test_behaviour(node_modules: Path, tmp_path: Path) -> None:
    rendered = write(views(load_yaml(CASES / "wire" / "spec.yaml"), "wire"), tmp_path, "typescript")
    compile_project(node_modules, tmp_path / "tsconfig.json")
    user = tmp_path / "user"
    (user / "node_modules").mkdir(parents=True)
    (user / "node_modules" / "wire").symlink_to(tmp_path, target_is_directory=True)
    shutil.copy(PROGRAM, user / "program.ts")
    (user / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    settings = json.loads(rendered.files["tsconfig.json"])
    settings["compilerOptions"] |= {"rootDir": ".", "outDir": "dist", "declaration": False}
    settings["include"] = ["program.ts"]
    (user / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    compile_project(node_modules, user / "tsconfig.json")
    with recording_server() as server:
        server.script = list(SCRIPT)
        command = ["node", "--preserve-symlinks", str(user / "dist" / "program.js"), server.origin]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WIRE_")}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)
        assert done.returncode == 0, done.stderr
        assert server.script == []
        headers = [one.headers for one in server.seen]
    assert headers[3]["x-hook"] == "yes"
    assert [one.get("authorization") for one in headers[5:8]] == ["Bearer s3cret", "Bearer from-env", "Bearer provided"]
