"""Every validation rule finds its broken example and is content with the fixed one; nothing is changed."""

from __future__ import annotations

import importlib
import json
import pkgutil

import pytest

import specsmith.validation as room
from specsmith.model import Document
from specsmith.passes.repair.sites import Sites
from specsmith.validation import RULES, ValidationRule
from tests.repair.conftest import document_of

IDS = [rule.code.id for rule in RULES]


def _document(text: str) -> Document:
    return document_of(text)


def test_each_code_is_used_by_one_rule() -> None:
    assert len(set(IDS)) == len(IDS)
    assert all(code.startswith("SS05") for code in IDS)


def test_every_rule_file_is_in_the_tuple() -> None:
    found = []
    for module in pkgutil.iter_modules(room.__path__):
        rule = getattr(importlib.import_module(f"{room.__name__}.{module.name}"), "RULE", None)
        if isinstance(rule, ValidationRule):
            found.append(rule.code.id)
    assert sorted(found) == sorted(IDS)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_broken_example_is_found(rule: ValidationRule) -> None:
    document = _document(rule.code.broken)
    before = json.dumps(document.root)
    assert list(rule.check(Sites(document)))
    assert json.dumps(document.root) == before


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_fixed_example_is_not(rule: ValidationRule) -> None:
    assert not list(rule.check(Sites(_document(rule.code.fixed))))
