"""The command line as a person meets it: exit codes, messages, streams, no traceback."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from specsmith.cli.main import COMMANDS

FRAGMENT = """swagger: '2.0'
info: {title: Mail, version: 1.10}
host: api.mail.example
basePath: /v1
paths:
  /messages/{id}:
    get:
      parameters: [{in: path, name: id}]
      responses: {200: OK}
"""


@pytest.fixture
def mail(tmp_path):
    (tmp_path / "mail.yaml").write_text(FRAGMENT)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run_cli, command):
    done = run_cli(command, "--help") if command != "templates" else run_cli("templates", "export", "--help")
    assert done.returncode == 0, done.stderr
    assert re.search(r"Examples?:\n\s+(.*\| )?specsmith", done.stdout)


def test_convert_writes_yaml_and_json(run_cli, mail):
    done = run_cli("convert", "mail.yaml")
    assert done.returncode == 0, done.stderr
    document = yaml.safe_load(done.stdout)
    assert document["openapi"] == "3.1.1"
    assert document["info"]["version"] == "1.10"
    assert document["servers"] == [{"url": "https://api.mail.example/v1"}] or document["servers"]
    assert run_cli("convert", "mail.yaml", "-o", "out/mail.json").returncode == 0
    assert json.loads((mail / "out" / "mail.json").read_text())["paths"] == document["paths"]


def test_convert_reads_standard_input(run_cli):
    done = run_cli("convert", "-", "--to", "3.0", "--format", "json", stdin=FRAGMENT)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["openapi"].startswith("3.0.")


def test_validate_as_json_is_one_object(run_cli, mail):
    done = run_cli("validate", "mail.yaml", "--format", "json")
    assert done.returncode == 1
    diagnostics = json.loads(done.stdout)["diagnostics"]
    assert diagnostics
    for diagnostic in diagnostics:
        assert {"code", "severity", "message", "file", "line", "column", "pointer", "help"} <= set(diagnostic)
        assert diagnostic["file"] == "mail.yaml"
    assert any(d["line"] and d["severity"] == "error" for d in diagnostics)


def test_validate_as_sarif(run_cli, mail):
    log = json.loads(run_cli("validate", "mail.yaml", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["results"]


def test_rules_and_explain(run_cli):
    rules = run_cli("rules").stdout
    assert "SS0104" in rules
    explained = run_cli("explain", "ss0104")
    assert explained.returncode == 0
    assert "duplicate-key" in explained.stdout
    assert "Broken:" in explained.stdout
    assert run_cli("explain", "SS9999").returncode == 2


def test_build_writes_everything_and_says_so(run_cli, mail):
    done = run_cli("build", "mail.yaml", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout
    for name in (
        "apis/mail/openapi.yaml", "apis/mail/openapi.json", "apis/mail/provenance.json", "apis/mail/docs/index.html",
        "apis/mail/clients/python/README.md", "apis/mail/clients/typescript/README.md", "catalog/index.html",
        "catalog/endpoints.json", "catalog/endpoints.csv", "catalog/apis.json", "report.json",
    ):  # fmt: skip
        assert (mail / "out" / name).is_file(), name
    origin = run_cli("explain-origin", "out/apis/mail/openapi.yaml", "/paths/~1messages~1{id}/get")
    assert "mail.yaml:7" in origin.stdout


def test_build_only_parts(run_cli, mail):
    assert run_cli("build", "mail.yaml", "-o", "out", "--only", "openapi").returncode == 0
    assert sorted(p.name for p in (mail / "out" / "apis" / "mail").iterdir()) == [
        "openapi.json", "openapi.yaml", "provenance.json",
    ]  # fmt: skip
    assert not (mail / "out" / "catalog").exists()


BAD = {
    "a file that is missing": (["build", "nowhere.yaml", "-o", "out"], 1, "nowhere.yaml"),
    "a folder without specs": (["build", "empty", "-o", "out"], 1, "no API description"),
    "a URL without leave": (["build", "https://example.com/a.yaml", "-o", "out"], 1, "--allow-remote"),
    "a URL to convert without leave": (["convert", "https://example.com/a.yaml"], 1, "--allow-remote"),
    "a URL to recover without leave": (["recover", "https://example.com/a.txt"], 1, "--allow-remote"),
    "an output path that is a file": (["build", "mail.yaml", "-o", "mail.yaml"], 2, "is a file"),
    "no sources": (["build"], 2, "at least one source"),
    "an unknown part": (["build", "mail.yaml", "--only", "pdf"], 2, "openapi, docs, clients, catalog"),
    "broken YAML": (["convert", "broken.yaml"], 1, "broken.yaml:"),
    "a spec that is a folder": (["convert", "empty"], 1, "empty"),
    "text that is no spec": (["recover", "novel.txt"], 1, "novel.txt"),
    "an output that can't be": (["convert", "mail.yaml", "-o", "mail.yaml/x.yaml"], 2, "mail.yaml/x.yaml"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_a_message_and_an_exit_code(run_cli, mail, name):
    (mail / "empty").mkdir()
    (mail / "broken.yaml").write_text("openapi: 3.1.0\ninfo:\n  title: 'unclosed\n  version: [1\n")
    (mail / "novel.txt").write_text("It was a dark and stormy night; the rain fell in torrents.\n" * 40)
    arguments, status, said = BAD[name]
    before = (mail / "mail.yaml").read_text()
    done = run_cli(*arguments)
    assert done.returncode == status, done.stderr
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert (mail / "mail.yaml").read_text() == before
    assert not list(mail.glob(".*.new"))


def test_a_bad_input_does_not_cost_the_others(run_cli, mail):
    (mail / "broken.yaml").write_text("openapi: 3.1.0\ninfo:\n  title: 'unclosed\n  version: [1\n")
    done = run_cli("build", "mail.yaml", "broken.yaml", "nowhere.yaml", "-o", "out", "--only", "openapi")
    assert done.returncode == 1
    assert (mail / "out" / "apis" / "mail" / "openapi.yaml").is_file()
    assert re.search(r"broken\.yaml:\d+:\d+: error SS0101", done.stderr)


def test_the_configuration_file_is_used_and_checked(run_cli, mail):
    (mail / "specsmith.yaml").write_text("sources: [mail.yaml]\noutput: site\nonly: [openapi]\n")
    assert run_cli("build").returncode == 0
    assert (mail / "site" / "apis" / "mail" / "openapi.yaml").is_file()
    (mail / "specsmith.yaml").write_text("sorces: [mail.yaml]\n")
    done = run_cli("build")
    assert done.returncode == 2
    assert "specsmith.yaml:1:1" in done.stderr
    assert "did you mean 'sources'" in done.stderr


def test_templates_can_be_exported_and_overridden(run_cli, mail):
    assert run_cli("templates", "export", "mine").returncode == 0
    page = mail / "mine" / "docs" / "base.html.j2"
    page.write_text(page.read_text().replace("</body>", "<!-- my own page --></body>"))
    assert run_cli("docs", "mail.yaml", "-o", "site", "--templates", "mine").returncode == 0
    assert "my own page" in (mail / "site" / "index.html").read_text()


def test_what_was_not_taken_is_in_the_provenance_and_in_both_reports(run_cli, tmp_path):
    text = "openapi: 3.1.1\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://a.example}}]\npaths:\n  /a:\n    get:\n      responses: {{'200': {{description: done}}}}\n      parameters:\n        - name: n\n          in: query\n          schema: {{type: {}}}\n"
    for name, kind in (("a", "integer"), ("b", "string")):
        (tmp_path / f"{name}.yaml").write_text(text.format(kind))
    schema = "/paths/~1a/get/parameters/0/schema"
    lost = {"file": "b.yaml", "line": 11, "pointer": schema}

    assert run_cli("build", "a.yaml", "b.yaml", "-o", "out", "--only", "openapi").returncode == 0
    recorded = json.loads((tmp_path / "out/apis/t/provenance.json").read_text())
    says = {"not_taken": {"type": "string"}, "reason": recorded[schema][-1]["reason"]}
    assert recorded[schema][-1] == {**lost, **says}
    (choice,) = json.loads((tmp_path / "out/report.json").read_text())["apis"][0]["choices"]
    assert choice["pointer"] == schema
    assert choice["conflict"] is True
    assert choice["chosen"] == {"file": "a.yaml", "line": 11, "pointer": schema, "value": {"type": "integer"}}
    assert choice["not_taken"] == [{**lost, "value": {"type": "string"}}]
    told = run_cli("explain-origin", "out/apis/t/openapi.yaml", schema).stdout
    assert "a.yaml:11" in told
    assert f"not taken: b.yaml:11  {schema}" in told

    merging = run_cli("merge", "b.yaml", "a.yaml", "-o", "m.yaml", "--report", "r.json", "--provenance", "p.json")
    assert merging.returncode == 0, merging.stderr
    assert json.loads((tmp_path / "r.json").read_text())["choices"] == [choice]
    assert json.loads((tmp_path / "p.json").read_text())[schema] == recorded[schema]


def test_a_misspelt_input_leaves_the_earlier_result(run_cli, mail):
    assert run_cli("build", "mail.yaml", "-o", "out", "--only", "openapi").returncode == 0
    before = sorted(p.relative_to(mail) for p in (mail / "out").rglob("*"))
    done = run_cli("build", "male.yaml", "-o", "out", "--only", "openapi")
    assert done.returncode == 1
    assert "nothing was written" in done.stdout
    assert sorted(p.relative_to(mail) for p in (mail / "out").rglob("*")) == before


@pytest.mark.parametrize("command", ["build", "merge"])
def test_the_preferred_source_must_be_an_input(run_cli, mail, command):
    (mail / "mole.yaml").write_text(FRAGMENT.replace("1.10", "1.9"))
    assert run_cli(command, "mail.yaml", "mole.yaml", "--prefer", "mole", "-o", "out").returncode in (0, 1)
    done = run_cli(command, "mail.yaml", "mole.yaml", "--prefer", "mule", "-o", "out2", *ONLY.get(command, ()))
    assert done.returncode == 1
    assert "SS0924" in done.stderr


ONLY = {"build": ("--only", "openapi")}


@pytest.mark.parametrize(("names", "version"), [(["a.yaml", "b.yaml"], "a"), (["b.yaml", "a.yaml"], "b")])
def test_the_first_named_source_is_preferred(run_cli, tmp_path, names, version):
    for name in ("a", "b"):
        text = f"openapi: 3.1.1\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://t.example}}]\npaths: {{/x: {{get: {{summary: from {name}, responses: {{}}}}}}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    assert run_cli("build", *names, "--prefer", "first", "--only", "openapi", "-o", "out").returncode == 0
    merged = run_cli("merge", *names, "--prefer", "first").stdout
    built = (tmp_path / "out/apis/t/openapi.yaml").read_text()
    assert built == merged
    assert f"summary: from {version}\n" in built


@pytest.mark.parametrize("command", [["convert"], ["validate"], ["recover"], ["merge"], ["docs", "-o", "out"]])
def test_a_text_without_a_description_is_an_error(run_cli, tmp_path, command):
    (tmp_path / "list.txt").write_text("- bread\n- milk\n")
    done = run_cli(*command, "list.txt")
    assert done.returncode == 1
    assert "error SS0107" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_site_url_is_an_address(run_cli, mail):
    done = run_cli("docs", "mail.yaml", "-o", "site", "--site-url", "javascript:alert(1)")
    assert done.returncode == 2
    assert not (mail / "site").exists()


def test_a_termination_leaves_nothing_behind(run_cli, mail):
    code = "import os, signal, threading; threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGTERM)).start();"
    code += "import specsmith.cli.main as m; m.main()"
    for i in range(40):
        (mail / f"mail{i}.yaml").write_text(FRAGMENT.replace("title: Mail", f"title: Mail {i}"))
    import subprocess
    import sys
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, "build", ".", "-o", "out", "--jobs", "1"],
        cwd=mail, env={"PYTHONPATH": str(root), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode in (143, -15)
    assert not list(mail.glob(".out*"))
