"""Finding inputs: folders, globs, standard input; nothing outside, nothing twice, nothing in silence."""

from __future__ import annotations

import os

import pytest

from specsmith.readers.sources import find_sources


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in (
        "in/b.yaml",
        "in/a.json",
        "in/sub/c.md",
        "in/logo.png",
        "in/.hidden.yaml",
        "in/node_modules/x.yaml",
        "secret.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("openapi: 3.1.1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*names):
    return [source.path for source in find_sources(names)[0]]


def test_a_folder_is_searched_in_one_order(tree):
    assert paths("in") == ["in/a.json", "in/b.yaml", "in/sub/c.md"]
    assert paths("in/") == paths(str(tree / "in"))


def test_a_glob_and_a_file_that_overlap_give_each_file_once(tree):
    assert paths("in/*.yaml", "in/b.yaml", "in") == ["in/a.json", "in/b.yaml", "in/sub/c.md"]


def test_what_is_not_read_is_named(tree):
    _, problems = find_sources(["in", "nowhere.yaml", "*.nothing", "https://example.com/a.yaml"])
    assert {(p.code, p.file) for p in problems} == {
        ("SS0102", "in/logo.png"),
        ("SS0100", "nowhere.yaml"),
        ("SS0100", "*.nothing"),
        ("SS0106", "https://example.com/a.yaml"),
    }


def test_a_link_out_of_the_folder_is_not_followed(tree):
    os.symlink(tree / "secret.yaml", tree / "in" / "link.yaml")
    sources, problems = find_sources(["in"])
    assert "in/link.yaml" not in [s.path for s in sources]
    assert [(p.code, p.file) for p in problems if p.code == "SS0109"] == [("SS0109", "in/link.yaml")]


def test_no_path_is_absolute(tree, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "d.yaml").write_text("openapi: 3.1.1\n")
    assert paths(str(elsewhere)) == [f"{elsewhere.name}/d.yaml"]


def test_files_that_would_be_shown_alike_are_told_apart(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    names = []
    for folder in ("one/api", "two/api"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.yaml").write_text("a: 1\n")
        names.append(str(tmp_path / folder / "a.yaml"))
    sources, _ = find_sources(names)
    assert [source.path for source in sources] == ["one/api/a.yaml", "two/api/a.yaml"]
