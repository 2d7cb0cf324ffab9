"""Damaged structured text → tree: the way through flattened or collapsed specs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from specsmith.recovery import collapsed, flattened
from specsmith.recovery.building import Builder
from specsmith.recovery.grammar import Grammar, Shape, grammar
from specsmith.recovery.pricing import Names, Prices
from specsmith.recovery.search import Search
from specsmith.recovery.tables import Lessons, Tables
from specsmith.recovery.units import Unit


#: How many ascending pairs of neighbours to one descending pair make a document sorted; what is then taken for learned.
SORTED = 8
SURE = (120, 1)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was recovered."""

    root: Any
    kind: str
    confidences: dict[str, float] = field(default_factory=dict)
    notes: tuple[Any, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)


def _price_text(units: list[Unit], prices: Prices) -> None:
    before = ""
    for unit in units:
        unit.as_text, unit.as_code = prices.text(unit)
        unit.names.clear()
        if prices.collapsed and before.endswith(("*", "`", ",", ";", "|")):
            unit.as_text = min(unit.as_text, 1.5)
        before = unit.text


def _first_impression(units: list[Unit], vocabulary: dict[str, int]) -> Lessons:
    """Whether the document is sorted, judged by neighbours that are most likely siblings: keys of the grammar with scalars."""
    lessons = Lessons()
    up = down = 0
    for one, other in pairwise(units):
        if one.kind and other.kind and not other.dashes and one.key in vocabulary and other.key in vocabulary:
            if one.key in ("type", "value", "example") or one.key == other.key:
                continue  # the last keys of a sorted object: what follows is often no sibling
            if one.key < other.key:
                up += 1
            else:
                down += 1
    for group in ("fixed", "any", "property"):
        if up > SORTED * (down + 1):
            lessons.rising[group] = SURE
        elif up > 3 * (down + 1):
            lessons.rising[group] = (9, 1)
    return lessons


def _second_impression(first: Lessons, learned: Lessons) -> Lessons:
    """Where the first reading bears out that the document is sorted, its few exceptions are more likely misreadings."""
    if SURE in first.rising.values():
        for group, (up, down) in learned.rising.items():
            if up > 5 * down:
                learned.rising[group] = SURE
    return learned


def _version(text: str) -> str:
    if "openapi:" in text or "requestBody:" in text or "#/components/" in text:
        return "3"
    return "2" if "swagger:" in text or "#/definitions/" in text else "3"


def _roots(table: Grammar) -> list[tuple[float, Shape]]:
    return [(0.0, table.root), (6.0, table.fragment("{path:PathItem}"))]


def recover_structured(text: str) -> Recovery:
    """Recover the tree of a damaged spec."""
    is_collapsed = text.count("\n") < len(text) / 1000
    table = grammar(_version(text))
    prices = Prices(table, Names.collect(text), is_collapsed)
    units = collapsed.units(text, prices.narrow, prices.names.spaced()) if is_collapsed else flattened.units(text)
    lessons = _first_impression(units, prices.vocabulary)
    for second in (False, True):
        prices.known = frozenset(lessons.names)
        _price_text(units, prices)
        search = Search(table, prices, Tables(table, lessons, second))
        reading = search.run(units, _roots(table))
        builder = Builder(table, units, is_collapsed)
        built = builder.build(reading)
        lessons = _second_impression(lessons, builder.lessons)
    return Recovery(built.root, "collapsed" if is_collapsed else "flattened", {}, (), built.lines)
