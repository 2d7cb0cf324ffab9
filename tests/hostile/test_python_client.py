"""Whatever a description says, it never becomes code of a generated Python package, nor a path outside of it."""

from __future__ import annotations

import ast
import tomllib
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.renderers.clients.python_samples import python_sample
from tests.generated.building import views
from tests.hostile.planting import MARKER, PAYLOADS, plant


def check(text: str) -> None:
    api = views(plant(text), "hostile")
    rendered = render_client(api, "python", ClientOptions())
    for name, source in rendered.files.items():
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert name.isascii()
        source.encode("utf-8")
        if name.endswith(".py"):
            harmless(source)
        elif name.endswith(".toml"):
            tomllib.loads(source)
    for operation in api.operations:
        harmless(python_sample(api, operation))


def harmless(source: str) -> None:
    tree = ast.parse(source)
    compile(tree, "generated.py", "exec")
    for node in ast.walk(tree):  # a name made of the text may be an argument; nothing may call it
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == MARKER), (
            ast.dump(node)
        )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload(payload: str) -> None:
    check(payload)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=6), min_size=1, max_size=4).map("".join))
def test_mixture(text: str) -> None:
    check(text)
