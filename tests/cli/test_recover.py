"""`specsmith recover` as its user meets it: what is written where, in which order doubts are named, what is refused."""

from __future__ import annotations

import json

import pytest

SOUND = """\
# the boats of the harbour
swagger: '2.0'
info: {title: Boats, version: '1'}   # one line
paths:
  /boats:
    get: {responses: {'200': {description: OK}}}
"""
OTHER = SOUND.replace("Boats", "Berths").replace("/boats", "/berths")
PAGE = """\
Mail service

GET returns the settings. They are changed with /1/settings.

POST sends a mail to everybody.

Parameters Description
to String. Required. Who gets it.
text String. Optional. What it says.
"""


def test_a_sound_description_is_written_as_it_stands(run_cli, tmp_path):
    (tmp_path / "a.yaml").write_text(SOUND)
    done = run_cli("recover", "a.yaml", "-o", "b.yaml")
    assert done.returncode == 0
    assert (tmp_path / "b.yaml").read_text() == SOUND
    assert done.stdout == ""
    assert "b.yaml: 1 paths, 1 operations" in done.stderr
    assert run_cli("recover", "a.yaml").stdout == SOUND


def test_all_descriptions_of_a_file_are_written(run_cli, tmp_path):
    (tmp_path / "a.yaml").write_text(f"{SOUND}---\n{OTHER}")
    assert run_cli("recover", "a.yaml").stdout == f"{SOUND}---\n{OTHER}"
    done = run_cli("recover", "a.yaml", "-o", "b.json")
    assert done.returncode == 2
    assert "2 descriptions" in done.stderr
    assert not (tmp_path / "b.json").exists()
    assert "a.yaml:9:" in run_cli("convert", "a.yaml", "-o", "c.yaml").stderr  # which takes one and says so


def test_the_least_certain_places_come_first(run_cli, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    done = run_cli("recover", "page.txt", "-o", "api.yaml", "--report", "report.json", "-v")
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "report.json").read_text())["diagnostics"]
    assert found[0]["code"] == "SS0108"  # what the text was taken for
    certainties = [d["confidence"] for d in found[1:]]
    assert certainties == sorted(certainties)
    assert len(set(certainties)) > 2
    assert all(d["line"] for d in found)
    lines = [line for line in done.stderr.splitlines() if line.startswith("page.txt:")]
    assert [line.split()[2] for line in lines] == [d["code"] for d in found]
    brief = run_cli("recover", "page.txt", "-o", "api.yaml").stderr
    assert "more (-v shows each" in brief


def test_doubts_become_errors(run_cli, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    done = run_cli("recover", "page.txt", "--min-confidence", "0.4")
    assert done.returncode == 1
    assert "error SS0602" in done.stderr
    assert "openapi" in done.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It was a dark and stormy night; the rain fell in torrents.\n" * 40, "running text"),
        ("swagger: '2.0'\n\0\0info:\n  title: x\npaths: {}\n", "control characters"),
        ("swagger: '2.0'\npaths: " + "{a: " * 100_000, "nested"),
    ],
    ids=["a novel", "NULs in a description", "a hundred thousand brackets"],
)
def test_what_is_refused_says_why_and_leaves_nothing(run_cli, tmp_path, text, reason):
    (tmp_path / "a.txt").write_text(text)
    done = run_cli("recover", "a.txt", "-o", "out.yaml")
    assert done.returncode == 1
    assert "error SS01" in done.stderr
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.yaml").exists()
