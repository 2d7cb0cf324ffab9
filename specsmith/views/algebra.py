"""Putting types together and taking them apart: unions in a normal form, null apart from the rest."""

from __future__ import annotations

from collections.abc import Iterable

from specsmith.views.types import ANY, NEVER, NULL, Any_, Discriminator, Map, Null, TypeRef, Union, UnionKind

__all__ = ["ANY", "Map", "union", "without_null"]


def union(
    members: Iterable[TypeRef], kind: UnionKind = UnionKind.ANY_OF, discriminator: Discriminator | None = None
) -> TypeRef:
    """A union without repeated or nested members; one member is itself, Any swallows the rest, Never says nothing.

    >>> union([NULL, NULL]), union([ANY, NULL])
    (Null(), Any_())
    """
    flat: list[TypeRef] = []
    for member in members:
        inner = (
            member.members
            if isinstance(member, Union) and (member.discriminator is None or not discriminator)
            else (member,)
        )
        if isinstance(member, Union) and discriminator is None:
            discriminator = member.discriminator
            kind = member.kind if member.discriminator is not None else kind
        for one in inner:
            if isinstance(one, Any_):
                return ANY
            if one not in flat and one != NEVER:
                flat.append(one)
    if not flat:
        return NEVER
    if NULL in flat:  # null stands last
        flat.remove(NULL)
        flat.append(NULL)
    return flat[0] if len(flat) == 1 else Union(tuple(flat), kind, discriminator)


def without_null(found: TypeRef) -> tuple[TypeRef, bool]:
    """Take null out of a type: (the rest, whether it was there).

    >>> without_null(union([Map(ANY), NULL]))
    (Map(values=Any_()), True)
    """
    if isinstance(found, Union) and NULL in found.members:
        rest = tuple(member for member in found.members if member != NULL)
        return (rest[0] if len(rest) == 1 else Union(rest, found.kind, found.discriminator)), True
    return found, isinstance(found, Null)
