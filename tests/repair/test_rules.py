"""Every rule is declared completely, and its broken example becomes the fixed one."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import specsmith.passes.repair as room
from specsmith.passes.repair import RULES, RepairRule, repair
from specsmith.passes.repair.sites import Sites
from tests.repair.conftest import document_of, spelled

IDS = [rule.code.id for rule in RULES]


def test_each_code_is_used_by_one_rule() -> None:
    assert len(set(IDS)) == len(IDS)
    assert all(code.startswith("SS02") for code in IDS)


def test_every_rule_file_is_in_the_tuple() -> None:
    found = []
    for module in pkgutil.iter_modules(room.__path__):
        rule = getattr(importlib.import_module(f"{room.__name__}.{module.name}"), "RULE", None)
        if isinstance(rule, RepairRule):
            found.append(rule.code.id)
    assert sorted(found) == sorted(IDS)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_declaration_is_complete(rule: RepairRule) -> None:
    code = rule.code
    assert code.name
    assert code.title
    assert len(code.why) > 40
    assert code.help
    assert code.broken != code.fixed


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_broken_example_becomes_the_fixed_one(rule: RepairRule) -> None:
    document = document_of(rule.code.broken)
    rule.apply(Sites(document))
    assert spelled(document.root) == spelled(document_of(rule.code.fixed).root)
    assert {diagnostic.code for diagnostic in document.diagnostics} == {rule.code.id}
    assert all(diagnostic.fix and diagnostic.fix.description for diagnostic in document.diagnostics)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_fixed_example_is_left_alone(rule: RepairRule) -> None:
    document = document_of(rule.code.fixed)
    rule.apply(Sites(document))
    assert spelled(document.root) == spelled(document_of(rule.code.fixed).root)
    assert not document.diagnostics


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_diagnostics_of_the_example_have_a_position(rule: RepairRule) -> None:
    document = document_of(rule.code.broken)
    repair(document)
    own = [diagnostic.located() for diagnostic in document.diagnostics if diagnostic.code == rule.code.id]
    assert own
    assert all(diagnostic.span is not None for diagnostic in own)
