"""Joining schemas: keyword by keyword where they describe the same thing, else the one that says more, whole."""

from __future__ import annotations

from typing import Any

from specsmith.merging.joiner import At, Field, Joiner, Kind, choose, mapping, strict, text, value, why
from specsmith.merging.richness import compatible_types, flag_quality, is_combined, leaves, schema_types, title_quality
from specsmith.merging.statements import Statement, Variant, group, merge_orders, ordered, raw_key, sorted_key

_REF_BONUS = 1_000_000


def schema(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    """Join statements about a schema (OAS 3.1 §4.8.24): a real schema over ``{}``, over a reference that dangles.

    Of two that say as much, the one that is more than "some text" is the more specific.
    """
    variants = group(statements)
    if len(variants) == 1:
        joiner.put(out, key, variants[0])
        return

    def quality(one: Any) -> tuple[Any, ...]:
        tier = joiner.tier(one)
        named = isinstance(one, dict) and "$ref" in one
        return (tier, _REF_BONUS if named else leaves(one), schema_types(one) != frozenset(["string"]))

    variants = ordered(variants, quality)
    best, rest = variants[0], variants[1:]
    if not isinstance(best.value, dict) or "$ref" in best.value:
        joiner.put(out, key, best)
        losing = [variant for variant in rest if sorted_key(variant.value) != sorted_key(best.value)]
        clash = any(_clash(joiner, best, variant) for variant in losing)
        joiner.decide((*at, key), best, losing, why(best, losing, quality, "it is the more specific schema"), clash)
        return
    joined = [best] + [variant for variant in rest if _joins(best.value, variant.value)]
    losing = [variant for variant in rest if variant not in joined]
    if len(joined) == 1:
        joiner.put(out, key, best)
    else:
        out[key] = _join(joiner, joined, (*at, key))
    clash = any(_clash(joiner, best, variant) for variant in losing)
    joiner.decide((*at, key), best, losing, why(best, losing, quality, "it is the more specific schema"), clash)


def _clash(joiner: Joiner, best: Variant, other: Variant) -> bool:
    if joiner.tier(best.value) < 2 or joiner.tier(other.value) < 2:
        return False
    return not compatible_types(joiner.deref(best.best).value, joiner.deref(other.best).value)


def _joins(best: dict[str, Any], other: Any) -> bool:
    """Whether two inline schemas describe one thing, so that their keywords may stand together."""
    if not isinstance(other, dict) or "$ref" in other or not compatible_types(best, other):
        return False
    if is_combined(best) or is_combined(other):
        combined = [k for k in ("allOf", "oneOf", "anyOf", "not", "if", "$dynamicRef") if k in best or k in other]
        return all(k not in other or (k in best and sorted_key(best[k]) == sorted_key(other[k])) for k in combined)
    return True


def _join(joiner: Joiner, variants: list[Variant], at: At) -> dict[str, Any]:
    made = joiner.begin(variants)
    for name in merge_orders([list(variant.value) for variant in variants]):
        statements = [variant.best.child(name) for variant in variants if name in variant.value]
        if name == "required":
            _required(joiner, made, variants, at)
        elif name == "type":
            _type(joiner, made, statements, at)
        else:
            KEYWORDS.get(name, value if name.startswith("x-") else strict)(joiner, made, name, statements, at)
    return made


def _type(joiner: Joiner, out: dict[str, Any], statements: list[Statement], at: At) -> None:
    """Types that overlap: the wider statement (with null) is the richer one; differing beyond null is a contradiction."""
    variants = ordered(group(statements), lambda types: (2, len(types) if isinstance(types, list) else 1))
    joiner.put(out, "type", variants[0])
    losing = variants[1:]
    stated = {schema_types({"type": variant.value}) for variant in variants}
    joiner.decide((*at, "type"), variants[0], losing, "it allows what both allow", len(stated) > 1)


def _required(joiner: Joiner, out: dict[str, Any], variants: list[Variant], at: At) -> None:
    """A property is required when a source says so; another that lists what is required and leaves it out contradicts."""
    lists = [v for v in variants if isinstance(v.value.get("required"), list)]
    if not lists:
        value(joiner, out, "required", [v.best.child("required") for v in variants if "required" in v.value], at)
        return
    names = merge_orders([[n for n in v.value["required"] if isinstance(n, str)] for v in lists])
    if len({raw_key(v.value["required"]) for v in lists}) == 1:
        joiner.put(out, "required", group(v.best.child("required") for v in lists)[0])
        return
    made = out["required"] = list(names)
    joiner.provenance.record(made, tuple(o for v in lists for o in v.best.child("required").origins()))
    for name in names:
        sayers = [v for v in lists if name in v.value["required"]]
        deniers = [v for v in lists if name not in v.value["required"] and name in (v.value.get("properties") or {})]
        if deniers:
            best, other = (group(v.best.child("required") for v in some) for some in (sayers, deniers))
            joiner.decide(
                (*at, "required"), best[0], other, f"`{name}` is required by the stricter source", conflict=True
            )


def examples(joiner: Joiner, out: dict[str, Any], key: str, statements: list[Statement], at: At) -> None:
    """Example lists of schemas: all of them, each once. (Where ``examples`` is a map, names are joined.)"""
    variants = group(statements)
    if len(variants) == 1 or not all(isinstance(v.value, list) for v in variants):
        (mapping(value) if all(isinstance(v.value, dict) for v in variants) else value)(
            joiner, out, key, statements, at
        )
        return
    made: list[Any] = []
    seen: set[bytes] = set()
    for variant in sorted(variants, key=lambda v: (-len(v.value), v.raw)):
        for example in variant.value:
            mark = sorted_key(example)
            if mark not in seen:
                seen.add(mark)
                made.append(joiner.copy(example, variant.best.side))
    out[key] = made
    joiner.provenance.record(made, tuple(o for v in variants for o in v.origins()))


flag: Field = choose(flag_quality)
_schemas = mapping(schema)


KEYWORDS: Kind = {
    "title": choose(title_quality, reason="it is the shorter name"),
    "description": text,
    "$comment": text,
    "properties": _schemas,
    "patternProperties": _schemas,
    "$defs": _schemas,
    "dependentSchemas": _schemas,
    "items": schema,
    "additionalProperties": schema,
    "unevaluatedProperties": schema,
    "propertyNames": schema,
    "contains": schema,
    "examples": examples,
    "example": value,
    "default": choose(contradicts=True, reason="it says more"),
    "deprecated": flag,
    "readOnly": flag,
    "writeOnly": flag,
    "externalDocs": value,
    "xml": value,
    "discriminator": value,
}
