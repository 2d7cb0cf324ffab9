"""Which key follows which: prices of keys and of ends of mappings, from the grammar's weights and what the document taught."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log

from specsmith.recovery.grammar import EMPTY, PLACES_OF_SCHEMAS, Grammar, Shape
from specsmith.recovery.reading import AS_ITEM, AS_KEY, Reading
from specsmith.recovery.units import Unit

START, END = "", "\0"
PLAIN, OBJECT, ARRAY, SCALAR, REFERENCE, BODY = range(6)

#: What a value says about the mapping it stands in: (key, value) → variant.
_VARIANTS = {"object": OBJECT, "array": ARRAY, "string": SCALAR, "integer": SCALAR, "number": SCALAR, "boolean": SCALAR}

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
_ANNOTATIONS = frozenset(("description", "nullable", "readOnly", "writeOnly", "deprecated", "format", "default", "title"))
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
    "x-nullable": (*_SCHEMAS, "Parameter"), "x-enum-varnames": _SCHEMAS, "x-enumNames": _SCHEMAS, "x-go-name": _SCHEMAS,
}  # fmt: skip

_TYPED = ("Schema", "Items", "Parameter", "Header")


def order_group(shape: Shape) -> str:
    """Mappings whose keys a document sorts, or does not sort, together."""
    return "fixed" if shape.keys else shape.names


def variant(shape: Shape, key: str, value: str, now: int) -> int:
    """The variant of a mapping after ``key: value``; what it was where the pair says nothing.

    >>> from specsmith.recovery.grammar import grammar
    >>> variant(grammar("3").objects["Schema"], "type", "array", PLAIN) == ARRAY
    True
    """
    if key == "$ref":
        return REFERENCE
    if key == "type" and shape.kind in _TYPED:
        return _VARIANTS.get(value.strip("'\""), now)
    if key == "in" and shape.label == "Parameter" and value == "body":
        return BODY
    return now


def _small(*styles: str) -> bool:
    return not {"Pascal", "UPPER", "SNAKE", "Kebab", "path"} & set(styles)


@dataclass(slots=True)
class Lessons:
    """What a first reading taught: how often a key followed another in mappings of one shape.

    ``weight`` (0 to 1) is what an observation counts for now: a place that another reading contested teaches little, or a
    misreading that repeats itself would vouch for itself.
    """

    after: dict[tuple[int, int, str], dict[str, float]] = field(default_factory=dict)
    inside: dict[int, dict[str, float]] = field(default_factory=dict)
    extensions: dict[str, dict[int, float]] = field(default_factory=dict)
    styles: dict[int, dict[str, int]] = field(default_factory=dict)
    rising: dict[str, tuple[int, int]] = field(default_factory=dict)
    typed: tuple[int, int] = (0, 0)
    names: set[str] = field(default_factory=set)
    weight: float = 1.0

    def learn_type(self, has_type: bool) -> None:
        """Note whether a schema said its type (or a reference, or a combination)."""
        self.typed = (self.typed[0] + has_type, self.typed[1] + (not has_type))

    def learn_order(self, group: str, previous: str, key: str) -> None:
        """Note whether a key comes after its elder sibling in the alphabet."""
        up, down = self.rising.get(group, (0, 0))
        self.rising[group] = (up + 1, down) if key > previous else (up, down + 1)

    def learn_from(self, reading: Reading, units: list[Unit]) -> None:
        """Note what followed what in a reading, and, for their share, in the readings that were nearly as cheap."""
        for step, self.weight in reading.weighed():
            if step.reading not in (AS_KEY, AS_ITEM) or step.at is None:
                continue
            frame = step.left
            while frame is not None and frame is not step.at and frame.depth > step.depth:
                if frame.mode == 1:
                    self.learn(frame.shape, frame.now, frame.previous, END)
                frame = frame.parent
            key = units[step.index].key
            if key is None:
                continue
            if step.reading == AS_KEY:
                self.learn(step.at.shape, step.at.now, step.at.previous, key)
            else:
                item: Shape | None = step.at.shape.item
                for _ in range(units[step.index].dashes - 1):
                    item = item.item if item is not None else None
                if item is not None:
                    self.learn(item, 0, START, key)

    def learn(self, shape: Shape, now: int, previous: str, key: str) -> None:
        """Note that in a mapping of ``shape`` ``key`` (or END) came after ``previous`` (or START)."""
        if shape.keys and key not in shape.keys and key != END and not key.startswith("x-"):
            return
        follow = self.after.setdefault((shape.id, now, previous), {})
        follow[key] = follow.get(key, 0.0) + self.weight
        inside = self.inside.setdefault(shape.id, {})
        inside[key] = inside.get(key, 0.0) + self.weight
        if key.startswith("x-"):
            levels = self.extensions.setdefault(key, {})
            levels[shape.id] = levels.get(shape.id, 0.0) + self.weight


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
            if key in rare and shape.kind in _TYPED:
                share *= factor
            elif now == OBJECT and key in ("properties", "additionalProperties"):
                share *= 1.0 if previous in _NESTING else 4.0
            elif previous in _NESTING and key in _ANNOTATIONS:
                share *= AFTERTHOUGHT
            elif now == REFERENCE:
                share *= 0.3 if key == "description" else 0.02
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


__all__ = ["EMPTY", "END", "START", "Lessons", "Table", "Tables", "order_group", "variant"]
