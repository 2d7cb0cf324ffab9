"""Types printed as TypeScript, for values that are sent and values that are received."""

from __future__ import annotations

from dataclasses import dataclass, field

from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.targets.typescript import TypeScriptNames
from specsmith.views.types import (
    Any_,
    Array,
    Discriminator,
    Kind,
    Literal,
    Map,
    Model,
    ModelShape,
    Named,
    Never,
    Null,
    Primitive,
    Tuple,
    TypeRef,
    Union,
)

_PLAIN = {Kind.INTEGER: "number", Kind.NUMBER: "number", Kind.BOOLEAN: "boolean"}


@dataclass(slots=True)
class TypeScriptTypes:
    """Prints types. ``prefix`` stands before model names (``models.``); ``used`` collects the names that need an import."""

    names: TypeScriptNames
    models: dict[str, Model]
    prefix: str = ""
    used: set[str] = field(default_factory=set)
    loops: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.loops = frozenset(
            one for one, model in self.models.items() if _at_once(model) and one in self._reached(one)
        )

    def read(self, found: TypeRef) -> str:
        """The type of a value that the server sends."""
        return self._print(found, False)

    def given(self, found: TypeRef) -> str:
        """The type of a value that the caller passes."""
        return self._print(found, True)

    def alias(self, model: Model, given: bool) -> str:
        """The right side of the alias of a model: never itself, whatever the description says."""
        return self._print(model.type, given, model.id)

    def _print(self, found: TypeRef, given: bool, root: str = "") -> str:
        """``root``: the alias that is being defined, as long as nothing but unions stand between it and this type."""
        match found:
            case Primitive(kind=Kind.BINARY):
                return self._use("FileInput") if given else "string"
            case Primitive(kind=kind):
                return _PLAIN.get(kind, "string")
            case Literal():
                return literal(found)
            case Array(items=items):
                return f"{grouped(self._print(items, given))}[]"
            case Tuple(items=items, rest=rest):
                inner = [self._print(one, given) for one in items]
                if not isinstance(rest, Never):
                    inner.append(f"...{grouped(self._print(rest, given))}[]")
                return f"[{', '.join(inner)}]"
            case Map(values=values):
                return f"{{ [key: string]: {self._print(values, given)} }}"
            case Named(id=name):
                return self._named(name, given, root)
            case Union():
                return self._union(found, given, root)
            case Null():
                return "null"
            case Any_() | Never():
                return "unknown"

    def _use(self, name: str) -> str:
        self.used.add(name)
        return name

    def name(self, model: str, given: bool) -> str:
        """The name of the type of a model."""
        if self.prefix:
            self.used.add("models")
        return self.prefix + (self.names.inputs if given else self.names.models)[model]

    def _named(self, name: str, given: bool, root: str) -> str:
        model = self.models.get(name)
        looping = root in self.loops and name in self.loops
        if model is None or (looping and model.shape is not ModelShape.OBJECT):
            return "unknown"
        made = self.name(name, given)
        if looping:
            return made  # an interface without its variants: the alias is one of them
        if model.shape is ModelShape.OBJECT and model.discriminator is not None:
            variants = [one for _, one in model.discriminator.mapping if one in self.models]
            return " | ".join(dict.fromkeys([made, *(self.name(one, given) for one in variants)]))
        return made

    def _union(self, found: Union, given: bool, root: str) -> str:
        printed: dict[str, None] = {}
        literals = tuple(value for one in found.members if isinstance(one, Literal) for value in one.values)
        for one in found.members:
            shown = Literal(literals) if isinstance(one, Literal) else one
            for part in self._member(shown, found.discriminator, given, root).split("\n"):
                printed[part] = None
        if root in self.loops:
            printed.pop("unknown", None)
        if "unknown" in printed or not printed:
            return "unknown"
        if "null" in printed:
            printed["null"] = printed.pop("null")
        return " | ".join(printed)

    def _member(self, found: TypeRef, discriminator: Discriminator | None, given: bool, root: str) -> str:
        """A member; where a discriminator chooses it and its own type does not say so, the value is added."""
        made = self._print(found, given, root)
        if discriminator is None or not isinstance(found, Named):
            return made
        model = self.models.get(found.id)
        values = tuple(value for value, one in discriminator.mapping if one == found.id)
        if model is None or model.shape is not ModelShape.OBJECT or model.discriminator is not None or not values:
            return made
        stated = next((one.type for one in model.fields if one.name == discriminator.property), Primitive(Kind.STRING))
        if not self._admits(stated, values):
            return made
        shown = " | ".join(escape.literal(value) for value in values)
        return f"({made} & {{ {escape.property_key(discriminator.property)}: {shown} }})"

    def _admits(self, stated: TypeRef, values: tuple[str, ...]) -> bool:
        for _ in range(8):
            model = self.models.get(stated.id) if isinstance(stated, Named) else None
            if model is None or model.shape is ModelShape.OBJECT:
                break
            stated = model.type
        if isinstance(stated, Literal):
            return len(stated.values) > 1 and all(value in stated.values for value in values)
        return isinstance(stated, Primitive) and stated.kind is Kind.STRING

    def _reached(self, start: str) -> set[str]:
        """The models that a model is made of, as far as TypeScript has to know them to know it."""
        found: set[str] = set()
        todo = [start]
        while todo:
            for one in _at_once(self.models[todo.pop()]):
                if one in self.models and one not in found:
                    found.add(one)
                    todo.append(one)
        return found


def _at_once(model: Model) -> list[str]:
    """The models that stand in a union with what a model is printed as."""
    if model.shape is not ModelShape.OBJECT:
        return _members(model.type)
    return [one for _, one in model.discriminator.mapping] if model.discriminator is not None else []


def _members(found: TypeRef) -> list[str]:
    if isinstance(found, Named):
        return [found.id]
    return [name for one in found.members for name in _members(one)] if isinstance(found, Union) else []


def grouped(printed: str) -> str:
    """A type that may be followed by ``[]``.

    >>> grouped('"a" | "b"'), grouped("string")
    ('("a" | "b")', 'string')
    """
    return f"({printed})" if " " in printed else printed


def literal(found: Literal) -> str:
    """Exact values; several of them stay open for values that a server adds later.

    >>> literal(Literal(("a", "b")))
    '"a" | "b" | (string & {})'
    >>> literal(Literal(("cat",)))
    '"cat"'
    """
    shown = list(dict.fromkeys(escape.literal(value) for value in found.values))
    if len(shown) > 1 and any(isinstance(value, str) for value in found.values):
        shown.append("(string & {})")
    numbers = [value for value in found.values if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) > 1:
        shown.append("(number & {})")
    return " | ".join(shown) or "unknown"


def with_null(printed: str) -> str:
    """A type that admits null.

    >>> with_null("string"), with_null("string | null"), with_null("unknown")
    ('string | null', 'string | null', 'unknown')
    """
    return printed if printed == "unknown" or "null" in printed.split(" | ") else f"{printed} | null"
