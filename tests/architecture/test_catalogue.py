"""The catalogue of codes holds together: unique, complete, in the range of its room."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from specsmith.diagnostics.catalogue import declared_codes
from specsmith.text import load

CODES = declared_codes()
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("code", CODES.values(), ids=list(CODES))
def test_a_code_is_complete(code):
    assert re.fullmatch(r"SS0[1-9]\d\d", code.id)
    assert re.fullmatch(r"[a-z0-9.]+(-[a-z0-9.]+)*", code.name)
    assert code.title
    assert not code.title.endswith(".")
    assert len(code.why) > 30, "why says what goes wrong otherwise, or why this was chosen"
    assert bool(code.fixed) <= bool(code.broken), "a fixed example needs a broken one"


def test_every_code_is_used():
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "specsmith").rglob("*.py"))
    declared = re.findall(r"^([A-Z][A-Z0-9_]*)(?:: \w+)? = Code\(", text, re.MULTILINE)
    words = Counter(re.findall(r"\b[A-Z][A-Z0-9_]*\b", text))
    unused = [name for name in declared if words[name] < 2]
    assert unused == []


@pytest.mark.parametrize(
    "code", [c for c in CODES.values() if c.broken and not c.id.startswith("SS06")], ids=lambda c: c.id
)
def test_fixed_examples_are_yaml(code):
    assert code.id == "SS0101" or not [p for p in load(code.fixed).problems if p.kind == "syntax"]


def test_help_imports_no_heavy_library():
    heavy = "yaml yaml_rs msgspec jinja2 jsonschema_rs openapi_spec_validator markdown_it nh3 pygments httpx ruamel"
    program = (
        "import sys; from specsmith.cli.main import cli\n"
        "try: cli.main(['--help'], standalone_mode=False)\n"
        "except SystemExit: pass\n"
        f"print('HEAVY', sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.rstrip().endswith("HEAVY []")


def test_sound_input_is_converted_without_recovery_and_the_second_opinion(tmp_path):
    spec = tmp_path / "small.yaml"
    spec.write_text("swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n", "utf-8")
    program = (
        f"import sys, specsmith; assert specsmith.convert({str(spec)!r}).document is not None\n"
        "print('HEAVY', sorted(m for m in sys.modules if m in ('specsmith.recovery', 'openapi_spec_validator')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.rstrip().endswith("HEAVY []")


def test_files_stay_readable():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in (ROOT / "specsmith").rglob("*.py")
        if (lines := path.read_text("utf-8").count("\n")) > 420
    }
    assert long == {}


def test_nothing_names_this_machine():
    forbidden = re.compile(r"(?<![\w}])/(?:work/main|work/shared|root/\.|home/[a-z]+/)")
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.split()
    found = [
        name
        for name in tracked
        if name.endswith((".py", ".md", ".j2", ".toml", ".yaml", ".json"))
        and not name.startswith("tests/")
        and forbidden.search((ROOT / name).read_text("utf-8", "replace"))
    ]
    assert found == []


def test_the_page_of_rules_is_current():
    from specsmith.diagnostics.page import rules_page

    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules_page(CODES.values()), "run `make pages`"
