"""Loading: YAML 1.2 whatever path is taken, duplicate keys with their lines, bombs refused."""

from __future__ import annotations

import pytest

from specsmith.text import Lexemes, SourceFile, Span, load
from specsmith.text.load import load_exact

VALUES = [
    ("on: yes\noff: no\n", {"on": "yes", "off": "no"}),
    ("day: 2018-08-28\ntime: 12:30\n", {"day": "2018-08-28", "time": "12:30"}),
    ("200: OK\n404: Gone\n", {"200": "OK", "404": "Gone"}),
    ("1.10: a\n1.1: b\n", {"1.10": "a", "1.1": "b"}),
    ("null: 1\ntrue: 2\n", {"null": 1, "true": 2}),
    ("a: 1_000\n", {"a": "1_000"}),
    ("a: 0o17\nb: 0x1F\n", {"a": 15, "b": 31}),
    ("a: .5\nb: 1e3\nc: +12\n", {"a": 0.5, "b": 1000.0, "c": 12}),
    ("a: ~\nb:\nc: NULL\n", {"a": None, "b": None, "c": None}),
    ("a: \"~\"\nb: '1'\nc: |\n  1\n", {"a": "~", "b": "1", "c": "1\n"}),
    ("a: &x {b: 1}\nc: *x\n", {"a": {"b": 1}, "c": {"b": 1}}),
    ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", {"a": {"b": 1}, "c": {"d": 2, "b": 1}}),
    ('{"a": [1, 2.5, null, true]}', {"a": [1, 2.5, None, True]}),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_the_values_are_those_of_yaml_1_2(text, value):
    assert load(text).roots == [value]
    assert load_exact(text).roots == [value]


def test_aliases_are_copied():
    root = load("a: &x {b: 1}\nc: *x\n").roots[0]
    assert root["a"] is not root["c"]


DUPLICATES = [("a: 1\nb: 2\na: 3\n", Span(3, 1, 3, 2)), ('{"a": 1,\n "a": 3, "b": 2}', Span(2, 2, 2, 5))]


@pytest.mark.parametrize(("text", "span"), DUPLICATES)
def test_a_duplicate_key_is_found_with_its_place(text, span):
    loaded = load(text)
    assert loaded.roots == [{"a": 3, "b": 2}]
    assert [(p.kind, p.span, p.pointer) for p in loaded.problems] == [("duplicate-key", span, "/a")]


def test_a_syntax_error_has_a_place():
    loaded = load("a: 1\nb: 'open\n")
    assert not loaded.roots
    assert loaded.problems[0].kind == "syntax"
    assert loaded.problems[0].span.line >= 2


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for i in range(1, levels):
        lines.append(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        bomb(12),
        "a: &a [*a]\n",
        "[" * 5000 + "]" * 5000,
        '{"a":' * 5000 + "1" + "}" * 5000,
        "- " * 5000 + "x",
        "x: " + "{a: " * 100_000,
        "? " * 100_000 + "x",
    ],
    ids=["alias bomb", "an anchor in itself", "deep flow", "deep JSON", "deep block", "a parser's stack", "its keys"],
)
def test_hostile_nesting_is_refused(text):
    loaded = load(text)
    assert not loaded.roots
    assert loaded.problems


def test_a_nul_ends_no_text_in_silence():
    loaded = load("swagger: '2.0'\n\0info: {}\n")
    assert not loaded.roots
    assert loaded.problems[0].span.line == 2


def test_lexemes_keep_the_spelling():
    lexemes = Lexemes("info: {version: 1.10}\nlist:\n- 010\n")
    assert lexemes.at("/info/version") == "1.10"
    assert lexemes.at("/list/0") == "010"
    assert lexemes.at("/nothing/here") is None


def test_positions_fall_back_to_the_nearest_parent():
    source = SourceFile("a.yaml", "paths:\n  /a:\n    get: {}\n", first_line=3)
    assert source.locate("/paths/~1a/get").line == 5
    assert source.locate("/paths/~1a/get/summary").line == 5
    assert source.line(4) == "  /a:"


def test_positions_of_an_alias_bomb_stay_linear():
    assert SourceFile("bomb.yaml", bomb(40)).locate("/a39/0").line == 39  # an alias is where its anchor is
