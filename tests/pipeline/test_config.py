"""The configuration file: checked, and with the place of what is wrong."""

from __future__ import annotations

from specsmith.pipeline.config import SETTINGS, load_config
from specsmith.pipeline.options import BuildOptions


def config(tmp_path, text, name="specsmith.yaml"):
    (tmp_path / name).write_text(text)
    return load_config(tmp_path)


def test_settings_are_read(tmp_path):
    found = config(tmp_path, "sources: [specs/]\noutput: site\nonly: [docs]\njobs: 2\nmin_confidence: 0.5\nto: '3.2'\n")
    assert not found.diagnostics
    assert found.settings == {
        "sources": ("specs/",), "output": "site", "only": ("docs",), "jobs": 2, "min_confidence": 0.5, "to": "3.2",
    }  # fmt: skip


def test_pyproject_is_read(tmp_path):
    found = config(tmp_path, "[tool.specsmith]\ngroup_by = 'title'\n", "pyproject.toml")
    assert found.settings == {"group_by": "title"}


def test_unknown_keys_and_wrong_kinds_are_errors_with_a_place(tmp_path):
    found = config(tmp_path, "jobs: many\ngrop_by: title\nonly: [html]\nallow_remote: 'yes'\n")
    assert [(d.severity.value, d.span.line) for d in found.diagnostics] == [("error", n) for n in (1, 2, 3, 4)]
    assert "did you mean 'group_by'" in found.diagnostics[1].message


def test_values_out_of_range_are_errors(tmp_path):
    found = config(tmp_path, "jobs: -1\nmin_confidence: 1.5\nsite_url: 'javascript:x'\n")
    assert [d.span.line for d in found.diagnostics] == [1, 2, 3]
    assert config(tmp_path, "jobs: 0\nmin_confidence: 1\nsite_url: https://a.example\n").diagnostics == ()


def test_every_setting_is_an_option():
    fields = {*BuildOptions.__dataclass_fields__, "sources", "output"}
    assert set(SETTINGS) == fields
