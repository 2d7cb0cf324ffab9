"""Damaged structured text → tree: the way through flattened or collapsed specs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from specsmith.model.collector import paused_collector
from specsmith.recovery import codes, collapsed, flattened
from specsmith.recovery.building import Builder
from specsmith.recovery.certainty import Note, judge
from specsmith.recovery.examples import Examples
from specsmith.recovery.grammar import Grammar, Shape, grammar
from specsmith.recovery.kinship import Kinship, home_of
from specsmith.recovery.lessons import Lessons
from specsmith.recovery.markdown import headings
from specsmith.recovery.pricing import Names, Prices
from specsmith.recovery.reading import Reading
from specsmith.recovery.search import Search
from specsmith.recovery.sniff import sniff_damage
from specsmith.recovery.tables import Tables
from specsmith.recovery.units import Unit
from specsmith.text import load

#: How many ascending pairs of neighbours to one descending pair make a document sorted; what is then taken for learned.
SORTED = 8
SURE = (120, 1)
MAX_UNDAMAGED = 50_000_000


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was recovered from a text.

    ``root`` is a plain tree (a fragment that is a bare ``paths`` map stays one); ``kind`` is ``flattened``, ``collapsed``,
    ``undamaged`` or ``refused``. ``confidences`` says for the JSON pointer of every recovered node how sure its place is
    (0 to 1), ``lines`` on which input line (from 1) it stands; ``notes`` what was ambiguous, inferred, cut off or left out,
    the least certain first.
    """

    root: Any
    kind: str
    confidences: dict[str, float] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
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
    """Recover the tree of a flattened or collapsed spec; an undamaged one is returned as it is. Never raises.

    >>> recover_structured("paths:\\n/a:\\nget:\\nresponses:\\n'200':\\ndescription: OK").root
    {'paths': {'/a': {'get': {'responses': {'200': {'description': 'OK'}}}}}}
    >>> recover_structured("It was a dark and stormy night.").kind
    'refused'
    """
    kind = sniff_damage(text)
    if kind is None:
        return _as_it_is(text)
    with paused_collector():
        return _in_two_readings(text.removeprefix("\ufeff"), kind)


def _in_two_readings(text: str, kind: str) -> Recovery:
    """Read a damaged text, learn from that, and read it again."""
    table = grammar(_version(text))
    prices = Prices(table, Names.collect(text), kind == "collapsed")
    units = _cut_up(text, prices)
    lessons = _first_impression(units, prices.vocabulary)
    reading, builder = _read(units, table, prices, Tables(table, lessons, second=False), Kinship.of(None, units))
    lessons = _second_impression(lessons, builder.lessons)
    prices.known = frozenset(lessons.names)
    examples = Examples(builder.built.root)
    for index, pointer in builder.built.pointers.items():
        units[index].home = home_of(pointer)
        units[index].described = examples.at(pointer)
    kinship = Kinship.of(builder.built.root, units)
    reading, builder = _read(units, table, prices, Tables(table, lessons, second=True), kinship)
    confidences, notes = judge(reading, builder.built, units)
    return Recovery(builder.built.root, kind, confidences, tuple(notes), builder.built.lines)


def _cut_up(text: str, prices: Prices) -> list[Unit]:
    if prices.collapsed:
        return collapsed.units(text, prices.narrow, prices.names.spaced())
    return flattened.units(text)


def _read(
    units: list[Unit], table: Grammar, prices: Prices, tables: Tables, kinship: Kinship
) -> tuple[Reading, Builder]:
    _price_text(units, prices)
    reading = Search(table, prices, tables, kinship).run(units, _roots(table))
    builder = Builder(table, units, prices.collapsed, headings(unit.text for unit in units if "# " in unit.text))
    builder.build(reading)
    return reading, builder


def _as_it_is(text: str) -> Recovery:
    if len(text) <= MAX_UNDAMAGED:
        loaded = load(text)
        roots = [root for root in loaded.roots if isinstance(root, dict) and _is_spec(root)]
        if roots:
            return Recovery(roots[0], "undamaged")
    note = Note(codes.REFUSED, "", 1, "the text shows no structure of an API description", (), 0.0)
    return Recovery({}, "refused", notes=(note,))


def _is_spec(root: dict[str, Any]) -> bool:
    known = {"swagger", "openapi", "paths", "definitions", "components", "info"}
    return bool(known & root.keys()) or any(str(key).startswith("/") for key in root)
