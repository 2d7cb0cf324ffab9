"""Prices: how unlikely a reading is, in nats, before the document itself has taught anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specsmith.recovery import grammar as g
from specsmith.recovery.grammar import METHODS, Grammar, Shape
from specsmith.recovery.units import ALIAS, BLOCK, FLOW, MIME_NAME, NOTHING, STATUS_NAME, Unit

FORBIDDEN = 60.0
#: A dash and one word: an item of a list rather than of Markdown.
LONE_WORD = 1.2

#: Which section of a document a reference points into → what the grammar calls names of that kind.
SECTIONS = {
    "definitions": "schema", "schemas": "schema", "parameters": "parameter", "responses": "response", "examples": "example",
    "requestBodies": "body", "headers": "headername", "securitySchemes": "scheme", "links": "link", "callbacks": "callback",
}  # fmt: skip

#: Parts of the whole document: what a value of free form hardly ever holds.
SECTIONS_OF_ROOT = frozenset(("components", "definitions", "paths", "securityDefinitions", "swagger", "openapi"))

_REFERENCE = re.compile(
    r"""(?:"\#/(?:components/)?(?P<in_double>\w+)/(?P<double>[^\s"\#/]+)"
        |'\#/(?:components/)?(?P<in_single>\w+)/(?P<single>(?:[^\s'\#/]|'')+)'
        |\#/(?:components/)?(?P<section>\w+)/(?P<plain>[^\s"'\#/,}\]]+))""",
    re.X,
)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*\Z")
_LAST_WORD = re.compile(r"(?:[A-Z]+|[A-Z]?[a-z]+)\d*\Z")
_MATH = re.compile(r"[(){};=<>]|\\")


@dataclass(frozen=True, slots=True)
class Names:
    """What names the document speaks of: kind of name → names that some reference points to."""

    referenced: dict[str, frozenset[str]]

    @classmethod
    def collect(cls, text: str) -> Names:
        """Find all references of a text.

        >>> sorted(Names.collect("$ref: '#/definitions/A' $ref: \\"#/components/schemas/B\\"").referenced["schema"])
        ['A', 'B']
        """
        found: dict[str, set[str]] = {}
        for match in _REFERENCE.finditer(text):
            name = match["double"] or (match["single"] or "").replace("''", "'") or match["plain"]
            kind = SECTIONS.get(match["in_double"] or match["in_single"] or match["section"])
            if kind is not None:
                found.setdefault(kind, set()).add(name.replace("~1", "/").replace("~0", "~"))
        return cls({kind: frozenset(names) for kind, names in found.items()})

    def spaced(self) -> frozenset[str]:
        """Names of several words that references write with underscores: ``#/components/examples/Get_a_user``."""
        found = (name.replace("_", " ") for names in self.referenced.values() for name in names if "_" in name)
        return frozenset(name for name in found if " " in name.strip())


class Prices:
    """Prices of names, values and text for one document."""

    def __init__(self, grammar: Grammar, names: Names, collapsed: bool) -> None:
        self.names = names
        self.collapsed = collapsed
        self._words: dict[str, str] = {}
        self.known: frozenset[str] = frozenset()
        self.vocabulary: dict[str, int] = {}
        self.structural: set[str] = set()
        for shape in grammar.shapes:
            for key, (value, _) in shape.keys.items():
                self.vocabulary[key] = self.vocabulary.get(key, 0) | value.scalar
                if value.is_map or value.item is not None:
                    self.structural.add(key)
        self.narrow = frozenset(key for key, mask in self.vocabulary.items() if not mask & g.TEXT)

    def text(self, unit: Unit) -> tuple[float, float]:
        """The price of a unit as text of a block scalar: outside and inside a code fence."""
        key = unit.key
        if key is None:
            if not unit.dashes:
                return 0.03, 0.03
            return (0.6, 0.1) if " " in unit.value else (LONE_WORD, 0.3)
        if " " in key:
            return 0.4, 0.1
        plain, code = self._text_of_key(unit, key)
        if unit.value.endswith((",", "{", ";", "\\")) or (_MATH.search(unit.value) and unit.kind == 4):
            plain = min(plain, 2.5)
        return (plain * 0.85, code) if self.collapsed else (plain, code)

    def _text_of_key(self, unit: Unit, key: str) -> tuple[float, float]:
        if key == "$ref":
            return 10.0, 4.0
        if key.startswith("/") and unit.kind == NOTHING:
            return 12.0, 5.0
        if STATUS_NAME.match(key) and unit.kind == NOTHING:
            return (9.0, 3.0) if unit.quoted_key else (6.0, 3.0)
        if key.startswith("x-"):
            return 7.0, 2.0
        mask = self.vocabulary.get(key)
        if mask is None:
            return self._text_of_unknown_key(unit)
        if unit.kind == NOTHING:
            return (8.5, 3.0) if key in self.structural else (5.0, 1.5)
        if unit.kind == BLOCK:
            return 10.0, 4.0
        if unit.forms & mask or unit.kind == FLOW:
            narrow = not mask & g.TEXT
            return (8.0 if narrow else 6.0), 2.0
        return 2.0, 0.5

    def _text_of_unknown_key(self, unit: Unit) -> tuple[float, float]:
        plain, code = self._text_of_new_key(unit)
        return (plain + 1.0 if unit.key in self.known else plain), code

    def _text_of_new_key(self, unit: Unit) -> tuple[float, float]:
        if unit.style in ("snake", "camel"):
            return 4.5, 0.4
        if unit.style != "lower":
            return 1.7, 0.3
        if (
            self.collapsed
        ):  # "for example: …" in the middle of a sentence; as a line of its own it is far less likely text
            return 2.0 if unit.kind == NOTHING else 2.4, 0.3
        return 4.5 if unit.kind == NOTHING or unit.forms & g.WORD else 3.0, 0.3

    def name(self, kind: str, unit: Unit) -> float:
        """The price of a unit's key as a free name of a kind (``path``, ``status``, ``property`` …)."""
        cost = unit.names.get(kind)
        if cost is None:
            cost = unit.names[kind] = self._name(kind, unit.key or "")
        return cost

    def _name(self, kind: str, key: str) -> float:
        if kind == "path":
            return 0.2 if key.startswith("/") else 9.0
        if kind == "status":
            return 0.2 if STATUS_NAME.match(key) else 9.0
        if kind == "mime":
            return 0.3 if MIME_NAME.match(key) or key == "*/*" else 4.0 if "/" in key else 8.0
        cost = 3.0 if kind != "any" else 2.5
        if key in SECTIONS_OF_ROOT and kind != "property":
            cost += 6.0
        if key.startswith("/") and kind != "any":
            cost += 6.0
        elif STATUS_NAME.match(key):
            cost += 1.0 if kind in ("any", "free") or key == "default" else 5.0
        elif MIME_NAME.match(key) and kind != "any":
            cost += 4.0
        if kind in ("property", "any", "free", "scope"):
            if key in self.vocabulary:
                cost += self._keyword_as_name(kind, key)
            elif key in self.names.referenced.get("schema", ()):
                cost += (1.0 if key in self.known else 2.0) if kind == "property" else 1.0
            if " " in key:
                cost += 3.0 if kind == "property" else 1.0
            if kind != "property" and key in self.known:
                cost -= 1.0
        elif kind == "expression":
            cost = 0.5 if key.startswith(("{", "$", "http")) else 4.0
        elif kind in ("headername", "header"):
            cost = 1.5 if _HEADER.match(key) and (key[0].isupper() or "-" in key) else 3.5
        else:
            cost += -2.7 if key in self.names.referenced.get(kind, ()) else 2.5 if key in self.vocabulary else 0.5
            if " " in key:
                cost += 3.0
        if key.startswith("x-") and kind not in ("header", "headername", "any"):
            cost += 3.0
        return cost

    def _keyword_as_name(self, kind: str, key: str) -> float:
        if kind != "property":
            return 3.5 if key in METHODS else 2.5
        if any(map(str.isupper, key)) or key.startswith("$"):
            return 3.5  # additionalProperties, readOnly, allOf: hardly ever the name of a property
        return 2.0 if key in ("items", "properties", "enum", "required", "nullable") else 0.5

    def same_word(self, one: str, other: str) -> bool:
        """Whether two names end in the same word: ``ServiceSettings``, ``TeamSettings``."""
        word = self._last_word(one)
        return len(word) > 2 and word == self._last_word(other)

    def _last_word(self, name: str) -> str:
        word = self._words.get(name)
        if word is None:
            found = _LAST_WORD.search(name)
            word = self._words[name] = found[0].lower() if found and found.start() else ""
        return word

    def resemblance(self, sibling: str, run: int, name: str) -> float:
        """What it costs or saves that a name ends, or does not end, in the word that ``run`` + 1 siblings before it ended in."""
        if self.same_word(sibling, name):
            return -1.0 - min(run, 2)
        if "." in name and "." in sibling and name.partition(".")[0] == sibling.partition(".")[0]:
            return -1.0
        if "." in sibling and "." not in name:
            return 1.0
        return 1.0 if run > 1 else 0.3 if run else 0.0

    def value(self, shape: Shape, unit: Unit) -> float:
        """The price of a unit's value where ``shape`` is wanted."""
        kind = unit.kind
        if kind == NOTHING:
            return shape.opened + (0.1 if shape.value is not None or shape.keys or shape.item is not None else 4.0)
        if kind == BLOCK:
            return 0.2 if shape.scalar & g.TEXT else 6.0 if shape.scalar else 12.0
        if kind == FLOW:
            if unit.value[0] == "[":
                return 0.3 if shape.item is not None else 5.0 if shape.scalar & g.TEXT else 9.0
            return 0.3 if shape.is_map else 5.0 if shape.scalar & g.TEXT else 9.0
        if kind == ALIAS:  # of an object, nearly always
            return 0.5 if shape.is_map or shape.item is not None else 6.0
        if shape.scalar & unit.forms:
            return 0.7 if shape.scalar == g.SCALARS["any"] else 0.1
        return 5.0 if shape.scalar else 12.0
