"""Many documents converted at once: the same results as one by one, in as many processes as one likes."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

import specsmith
from specsmith.pipeline.convert_all import BatchResult, convert_all
from specsmith.text import to_json, to_yaml

SPEC = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths:\n  a:\n    get: {responses: {200: {description: ok}}}\n"
BROKEN = 'swagger: "2.0"\ninfo: {title: "T\npaths: [}\n'


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.yaml").write_text(SPEC, encoding="utf-8")
    (folder / "deep/two.json").write_text(
        '{"openapi": "3.0.0", "info": {"title": "2", "version": "1"}, "paths": {}}', "utf-8"
    )
    (folder / "notes.md").write_text("Nothing to convert.\n", encoding="utf-8")
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    return folder


def run(inputs: Path, target: Path, executor: Executor | None = None) -> BatchResult:
    return convert_all([str(inputs)], target, executor=executor)


def test_each_result_is_that_of_its_input_alone(inputs: Path, tmp_path: Path) -> None:
    result = run(inputs, tmp_path / "out")
    assert result.files == ["deep/two.json", "one.yaml"]
    assert (result.inputs, result.converted) == (4, 2)
    one, two = (specsmith.convert(inputs / name).document for name in ("one.yaml", "deep/two.json"))
    assert one is not None
    assert two is not None
    assert (tmp_path / "out/one.yaml").read_text("utf-8") == to_yaml(one.root)
    assert (tmp_path / "out/deep/two.json").read_text("utf-8") == to_json(two.root)


def test_what_is_wrong_with_one_input_is_said_and_costs_no_other(inputs: Path, tmp_path: Path) -> None:
    found = run(inputs, tmp_path / "out").diagnostics
    assert any(d.file.endswith("broken.yaml") and d.severity.value == "error" for d in found)
    assert any(d.name == "path-slash" and d.span is not None and d.span.line == 4 for d in found)


def test_an_executor_changes_nothing(inputs: Path, tmp_path: Path) -> None:
    alone = run(inputs, tmp_path / "alone")
    with ThreadPoolExecutor(3) as executor:
        together = run(inputs, tmp_path / "together", executor)
    assert together == alone
    for name in alone.files:
        assert (tmp_path / "together" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_a_name_without_any_file_is_an_error(tmp_path: Path) -> None:
    result = convert_all([str(tmp_path / "none.yaml")], tmp_path / "out")
    assert [d.severity.value for d in result.diagnostics] == ["error"]
    assert not (tmp_path / "out").exists()
