"""The join: all statements about a field in, one chosen value with its origins and the decision out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from specsmith.diagnostics import Code, Diagnostic
from specsmith.merging import codes
from specsmith.merging.options import Decision, Losing
from specsmith.merging.richness import any_quality, schema_tier, text_quality
from specsmith.merging.statements import (
    Quality,
    Side,
    Statement,
    Variant,
    collect_origins,
    group,
    merge_orders,
    ordered,
    sorted_key,
)
from specsmith.model import Origin, Provenance, pointer

At = tuple[str, ...]
Field = Callable[["Joiner", dict[str, Any], str, list[Statement], At], None]
Kind = Mapping[str, Field]
LONG = 60


class Joiner:
    """Collects the result's provenance, the decisions and the diagnostics of one merge."""

    def __init__(self) -> None:
        self.provenance = Provenance()
        self.decisions: list[Decision] = []
        self.diagnostics: list[Diagnostic] = []
        self.components: dict[str, dict[str, Any]] = {}
        self._twins: dict[int, Side] = {}

    def copy(self, value: Any, side: Side) -> Any:
        """A fresh copy of a source's value; every container knows where it came from."""
        if isinstance(value, dict):
            new: Any = {}
            for key, entry in value.items():
                if isinstance(entry, dict | list):
                    new[key] = self.copy(entry, side)
                else:
                    new[key] = entry
                    own = side.provenance.own_of_key(value, key)
                    if own:
                        self.provenance.record_key(new, key, own)
        elif isinstance(value, list):
            new = [self.copy(entry, side) if isinstance(entry, dict | list) else entry for entry in value]
        else:
            return value
        origins = side.origins(value)
        if origins:
            self.provenance.record(new, origins)
        return new

    def put(self, out: dict[str, Any], key: str, variant: Variant) -> None:
        """``out[key]`` is what ``variant`` says, with all the places that say it."""
        value = out[key] = self.copy(variant.value, variant.best.side)
        if not isinstance(value, dict | list):
            self.provenance.record_key(out, key, variant.origins())
        elif len(variant.statements) > 1 or not self.provenance.of(value):
            self.provenance.record(value, variant.origins())

    def begin(self, variants: list[Variant]) -> dict[str, Any]:
        """A new mapping that stands for all the variants."""
        out: dict[str, Any] = {}
        self.provenance.record(out, collect_origins(s for variant in variants for s in variant.statements))
        return out

    def decide(self, at: At, best: Variant, losing: list[Variant], reason: str, conflict: bool = False) -> None:
        """Keep what was not taken; a contradiction is reported with both places."""
        if not losing:
            return
        places = tuple(Losing(variant.value, variant.origins()[0]) for variant in losing)
        origin = best.origins()[0]
        self.decisions.append(Decision(pointer.join(*at), best.value, origin, places, reason, conflict))
        if conflict:
            others = "; ".join(f"{_short(place.value)} ({_place(place.origin)})" for place in places)
            message = f"{_name(at)}: {_short(best.value)} ({_place(origin)}) was chosen over {others}: {reason}"
            self.report(codes.CONFLICT, message, places[0].origin)

    def report(self, code: Code, message: str, origin: Origin) -> None:
        """Add a diagnostic that stands at ``origin``."""
        self.diagnostics.append(Diagnostic.of(code, message, source=origin.source, pointer=origin.pointer))

    def lookup(self, ref: str) -> Any:
        """What a reference into the merged components points to; None where nothing defines it."""
        tokens = pointer.split(pointer.from_fragment(ref)) if ref.startswith("#/components/") else []
        if len(tokens) != 3:
            return None
        return self.components.get(tokens[1], {}).get(tokens[2])

    def tier(self, schema: Any) -> int:
        """See :func:`schema_tier`, over the merged components."""
        return schema_tier(schema, self.lookup)

    def deref(self, statement: Statement) -> Statement:
        """The statement behind a Reference Object (OAS 3.1 §4.8.23), in the merged components; itself otherwise."""
        value, current = statement.value, statement
        for _ in range(20):
            ref = value.get("$ref") if isinstance(value, dict) else None
            target = self.lookup(ref) if isinstance(ref, str) else None
            if not isinstance(ref, str) or not isinstance(target, dict):
                return current
            section, name = pointer.split(pointer.from_fragment(ref))[1:]
            twin = self._twins.get(id(statement.side))
            if twin is None:
                twin = self._twins[id(statement.side)] = statement.side.twin(self.components, self.provenance)
            value, current = target, Statement(twin, self.components[section], name, target)
        return current


def _short(value: Any) -> str:
    text = sorted_key(value).decode("utf-8", "replace")
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def _place(origin: Origin) -> str:
    span = origin.source.locate(origin.pointer)
    return f"{origin.source.path}:{span.line}" if span is not None else origin.source.path


def _name(at: At) -> str:
    if len(at) > 2 and at[0] == "paths":
        rest = ".".join(at[3:])
        return f"{at[2].upper()} {at[1]}" + (f" {rest}" if rest else "")
    return ".".join(at)


def choose(quality: Quality = any_quality, *, contradicts: bool = False, reason: str = "it says more") -> Field:
    """A field of which one statement is taken whole. With ``contradicts``, two real and different ones are a conflict."""

    def field(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
        variants = ordered(group(statements), quality)
        best = variants[0]
        joiner.put(out, key, best)
        if len(variants) == 1:
            return
        same = sorted_key(best.value)
        losing = [variant for variant in variants[1:] if sorted_key(variant.value) != same]
        clash = (
            contradicts
            and quality(best.value)[0] > 0
            and any(quality(v.value)[0] == quality(best.value)[0] for v in losing)
        )
        joiner.decide((*at, key), best, losing, why(best, losing, quality, reason), clash)

    return field


def why(best: Variant, losing: list[Variant], quality: Quality, reason: str) -> str:
    """What made the difference, in words."""
    if not losing:
        return reason
    other = losing[0]
    one, two = quality(best.value), quality(other.value)
    if best.best.side.strength != other.best.side.strength and two[0] > 0:
        return "a specification counts more than a collection of examples"
    if one[0] != two[0]:
        return reason
    if best.best.side.rank != other.best.side.rank:
        return "its source is preferred"
    return reason if one != two else "both say as much; the fixed order of statements decides"


text = choose(text_quality, reason="it is the longer text")
value = choose()
strict = choose(contradicts=True)


def mapping(entry: Field) -> Field:
    """A map with free names: the union of the names, each entry joined by ``entry``."""

    def field(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
        variants = mappings(joiner, out, key, statements, at)
        if variants is None:
            return
        made = out[key] = joiner.begin(variants)
        for name in merge_orders([list(variant.value) for variant in variants]):
            entry(joiner, made, name, [v.best.child(name) for v in variants if name in v.value], (*at, key))

    return field


def mappings(
    joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At
) -> list[Variant] | None:
    """The variants that are mappings, when there is something to join; otherwise the one that counts is put in place."""
    variants = group(statements)
    if len(variants) == 1:
        joiner.put(out, key, variants[0])
        return None
    usable = [variant for variant in variants if isinstance(variant.value, dict)]
    if len(usable) < len(variants):
        value(joiner, out, key, [s for v in usable or variants for s in v.statements], at)
        if not usable:
            return None
        odd = [variant for variant in variants if not isinstance(variant.value, dict)]
        joiner.decide((*at, key), usable[0], odd, "an object was expected")
        if len(usable) == 1:
            return None
    return usable


def structure(kind: Callable[[], Kind], *, references: bool = False, other: Field = value) -> Field:
    """An object with fixed fields, each joined by its own rule; ``other`` joins extensions and unknown fields.

    With ``references``, a Reference Object stands for what it points to, and is kept when the join adds nothing to that.
    """

    def field(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
        variants = mappings(joiner, out, key, statements, at)
        if variants is None:
            return
        named = [v for v in variants if references and isinstance(joiner.lookup(str(v.value.get("$ref", ""))), dict)]
        if references:
            dangling = [v for v in variants if "$ref" in v.value and v not in named]
            if dangling and len(dangling) < len(variants):
                variants = [variant for variant in variants if variant not in dangling]
                joiner.decide((*at, key), variants[0], dangling, "a reference that nothing defines says nothing")
                if len(variants) == 1:
                    joiner.put(out, key, variants[0])
                    return
        made = joiner.begin(variants)
        meant = variants
        if named:
            meant = group(joiner.deref(variant.best) for variant in variants)
        fields = kind()
        present = merge_orders([list(variant.value) for variant in meant])
        for name in [n for n in fields if n in present] + [n for n in present if n not in fields]:
            rule = fields.get(name, other)
            rule(joiner, made, name, [v.best.child(name) for v in meant if name in v.value], (*at, key))
        for variant in sorted(named, key=lambda v: v.raw):
            if sorted_key(joiner.lookup(variant.value["$ref"])) == sorted_key(made):
                joiner.put(out, key, variant)
                return
        out[key] = made

    return field
