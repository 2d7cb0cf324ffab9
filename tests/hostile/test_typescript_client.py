"""Whatever a description says, it never becomes code of a generated TypeScript package, nor a path outside of it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.renderers.clients.typescript_samples import typescript_sample
from specsmith.renderers.targets.typescript import typescript_names
from tests.generated.building import views
from tests.generated.typescript_building import compile_project, write_with_samples
from tests.hostile.planting import MARKER, PAYLOADS, plant

pytestmark = pytest.mark.node
SCRIPT = Path(__file__).parent / "typescript_calls.mjs"


def sources(text: str) -> dict[str, str]:
    """The generated TypeScript of a description that says ``text`` everywhere; all paths stay inside the package."""
    api = views(plant(text), "hostile")
    rendered = render_client(api, "typescript", ClientOptions())
    found = {}
    for name, source in rendered.files.items():
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert name.isascii()
        source.encode("utf-8")
        if name.endswith(".json"):
            json.loads(source)
        elif name.endswith(".ts") and not name.startswith("src/runtime/"):
            found[name] = source
    for number, operation in enumerate(api.operations):
        found[f"sample{number}.ts"] = typescript_sample(api, operation)
    return found


def harmless(texts: list[str], folder: Path, node_modules: Path) -> None:
    """One process parses what all these texts made."""
    names = []
    for number, text in enumerate(texts):
        for name, source in sources(text).items():
            path = folder / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
            names.append(str(path))
    command = ["node", str(SCRIPT), str(node_modules), MARKER]
    done = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_the_parser_finds_calls(tmp_path: Path, node_modules: Path) -> None:
    (tmp_path / "a.ts").write_text(f"const a = `${{{MARKER}()}}`;\n(", encoding="utf-8")
    command = ["node", str(SCRIPT), str(node_modules), MARKER]
    done = subprocess.run(command, input=str(tmp_path / "a.ts"), capture_output=True, text=True, check=True)
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines()] == [
        "Expression expected.",
        "template",
        "call",
    ]


def test_payloads(tmp_path: Path, node_modules: Path) -> None:
    harmless(list(PAYLOADS), tmp_path, node_modules)


@settings(max_examples=2, deadline=None, derandomize=True)
@given(
    st.lists(
        st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=6), min_size=1, max_size=4).map("".join), max_size=12
    )
)
def test_mixtures(tmp_path_factory: pytest.TempPathFactory, node_modules: Path, texts: list[str]) -> None:
    harmless(texts, tmp_path_factory.mktemp("mixtures"), node_modules)


def test_everything_compiles(tmp_path: Path, node_modules: Path) -> None:
    api = views(plant("".join(PAYLOADS[:-2])), "hostile")
    assert typescript_names(api).client.isidentifier()
    compile_project(node_modules, write_with_samples([api], tmp_path))
