"""Writing: what is written means the same to a YAML 1.1 reader, to a YAML 1.2 reader and as JSON."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from specsmith.text import load, to_json, to_yaml

AMBIGUOUS = [
    "on", "y", "NO", "1.10", "012", "12:30", "2018-08-28", "1_000", "0x1f", "1e3", ".5", "+1", "~", "", "<<", "=", "null",
    "a: b", "a #b", "- x", "? x", "a:", "/a:b", "#x", "!x", "key: |", "0o17", "0b1", "1:2:3", "+.inf", "---", "...", "a\tb",
    "a\n b\n", "\n a", "a \n", "  x\ny", "two\n\n\n", "\x85", "\u2028", "\ufeff", "%x", "@x", "`x", "{x", "[x", "&x", "*x",
]  # fmt: skip
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(AMBIGUOUS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(AMBIGUOUS), inner, max_size=4)
    ),
    max_leaves=12,
)


def same_for_everyone(tree):
    written = to_yaml(tree)
    assert yaml.load(written, yaml.CSafeLoader) == tree
    loaded = load(written)
    assert not loaded.problems
    assert loaded.roots == [tree] or tree is None


@given(TREES)
def test_yaml_means_the_same_under_1_1_and_1_2(tree):
    same_for_everyone(tree)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_an_ambiguous_scalar_stays_text(text):
    same_for_everyone({text: [text, {"key": text}]})


@given(TREES.filter(lambda tree: not isinstance(tree, float)))
def test_json_is_json(tree):
    assert json.loads(to_json({"tree": tree}))["tree"] is not ...


def test_texts_of_several_lines_are_literal_blocks():
    assert to_yaml({"description": "# Title\n\nText.\n"}) == "description: |\n  # Title\n\n  Text.\n"
