"""Text clean-up: every kind of superficial damage is undone, and nothing else is touched."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from specsmith.recovery.cleanup import clean_text, split_documents
from specsmith.text import load

FOLDER = Path(__file__).parents[1] / "cases" / "cleanup"
CASES: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
TRICKY = (FOLDER / "tricky.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_damage_is_undone_and_reported(name: str) -> None:
    case = CASES[name]
    cleaned = clean_text(case["input"])
    assert cleaned.text.rstrip("\n") == case["expected"].rstrip("\n")
    assert sorted(note.code.id for note in cleaned.notes) == case["codes"]
    assert cleaned.readable
    if "lines" in case:
        assert list(cleaned.line_map[: len(case["lines"])]) == case["lines"]


@pytest.mark.parametrize("name", CASES)
def test_lines_lead_back_to_the_input(name: str) -> None:
    case = CASES[name]
    cleaned = clean_text(case["input"])
    original = re.split(r"\r\n?|\n", case["input"])
    lines = cleaned.text.split("\n")
    assert len(cleaned.line_map) == len(lines)
    assert all(1 <= number <= len(original) for number in cleaned.line_map)
    for line, number in zip(lines, cleaned.line_map, strict=True):
        words = set(re.findall(r"[a-z]{3,}", line))
        assert words <= set(re.findall(r"[a-z]{3,}", original[number - 1])), (line, original[number - 1])


@pytest.mark.parametrize("name", CASES)
def test_clean_text_stays_clean(name: str) -> None:
    once = clean_text(CASES[name]["input"])
    twice = clean_text(once.text)
    assert twice.text == once.text
    assert twice.notes == ()


def test_an_undamaged_spec_comes_back_unchanged() -> None:
    for text in (TRICKY, TRICKY.replace("\n", "\r\n"), '{"swagger": "2.0", "paths": {}}', "/pets:\n  get: {}\n"):
        cleaned = clean_text(text)
        assert cleaned.text == text
        assert cleaned.notes == ()


def test_other_text_comes_back_unchanged() -> None:
    for text in (
        "",
        "Once upon a “time”.\n\nThe end.\n",
        '# Users\n\n## GET /users\n\n```json\n{"a": 1}\n```\n',
        "a: 1\nb:\n  - “c”\n",
    ):
        cleaned = clean_text(text)
        assert cleaned.text == text
        assert not cleaned.readable


def _numbered(text: str) -> str:
    return "\n".join(f"{number:4}  {line}" for number, line in enumerate(text.split("\n"), 1))


def _numbered_narrow(text: str) -> str:
    return "\n".join(f"{number}: {line}" if line else f"{number}:" for number, line in enumerate(text.split("\n"), 1))


def _nbsp_indentation(text: str) -> str:
    return "\n".join(re.sub(r"^ +", lambda m: "\u00a0" * len(m[0]), line) for line in text.split("\n"))


DAMAGES: dict[str, Callable[[str], str | bytes]] = {
    "byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "line numbers": _numbered,
    "narrow line numbers": _numbered_narrow,
    "non-breaking indentation": _nbsp_indentation,
    "literal non-breaking indentation": lambda text: _nbsp_indentation(text).replace("\u00a0", "\\u00a0").replace("10\\u00a0km", "10\u00a0km").replace("in\\u00a0km", "in\u00a0km"),
    "html": html.escape,
    "mail": lambda text: "\n".join(f"> {line}" if line else ">" for line in text.split("\n")),
    "old Mac line ends": lambda text: text.replace("\n", "\r"),
    "chrome": lambda text: f"Raw\nBlame\n{text}\nTerms\nPrivacy\n",
    "line numbers and html": lambda text: html.escape(_numbered(text)),
    "mail and Windows line ends": lambda text: "\r\n".join(f"> {line}" for line in text.split("\n")),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_spec_full_of_traps_survives(damage: str) -> None:
    cleaned = clean_text(DAMAGES[damage](TRICKY))
    assert load(cleaned.text).roots == load(TRICKY).roots


def test_a_fence_in_a_description_is_no_fence_around_the_document() -> None:
    cleaned = clean_text(_numbered(TRICKY))
    assert load(cleaned.text).roots[0]["openapi"] == "3.0.3"


@pytest.mark.parametrize("cut", range(300, 1500, 37))
def test_a_cut_anywhere_keeps_what_was_complete(cut: int) -> None:
    whole = load(TRICKY).roots[0]
    cleaned = clean_text(TRICKY[:cut])
    root = load(cleaned.text).roots[0] if cleaned.readable else {}
    if TRICKY[:cut].find("\npaths:") > 0:
        assert cleaned.readable
        assert root["info"] == whole["info"]
        kept = TRICKY[:cut].rsplit("\n", 1)[0]
        assert len(cleaned.text) >= len(kept) - 60


def test_lost_indentation_is_not_taken_for_a_cut() -> None:
    flattened = "\n".join(" ".join(line.split()) for line in TRICKY.splitlines() if line.strip())
    for text in (
        flattened,
        "swagger: '2.0'\ninfo:\ntitle: A\nversion: '1'\npaths:\n/a:\nget:\nresponses:\n",
        " ".join(TRICKY.split()),
    ):
        assert not clean_text(text).readable


def test_documents_are_split_at_marks_and_not_at_rules() -> None:
    text = f'---\n{TRICKY}---\nswagger: \'2.0\'\npaths: {{}}\n...\n---\n{{"openapi": "3.0.0"}}\n'
    parts = split_documents(text)
    assert [part.text.splitlines()[0] for part in parts] == ["openapi: 3.0.3", "swagger: '2.0'", '{"openapi": "3.0.0"}']
    lines = text.split("\n")
    assert all(lines[part.first_line - 1] == part.text.splitlines()[0] for part in parts)


def test_front_matter_is_one_document() -> None:
    parts = split_documents("---\nswagger: '2.0'\npaths: {}\n---\n")
    assert [part.first_line for part in parts] == [2]
