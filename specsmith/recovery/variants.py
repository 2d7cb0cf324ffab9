"""Variants of mappings: what the values in one say about what else may stand in it."""

from __future__ import annotations

from specsmith.recovery.grammar import Shape

#: In the place of a key: the beginning and the end of a mapping.
START, END = "", "\0"
PLAIN, OBJECT, ARRAY, SCALAR, REFERENCE, BODY = range(6)

#: What a value says about the mapping it stands in: (key, value) → variant.
_VARIANTS = {"object": OBJECT, "array": ARRAY, "string": SCALAR, "integer": SCALAR, "number": SCALAR, "boolean": SCALAR}
TYPED = ("Schema", "Items", "Parameter", "Header")


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
    if key == "type" and shape.kind in TYPED:
        return _VARIANTS.get(value.strip("'\""), now)
    if key == "in" and shape.label == "Parameter" and value == "body":
        return BODY
    return now
