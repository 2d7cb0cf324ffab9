"""Writing results: beside, then moved; only what is ours is replaced."""

from __future__ import annotations

import pytest

from specsmith.pipeline.output import OutputFolder, OutputRefused


def publish(target, files):
    output = OutputFolder(target)
    output.add("", files.items())
    return output.publish()


def test_a_second_result_replaces_the_first_and_nothing_else(tmp_path):
    target = tmp_path / "out"
    publish(target, {"a/one.txt": "1", "a/two.txt": "2", "three.txt": "3"})
    (target / "a" / "mine.txt").write_text("mine")
    publish(target, {"three.txt": "III", "b/four.txt": "4"})
    found = {p.relative_to(target).as_posix(): p.read_text() for p in target.rglob("*") if p.is_file()}
    found.pop(".specsmith-manifest.json")
    assert found == {"a/mine.txt": "mine", "three.txt": "III", "b/four.txt": "4"}


def test_a_file_of_the_user_is_never_overwritten(tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "report.json").write_text("mine")
    with pytest.raises(OutputRefused) as refused:
        publish(target, {"report.json": "ours", "other.txt": "x"})
    assert [d.code for d in refused.value.diagnostics] == ["SS0921"]
    assert {p.name: p.read_text() for p in target.iterdir()} == {"report.json": "mine"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_as_output_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputRefused):
        OutputFolder(tmp_path / "out")


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a\\b", "", "a\0b"])
def test_nothing_is_written_outside(tmp_path, path):
    output = OutputFolder(tmp_path / "out")
    with pytest.raises(ValueError, match="not a path inside"):
        output.write(path, "x")
    output.discard()


def test_a_manifest_that_lies_removes_nothing_outside(tmp_path):
    target = tmp_path / "out"
    publish(target, {"a.txt": "1"})
    (tmp_path / "precious.txt").write_text("keep")
    (target / ".specsmith-manifest.json").write_text('{"files": ["../precious.txt", "a.txt", "/etc/hosts"]}')
    publish(target, {"b.txt": "2"})
    assert (tmp_path / "precious.txt").read_text() == "keep"
    assert not (target / "a.txt").exists()
