"""Which key follows which: prices of keys and of ends of mappings, from the grammar's weights and what the document taught."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from specsmith.recovery.grammar import Grammar, Shape
from specsmith.recovery.grammar_tables import PLACES_OF_SCHEMAS
from specsmith.recovery.lessons import Lessons
from specsmith.recovery.variants import ARRAY, BODY, END, OBJECT, REFERENCE, SCALAR, START, TYPED, order_group

_OBJECT_KEYS = ("properties", "additionalProperties", "required", "minProperties", "maxProperties", "discriminator")
_ARRAY_KEYS = ("items", "minItems", "maxItems", "uniqueItems", "collectionFormat")
_SCALAR_KEYS = ("format", "pattern", "enum", "minLength", "maxLength", "minimum", "maximum")
_COMBINED = ("allOf", "oneOf", "anyOf", "not")
_RARE: dict[int, tuple[tuple[str, ...], float]] = {
    OBJECT: (_ARRAY_KEYS + _SCALAR_KEYS, 0.03),
    ARRAY: (_OBJECT_KEYS + _SCALAR_KEYS + _COMBINED, 0.03),
    SCALAR: (_OBJECT_KEYS + _ARRAY_KEYS + _COMBINED, 0.01),
}
#: What people write before they open the parts of a schema, and seldom after them.
_NESTING = frozenset(("properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties"))
_ANNOTATIONS = frozenset(
    ("description", "nullable", "readOnly", "writeOnly", "deprecated", "format", "default", "title")
)
AFTERTHOUGHT = 0.3
#: How unlikely an extension is in an object, before the document has shown where it puts it; well-known ones and their homes.
_EXTENDED = {"Operation": 2.7, "Info": 3.0, "Root": 3.2, "Schema": 3.3, "Parameter": 3.6, "PathItem": 4.0, "Tag": 3.8}
_SCHEMAS = tuple(PLACES_OF_SCHEMAS)
_KNOWN: dict[str, tuple[str, ...]] = {
    "x-logo": ("Info",), "x-twitter": ("Contact",), "x-origin": ("Info",), "x-providerName": ("Info",), "x-serviceName": ("Info",),
    "x-apisguru-categories": ("Info",), "x-preferred": ("Info",), "x-unofficialSpec": ("Info",), "x-tagGroups": ("Root",),
    "x-displayName": ("Tag",), "x-code-samples": ("Operation",), "x-codeSamples": ("Operation",),
    "x-codegen-request-body-name": ("Operation",), "x-amazon-apigateway-integration": ("Operation",),
    "x-swagger-router-controller": ("Operation",), "x-openapi-router-controller": ("Operation",),
    "x-ms-pageable": ("Operation",), "x-ms-long-running-operation": ("Operation",), "x-ms-examples": ("Operation",),
    "x-ms-parameter-location": ("Parameter", "ServerVariable"), "x-ms-skip-url-encoding": ("Parameter", "ServerVariable"),
    "x-ms-discriminator-value": ("Schema",), "x-ms-azure-resource": ("Schema", "Part"),
    "x-ms-client-name": ("Property", "Parameter", "Header"), "x-ms-enum": (*_SCHEMAS, "Parameter"),
    "x-kubernetes-list-type": ("Property",), "x-kubernetes-list-map-keys": ("Property",), "x-kubernetes-map-type": ("Schema",),
    "x-kubernetes-patch-strategy": ("Property",), "x-kubernetes-patch-merge-key": ("Property",),
    "x-kubernetes-group-version-kind": ("Schema",), "x-kubernetes-unions": ("Schema",),
    "x-nullable": (*_SCHEMAS, "Parameter"), "x-enum-varnames": _SCHEMAS, "x-enumNames": _SCHEMAS, "x-go-name": _SCHEMAS,
}  # fmt: skip


def _small(*styles: str) -> bool:
    return not {"Pascal", "UPPER", "SNAKE", "Kebab", "path"} & set(styles)


@dataclass(eq=False, slots=True)
class Table:
    """Prices of what may come next in one mapping: keys of the grammar, the end, a free name, an extension.

    ``close`` is the price of ending the mapping beside what was taken when it opened; ``required`` are the keys (as bits) that it
    must have, ``wanted`` those of which it must have one, at the price of ``unwanted``.
    """

    keys: dict[str, tuple[float, Shape]]
    end: float
    follow: dict[str, float]
    total: float
    ready: bool = False
    close: float = 0.0
    required: int = 0
    wanted: int = 0
    unwanted: float = 0.0


class Tables:
    """All tables of one document, made when first asked for."""

    def __init__(self, grammar: Grammar, lessons: Lessons, second: bool) -> None:
        self._grammar = grammar
        self._lessons = lessons
        self._tables: dict[tuple[int, int, str], Table] = {}
        self._levels: dict[int, tuple[dict[str, float], float]] = {}
        self._extensions: dict[tuple[int, str], float] = {}
        self._styles: dict[tuple[int, str, str], float] = {}
        self.second = second
        ups, downs = (sum(pair[side] for pair in lessons.rising.values()) for side in (0, 1))
        self._sorted = min(0.97, max(0.5, (ups + 2.0) / (ups + downs + 4.0)))
        typed, typeless = lessons.typed
        self.typeless = min(4.0, -log((typeless + 1.0) / (typed + typeless + 7.0)))
        self._orders: dict[int, tuple[float, float]] = {}

    def table(self, shape: Shape, now: int, previous: str) -> Table:
        """The prices in a mapping of ``shape`` in variant ``now`` whose last key is ``previous``."""
        key = (shape.id, now, previous if shape.keys or self.second else ("-" if previous else START))
        found = self._tables.get(key)
        if found is None:
            found = self._tables[key] = self._make(shape, now, previous)
        return found

    def _level(self, shape: Shape) -> tuple[dict[str, float], float]:
        """Shares of keys in mappings of a shape, whatever came before, and the share of the end."""
        found = self._levels.get(shape.id)
        if found is None:
            weights = sum(weight for _, weight in shape.keys.values()) or 1.0
            inside = self._lessons.inside.get(shape.id, {})
            total = sum(inside.values())
            end = 0.4 if shape.keys else 0.3
            shares = {
                key: (inside.get(key, 0) + 4.0 * weight / weights * (1 - end)) / (total + 4.0)
                for key, (_, weight) in shape.keys.items()
            }
            found = self._levels[shape.id] = shares, (inside.get(END, 0) + 4.0 * end) / (total + 4.0)
        return found

    def _followers(self, shape: Shape, now: int, previous: str) -> dict[str, float]:
        """What followed ``previous``. One observation is the place itself, read before: it must not vouch for itself."""
        counts = self._lessons.after.get((shape.id, now, previous), {})
        own = 0.7 if shape.keys else 1.0
        return {key: count - own for key, count in counts.items() if count > own}

    def _make(self, shape: Shape, now: int, previous: str) -> Table:
        shares, end = self._level(shape)
        follow = self._followers(shape, now, previous)
        total = sum(follow.values())
        rare, factor = _RARE.get(now, ((), 1.0))
        if now == REFERENCE:
            end = 0.9
        elif not previous:
            end = 0.02
        trust = 1.5
        keys = {}
        for key, (value, _) in shape.keys.items():
            share = shares[key]
            if key in rare and shape.kind in TYPED:
                share *= factor
            elif now == OBJECT and key in ("properties", "additionalProperties"):
                share *= 1.0 if previous in _NESTING else 4.0
            elif previous in _NESTING and key in _ANNOTATIONS:
                share *= AFTERTHOUGHT
            elif now == REFERENCE:
                share *= 0.3 if key == "description" and shape.kind == "Schema" else 0.02
            elif now == BODY:
                share *= 3.0 if key == "schema" else 0.05 if key in ("type", "items", "format") else 1.0
            keys[key] = -log((follow.get(key, 0) + trust * share) / (total + trust)), value
        if not shape.keys:
            trust = 4.0
        price_of_end = -log((follow.get(END, 0) + trust * end) / (total + trust))
        return Table(keys, price_of_end, follow, total)

    def extension(self, shape: Shape, key: str) -> float:
        """The price of an ``x-`` key in mappings of ``shape``: a document puts one name at one level."""
        price = self._extensions.get((shape.id, key))
        if price is None:
            levels = self._lessons.extensions.get(key, {})
            total = sum(levels.values())
            here = levels.get(shape.id, 0)
            prior = _EXTENDED.get(shape.kind, 4.5) if key not in _KNOWN else 1.5 if shape.label in _KNOWN[key] else 6.0
            price = prior if not total else 0.8 - log((here + 0.02) / (total + 0.2))
            self._extensions[shape.id, key] = price
        return price

    def order(self, shape: Shape, previous: str, key: str) -> float:
        """What it costs or saves that ``key`` follows ``previous`` in the alphabet, or does not: many documents are sorted."""
        prices = self._orders.get(shape.id)
        if prices is None:
            up, down = self._lessons.rising.get(order_group(shape), (0, 0))
            share = (up + 8.0 * self._sorted) / (up + down + 8.0)
            prices = self._orders[shape.id] = -log(2 * share), -log(2 * (1 - share))
        return prices[0] if key > previous else prices[1]

    def style(self, shape: Shape, sibling: str, style: str) -> float:
        """The price of a casing class among siblings of class ``sibling`` in maps of ``shape``."""
        price = self._styles.get((shape.id, sibling, style))
        if price is None:
            counts = self._lessons.styles.get(shape.id, {})
            share = (counts.get(style, 0) + 1.0) / (sum(counts.values()) + 8.0)
            if not sibling:
                price = -0.5 * log(share) if counts else 0.5
            else:
                alike = (
                    1.0
                    if style == sibling
                    else 0.85
                    if style == "lower" and _small(sibling)
                    else 0.5
                    if sibling == "lower" and _small(style)
                    else 0.0
                )
                price = -log(0.6 * alike + 0.4 * share)
            self._styles[shape.id, sibling, style] = price
        return price

    def free(self, table: Table, key: str, price: float) -> float:
        """The price of a free name whose own price is ``price``, given what followed this one's elder sibling before."""
        if not table.total or not self.second:
            return price
        seen = table.follow.get(key, 0)
        if not seen:
            return price + 0.15
        return -log((seen + 2.0 * 2.718**-price) / (table.total + 2.0))
