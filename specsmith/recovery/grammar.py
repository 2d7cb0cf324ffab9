"""The grammar of Swagger 2.0 and OpenAPI 3.x objects, made of the tables: the shapes that the search over damaged text follows."""

from __future__ import annotations

from dataclasses import dataclass, field

from specsmith.recovery.grammar_tables import EXCLUDES, OPENAPI, PLACES_OF_SCHEMAS, REST, SCHEMA, SWAGGER

#: What a scalar may look like; a value carries the bits of all the forms that it could be.
EMPTY, BOOL, INT, NUMBER, TYPE, REF, URL, MIME, PLACE, WORD, TEXT, STATUS = (1 << n for n in range(12))
ANY_SCALAR = (1 << 12) - 1

SCALARS: dict[str, int] = {
    "text": BOOL | INT | NUMBER | TYPE | URL | MIME | PLACE | WORD | TEXT | STATUS,
    "word": BOOL | INT | NUMBER | TYPE | URL | MIME | PLACE | WORD | STATUS,
    "bool": BOOL,
    "int": INT,
    "number": NUMBER | INT,
    "type": TYPE,
    "ref": REF,
    "url": URL,
    "mime": MIME,
    "place": PLACE,
    "any": ANY_SCALAR & ~EMPTY,
    "scheme": WORD | TYPE,
}

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_COMMON_ITEM = "\n".join(f"  {method} Operation .3" for method in METHODS)


@dataclass(eq=False, slots=True)
class Shape:
    """What may stand in one place: a scalar, a map and a list form, each of them or none.

    ``opened`` is the part of the price of closing such a container that is taken when it opens: every container closes some
    day, so readings that still have it before them must not look cheaper than those that have it behind them.
    ``keys`` maps a fixed key to (shape of its value, weight); ``names`` says what free names look like and ``value`` what
    they hold; ``item`` is what a list holds. ``scalar`` is the mask of scalar forms, 0 for none.
    """

    id: int
    label: str
    scalar: int = 0
    keys: dict[str, tuple[Shape, float]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    names: str = ""
    value: Shape | None = None
    item: Shape | None = None
    extensible: bool = False
    excludes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kind: str = ""
    opened: float = 0.5

    @property
    def is_map(self) -> bool:
        """Whether a mapping may stand here."""
        return bool(self.keys) or self.value is not None


@dataclass(frozen=True, slots=True)
class Grammar:
    """All shapes of one dialect. ``root`` is the document, ``any`` a value of any shape."""

    version: str
    shapes: tuple[Shape, ...]
    objects: dict[str, Shape]
    root: Shape
    any: Shape

    def fragment(self, expression: str) -> Shape:
        """Return the shape of an expression of the table, such as ``{path:PathItem}``, among those the table uses."""
        return next(shape for shape in self.shapes if shape.label == expression)


class _Builder:
    """Turns the table into shapes; equal expressions share one shape."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.by_label: dict[str, Shape] = {}
        self.any = self.new("any", scalar=SCALARS["any"], names="any")
        self.any.value = self.any.item = self.any

    def new(self, label: str, scalar: int = 0, names: str = "") -> Shape:
        shape = Shape(len(self.shapes), label, scalar, names=names)
        self.shapes.append(shape)
        self.by_label[label] = shape
        return shape

    def shape(self, expression: str) -> Shape:
        if expression in self.by_label:
            return self.by_label[expression]
        if "|" in expression and not expression.startswith(("{", "[")):
            return self.union(expression)
        if expression.startswith("["):
            made = self.new(expression)
            made.item = self.shape(expression[1:-1])
        elif expression.startswith("{"):
            names, _, value = expression[1:-1].partition(":")
            made = self.new(expression, names=names)
            made.value = self.shape(value)
        elif expression in SCALARS:
            made = self.new(expression, scalar=SCALARS[expression])
        else:
            made = self.new(expression)
        return made

    def union(self, expression: str) -> Shape:
        made = self.new(expression)
        for part in map(self.shape, expression.split("|")):
            made.scalar |= part.scalar
            made.item = made.item or part.item
            if part.is_map or part.label[0].isupper():
                made.keys, made.required, made.excludes = part.keys, part.required, part.excludes
                made.names, made.value, made.extensible = part.names, part.value, part.extensible
        return made

    def read(self, table: str) -> None:
        current = self.any
        rows = [line.split() for line in table.replace("METHODS", _COMMON_ITEM).splitlines() if line.strip()]
        for row in rows:
            if len(row) == 1:
                current = self.shape(row[0])
                current.extensible = row[0] not in ("Requirement", "Discriminator")
                current.kind = "Schema" if row[0] in PLACES_OF_SCHEMAS else row[0]
                current.excludes = _both_ways(EXCLUDES.get(current.kind, {}))
                continue
            key, expression, weight = row
            value = self.shape(expression.rstrip("!"))
            if key == "*":
                current.names, current.value, current.scalar = value.names, value.value, value.scalar
                continue
            factor = PLACES_OF_SCHEMAS.get(current.label, {}).get(key, 1.0)
            current.keys[key] = (value, float(weight) * factor)
            if expression.endswith("!"):
                current.required += (key,)
        for shape in [s for s in self.shapes if "|" in s.label]:
            for part in map(self.shape, shape.label.split("|")):
                if part.keys:
                    shape.keys, shape.required, shape.excludes = part.keys, part.required, part.excludes
                    shape.extensible, shape.kind = part.extensible, part.kind


def _both_ways(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for key, others in table.items():
        pairs[key] = pairs.get(key, ()) + others
        for other in others:
            pairs[other] = (*pairs.get(other, ()), key)
    return pairs


def grammar(version: str) -> Grammar:
    """Build the grammar of a dialect: ``"2"`` for Swagger 2.0, ``"3"`` for OpenAPI 3.x.

    >>> sorted(grammar("2").objects["ExternalDocs"].keys)
    ['description', 'url']
    >>> grammar("3").objects["Operation"].keys["responses"][0].names
    'status'
    """
    builder = _Builder()
    schemas = "".join(SCHEMA.replace("\nSchema\n", f"\n{place}\n", 1) for place in PLACES_OF_SCHEMAS)
    builder.read((SWAGGER if version == "2" else OPENAPI) + schemas + REST)
    for shape in builder.shapes:
        shape.opened = 0.7 if shape is builder.any else 1.0 if shape.value is not None else 0.5
    objects = {label: shape for label, shape in builder.by_label.items() if label[0].isupper() and "|" not in label}
    return Grammar(version, tuple(builder.shapes), objects, objects["Root"], builder.any)
