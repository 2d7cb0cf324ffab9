"""Whole builds: every output valid, the ledger closed, the same bytes every time."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openapi_spec_validator import validate as second_opinion

from specsmith import BuildOptions, build

ROOT = Path(__file__).resolve().parents[2]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def documents(folder: Path) -> Iterator[tuple[str, dict]]:
    for path in sorted((folder / "apis").glob("*/openapi.json")):
        yield path.parent.name, json.loads(path.read_text("utf-8"))


def count_operations(document: dict) -> int:
    return sum(method in METHODS for item in document.get("paths", {}).values() for method in item)


def assert_good(result, folder: Path) -> None:
    """Exit 0, every document valid for openapi-spec-validator too, no statement lost."""
    errors = [d for d in result.diagnostics if d.severity.value == "error"]
    assert errors == []
    assert result.ok
    for _slug, document in documents(folder):
        second_opinion(document)
    for api in result.report.apis:
        assert api.unexplained == 0, api.slug
        assert api.written > 0 or api.stated == 0, api.slug


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[Path, object]:
    target = tmp_path_factory.mktemp("demo") / "output"
    result = build([str(ROOT / "specs")], target, BuildOptions(jobs=1))
    return target, result


def test_the_demo_is_good(demo):
    target, result = demo
    assert_good(result, target)
    assert [api.slug for api in result.report.apis] == ["mailhaven", "tideclock"]


def test_the_demo_shows_repair_conversion_merging_and_metadata(demo):
    target, result = demo
    document = dict(documents(target))["mailhaven"]
    assert document["info"]["x-logo"] == {"url": "https://www.mailhaven.example/logo.png"}
    body = document["paths"]["/messages"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/NewMessage"}, "a typed body wins over the dangling holder"
    actions = [key for key in document["paths"] if key.startswith("/schedules")]
    assert actions == ["/schedules#Action=Start", "/schedules#Action=Stop"]
    start = document["paths"]["/schedules#Action=Start"]["post"]["parameters"]
    assert [p["schema"] for p in start if p["name"] == "Action"] == [{"type": "string", "const": "Start"}]
    assert {code for code, _ in result.report.repairs}


def test_docs_clients_and_catalog_never_show_a_fragment(demo):
    target, _ = demo
    for name, content in files_of(target).items():
        if "/docs/" in name or "/clients/" in name or name.startswith("catalog/"):
            assert b"/schedules#Action" not in content, name


def test_the_catalog_holds_every_operation(demo):
    target, _ = demo
    rows = json.loads((target / "catalog" / "endpoints.json").read_text("utf-8"))
    rows = rows["endpoints"] if isinstance(rows, dict) else rows
    assert len(rows) == sum(count_operations(document) for _, document in documents(target))
    with (target / "catalog" / "endpoints.csv").open(newline="", encoding="utf-8") as handle:
        assert len(list(csv.DictReader(handle))) == len(rows)
    listing = json.loads((target / "catalog" / "apis.json").read_text("utf-8"))
    assert {"aid", "name", "description", "type", "url", "specificationVersion", "tags", "apis"} <= set(listing)
    assert listing["specificationVersion"] == "0.19"
    assert all(
        {"aid", "name", "humanURL", "baseURL", "properties"} <= set(api)
        for api in listing["apis"]
        if api["name"] == "Mailhaven"
    )


def test_the_same_bytes_for_any_number_of_jobs_and_any_order(demo, tmp_path):
    target, _ = demo
    names = sorted(str(p) for p in (ROOT / "specs").rglob("*") if p.is_file())
    build([str(ROOT / "specs")], tmp_path / "two", BuildOptions(jobs=2))
    assert files_of(tmp_path / "two") == files_of(target)
    build(names[::-1], tmp_path / "reversed", BuildOptions(jobs=1, only=("openapi",)))
    build(names, tmp_path / "forward", BuildOptions(jobs=1, only=("openapi",)))
    assert files_of(tmp_path / "reversed") == files_of(tmp_path / "forward")


def test_no_machine_and_no_time_in_the_output(demo):
    target, _ = demo
    for name, content in files_of(target).items():
        assert str(ROOT).encode() not in content, name
        assert str(target).encode() not in content, name


def test_building_again_changes_nothing(demo, tmp_path):
    target, _ = demo
    shutil.copytree(target, tmp_path / "again")
    build([str(ROOT / "specs")], tmp_path / "again", BuildOptions(jobs=1))
    assert files_of(tmp_path / "again") == files_of(target)


@pytest.mark.parametrize("to", ["3.0", "3.1", "3.2"])
def test_each_version_can_be_written(tmp_path, to):
    result = build([str(ROOT / "specs")], tmp_path / "out", BuildOptions(jobs=1, to=to, only=("openapi",)))
    assert result.ok, [d for d in result.diagnostics if d.severity.value == "error"]
    for slug, document in documents(tmp_path / "out"):
        assert document["openapi"].startswith(to), slug


REAL = {
    "one fragment and its listing": (["seeds/000*", "seeds/001*"], 1, 3),
    "send": (["gallery/send"], 42, None),
    "mattermost": (["gallery/mattermost"], 1, 209),
    "github": (["gallery/github"], 1, 245),
    "swagger20": (["swagger20"], 3, None),
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", REAL)
def test_real_input(name, shared, tmp_path, openapi_operations):
    patterns, apis, operations = REAL[name]
    sources = [str(path) for pattern in patterns for path in sorted(shared.glob(pattern))]
    result = build(sources, tmp_path / "out", BuildOptions(only=("openapi", "catalog")))
    assert_good(result, tmp_path / "out")
    assert len(result.report.apis) == apis
    written = sum(count_operations(document) for _, document in documents(tmp_path / "out"))
    assert written >= openapi_operations(sources)
    if operations is not None:
        assert written >= operations


@pytest.fixture
def openapi_operations():
    """Different operations of Swagger 2.0 input by host, base path, path and method: counted here, by no code of ours."""
    import yaml

    def count(sources: list[str]) -> int:
        found = set()
        paths = [p for s in sources for p in ([Path(s)] if Path(s).is_file() else sorted(Path(s).rglob("*")))]
        for path in paths:
            if not path.is_file() or path.name.startswith(".") or "postman" in path.name:
                continue
            for root in yaml.load_all(path.read_text("utf-8"), yaml.CSafeLoader):
                if isinstance(root, dict) and "swagger" in root:
                    where = (str(root.get("host")).lower(), str(root.get("basePath") or "").strip("/"))
                    for key, item in (root.get("paths") or {}).items():
                        found.update((where, "/" + str(key).strip("/"), m) for m in item if m in METHODS)
        return len(found)

    return count
