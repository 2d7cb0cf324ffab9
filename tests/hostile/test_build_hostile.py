"""A hostile description through a whole build: nothing outside the folder, no control characters on the terminal, no network."""

from __future__ import annotations

import json

from specsmith.text import to_yaml

NASTY = "../../../etc/passwd\x1b[31m\u202e<script>alert(1)</script>\n${x}`{{7*7}}{% raw %}"


def hostile() -> dict:
    operation = {
        "operationId": NASTY,
        "summary": NASTY,
        "description": NASTY,
        "tags": [NASTY, "..", "con", "a/b", ""],
        "parameters": [{"name": NASTY, "in": "query", "schema": {"type": "string", "enum": [NASTY], "default": NASTY}}],
        "requestBody": {"content": {NASTY: {"schema": {"type": "object", "properties": {NASTY: {"type": "string"}}}}}},
        "responses": {"200": {"description": NASTY, "headers": {NASTY: {"schema": {"type": "string"}}}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": NASTY, "version": NASTY, "description": NASTY, "x-logo": {"url": "file:///etc/passwd"}},
        "servers": [{"url": "javascript:alert(1)"}, {"url": "https://127.0.0.1:1/" + NASTY}],
        "paths": {"/" + NASTY: {"post": operation}, "/../../x": {"get": operation}, "/a\\b": {"get": operation}},
        "components": {
            "schemas": {"..": {"type": "object"}, "a/b": {"$ref": "../../../../etc/passwd"}, "CON": {"type": "string"}}
        },
    }


def test_a_hostile_description_stays_in_its_folder(run_cli, tmp_path):
    inside = tmp_path / "work"
    (inside / "in").mkdir(parents=True)
    (inside / "in" / "evil.yaml").write_text(to_yaml(hostile()), encoding="utf-8")
    before = {p for p in tmp_path.rglob("*") if inside not in p.parents and p != inside}
    done = run_cli("build", "in", "-o", "out", "-v", cwd=inside)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert "internal-error" not in done.stdout + done.stderr
    assert "SS0922" not in done.stderr
    assert "\x1b[31m\u202e" not in done.stdout + done.stderr
    assert {p for p in tmp_path.rglob("*") if inside not in p.parents and p != inside} == before
    assert {p.name for p in inside.iterdir()} == {"in", "out"}
    report = json.loads((inside / "out" / "report.json").read_text("utf-8"))
    assert "root:" not in json.dumps(report), "no file beside the inputs was read"
    for path in (inside / "out").rglob("*"):
        assert path.resolve().is_relative_to((inside / "out").resolve())
        assert all(part not in {"..", "con", "CON"} for part in path.relative_to(inside / "out").parts)


def test_links_in_the_input_folder_lead_nowhere(run_cli, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("components: {schemas: {S: {type: string, description: topsecret}}}\n")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(secret)
    (folder / "a.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n"
        "components: {schemas: {A: {$ref: 'link.yaml#/components/schemas/S'}, B: {$ref: '../secret.yaml#/components/schemas/S'}}}\n"
    )
    run_cli("build", "in", "-o", "out", "--only", "openapi")
    for path in (tmp_path / "out").rglob("*.*"):
        assert "topsecret" not in path.read_text("utf-8")
