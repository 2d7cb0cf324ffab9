"""Which components of many sources are one, and what they are called in the result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from specsmith.merging import codes
from specsmith.merging.joiner import Joiner
from specsmith.merging.likeness import alike, covers
from specsmith.merging.operations import COMPONENTS
from specsmith.merging.rewriting import rewrite_references
from specsmith.merging.richness import is_placeholder, leaves, schema_tier
from specsmith.merging.statements import Side, Statement, Variant, group, merge_orders, ordered, sorted_key
from specsmith.model import pointer

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_ALIAS_PROPERTIES = 2


Key = tuple[int, str]
"""A component: the number of its side and its name there."""


class Cluster:
    """One component of the result: the statements about it; ``name`` is what it will be called, ``base`` what sources call it."""

    __slots__ = ("base", "name", "seed", "variants")

    def __init__(self, base: str, name: str, seed: Variant) -> None:
        self.base = base
        self.name = name
        self.seed = seed.value
        self.variants = [seed]

    def telling(self) -> list[Statement]:
        """The statements that count: a placeholder gives way to the real thing."""
        real = [variant for variant in self.variants if not is_placeholder(variant.value)]
        return [statement for variant in real or self.variants for statement in variant.statements]

    def statements(self) -> list[Statement]:
        """All statements about this component."""
        return [statement for variant in self.variants for statement in variant.statements]


def join_components(joiner: Joiner, sides: list[Side]) -> dict[str, Any]:
    """Join the components of all sides; afterwards every reference of every side names a component of the result."""
    sections = [s for s in COMPONENTS if any(_section(side, s) for side in sides)]
    for section in sections:
        colors, wide = _colors(sides) if section == "schemas" and len(sides) > 1 else ({}, set())
        aliases = _aliases(colors, wide)
        _point_to(sides, aliases)
        clusters = _clusters(section, sides, aliases, colors)
        _rename(joiner, section, sides, clusters, aliases)
        clusters = _again(section, clusters)
        final = joiner.components.setdefault(section, {})
        by_name = {cluster.name: cluster for cluster in clusters}
        order = [n for n in merge_orders([list(_section(side, section)) for side in sides]) if n in by_name]
        order += sorted(set(by_name) - set(order))
        for name in order:  # what others refer to before it is joined
            final[name] = by_name[name].seed
        joined: dict[str, Any] = {}
        for name in order:
            COMPONENTS[section](joiner, joined, name, by_name[name].telling(), ("components", section))
        final.update(joined)
    return _assemble(joiner, sides)


def _section(side: Side, section: str) -> dict[str, Any]:
    components = side.root.get("components")
    found = components.get(section) if isinstance(components, dict) else None
    return found if isinstance(found, dict) else {}


def _assemble(joiner: Joiner, sides: list[Side]) -> dict[str, Any]:
    components: dict[str, Any] = {}
    known = [side.root["components"] for side in sides if isinstance(side.root.get("components"), dict)]
    for section in merge_orders([list(one) for one in known]):
        if joiner.components.get(section):
            components[section] = joiner.components[section]
        elif section not in COMPONENTS:
            statements = [Statement(s, s.root["components"], section, s.root["components"][section])
                          for s in sides if section in (s.root.get("components") or {})]  # fmt: skip
            best = ordered(group(statements), lambda value: (2, leaves(value)))[0]
            joiner.put(components, section, best)
    return components


def drop_idle_placeholders(joiner: Joiner, result: dict[str, Any]) -> None:
    """A placeholder that nothing refers to any more says nothing."""
    components = result.get("components", {})
    idle = [
        (section, name)
        for section in joiner.components
        for name, component in joiner.components[section].items()
        if is_placeholder(component)
    ]
    if not idle:
        return
    used: set[str] = set()
    stack: list[Any] = [result]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            ref = node.get("$ref")
            if isinstance(ref, str):
                used.add(ref)
            stack.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            stack.extend(value for value in node if isinstance(value, dict | list))
    for section, name in idle:
        if _ref(section, name) not in used:
            del joiner.components[section][name]
            if not joiner.components[section]:
                components.pop(section, None)


def _quality(section: str) -> Any:
    def quality(value: Any) -> tuple[Any, ...]:
        if section == "schemas":
            # what a reference points to is not known before names are settled: it counts as real
            tier = schema_tier(value, lambda _: {"type": "string"})
            return (min(tier, 2) if tier < 3 else 3, leaves(value))
        return (2, leaves(value))

    return quality


def _clusters(section: str, sides: list[Side], aliases: dict[Key, str], colors: dict[Key, int]) -> list[Cluster]:
    """Statements of one name that are alike are one component; the others get the name of their source added."""
    index_of = {id(side): index for index, side in enumerate(sides)}

    def shades(variants: list[Variant]) -> set[int]:
        """What the statements are equal to, references included."""
        keys = [(index_of[id(s.side)], str(s.key)) for variant in variants for s in variant.statements]
        return {colors[key] for key in keys if key in colors}

    stated: dict[str, list[Statement]] = {}
    for index, side in enumerate(sides):
        entries = _section(side, section)
        for name, value in entries.items():
            stated.setdefault(aliases.get((index, name), name), []).append(Statement(side, entries, name, value))
    clusters: dict[str, Cluster] = {}
    left_over: list[tuple[str, Variant]] = []
    quality = _quality(section)
    for name in sorted(stated):
        variants = ordered(group(stated[name]), lambda value: (0, 0) if is_placeholder(value) else quality(value))
        clusters[name] = cluster = Cluster(name, name, variants[0])
        for variant in variants[1:]:
            if (
                is_placeholder(variant.value)
                or alike(section, cluster.seed, variant.value)
                or shades([variant]) & shades(cluster.variants)
            ):
                cluster.variants.append(variant)
            else:
                left_over.append((name, variant))
    shaded: dict[int, set[str]] = {}
    for name, cluster in clusters.items():
        for color in shades(cluster.variants):
            shaded.setdefault(color, set()).add(name)
    for name, variant in left_over:
        shade = shades([variant])
        equal = {other for color in shade for other in shaded.get(color, ())}
        target = _other_cluster(section, name, variant, clusters, equal)
        if target is not None:
            target.variants.append(variant)
        else:
            for color in shade:
                shaded.setdefault(color, set()).add(next(reversed(clusters)))
    return [clusters[name] for name in sorted(clusters)]


def _other_cluster(
    section: str, name: str, variant: Variant, clusters: dict[str, Cluster], equal: set[str]
) -> Cluster | None:
    """A cluster that was named after a source and says the same; else a new one is made under such a name."""
    label = min(statement.side.label for statement in variant.statements)
    for other in sorted(clusters):
        if other.startswith(f"{name}_"):
            seed = clusters[other].seed
            same = other in equal or sorted_key(seed) == sorted_key(variant.value)
            if same or (section == "schemas" and covers(seed, variant.value)):
                return clusters[other]
    base = f"{name}_{_UNSAFE.sub('_', label).strip('_') or 'other'}"
    fresh, number = base, 2
    while fresh in clusters:
        if alike(section, clusters[fresh].seed, variant.value):
            return clusters[fresh]
        fresh, number = f"{base}_{number}", number + 1
    clusters[fresh] = Cluster(name, fresh, variant)
    return None


def _point_to(sides: list[Side], aliases: dict[Key, str]) -> None:
    """Let references mean the name that stays; those of sources that don't define the other name too."""
    gone = {name: new for (_, name), new in sorted(aliases.items()) if name != new}
    if not gone:
        return
    kept = {
        name for index, side in enumerate(sides) for name in _section(side, "schemas") if (index, name) not in aliases
    }
    for index, side in enumerate(sides):
        own = _section(side, "schemas")
        names = {old: new for old, new in gone.items() if ((index, old) in aliases if old in own else old not in kept)}
        rewrite_references(side, {_ref("schemas", old): _ref("schemas", new) for old, new in names.items()}, {})


def _rename(joiner: Joiner, section: str, sides: list[Side], clusters: list[Cluster], aliases: dict[Key, str]) -> None:
    """Rewrite the references of the sides whose components are called otherwise in the result."""
    renamed: dict[int, dict[str, str]] = {}
    index = {id(side): number for number, side in enumerate(sides)}
    for cluster in clusters:
        for statement in cluster.statements():
            name = str(statement.key)
            name = aliases.get((index[id(statement.side)], name), name)
            if name != cluster.name:
                renamed.setdefault(id(statement.side), {})[name] = cluster.name
        if cluster.base != cluster.name:
            origin = cluster.variants[0].origins()[0]
            message = f"`{section}/{cluster.base}` means different things; the one of this source is `{cluster.name}`"
            joiner.report(codes.RENAMED_COMPONENT, message, origin)
    for side in sides:
        names = renamed.get(id(side))
        if not names:
            continue
        refs = {_ref(section, old): _ref(section, new) for old, new in names.items()}
        rewrite_references(side, refs, names if section == "securitySchemes" else {})


def _ref(section: str, name: str) -> str:
    return f"#/components/{section}/{pointer.escape_token(name)}"


def _again(section: str, clusters: list[Cluster]) -> list[Cluster]:
    """The clusters over the rewritten trees."""
    for cluster in clusters:
        statements: list[Statement] = []
        for statement in cluster.statements():
            entries = _section(statement.side, section)
            if entries is not statement.parent:
                statement = Statement(statement.side, entries, statement.key, entries[str(statement.key)])
            statements.append(statement)
        cluster.variants = ordered(group(statements), _quality(section))
        cluster.seed = cluster.variants[0].value
    return clusters


def _aliases(colors: dict[Key, int], wide: set[Key]) -> dict[Key, str]:
    """Object schemas of different sources that are equal but for their names: (side, name) → the name that stays.

    Equal means equal with everything they refer to; cycles are followed by refining classes until nothing changes. Two
    names of one source stay two, whatever they hold.
    """
    classes: dict[int, list[tuple[int, str]]] = {}
    for key, color in colors.items():
        if key in wide:
            classes.setdefault(color, []).append(key)
    uses: dict[str, set[int]] = {}
    for (_, name), color in colors.items():
        uses.setdefault(name, set()).add(color)
    out: dict[Key, str] = {}
    for members in classes.values():
        names = {name for _, name in members}
        holders = [index for index, _ in members]
        free = [name for name in names if len(uses[name]) == 1]  # the others mean something else somewhere
        if len(names) > 1 and free and len(holders) == len(set(holders)):
            chosen = min(free, key=lambda name: (len(name), name))
            out.update(dict.fromkeys(members, chosen))
    return out


def _colors(sides: list[Side]) -> tuple[dict[Key, int], set[Key]]:
    """Partition refinement: schemas of one colour are equal, references included."""
    skeletons: dict[tuple[int, str], tuple[bytes, tuple[str, ...]]] = {}
    wide: set[Key] = set()
    known: dict[bytes, tuple[bytes, tuple[str, ...]]] = {}
    for index, side in enumerate(sides):
        for name, schema in _section(side, "schemas").items():
            raw = sorted_key(schema)
            if raw not in known:
                refs: list[str] = []
                known[raw] = (sorted_key(_neutral(schema, refs)), tuple(refs))
            skeletons[index, name] = known[raw]
            properties = schema.get("properties") if isinstance(schema, dict) else None
            if isinstance(properties, dict) and len(properties) >= _ALIAS_PROPERTIES:
                wide.add((index, name))
    colors = _numbered((key, skeleton) for key, (skeleton, _) in skeletons.items())
    count = len(set(colors.values()))
    while True:
        colors = _numbered(
            (key, (colors[key], tuple(colors.get((key[0], ref), ref) for ref in refs)))
            for key, (_, refs) in skeletons.items()
        )
        now = len(set(colors.values()))
        if now == count:
            return colors, wide
        count = now


def _numbered(signatures: Iterable[tuple[tuple[int, str], Any]]) -> dict[Key, int]:
    numbers: dict[Any, int] = {}
    return {key: numbers.setdefault(signature, len(numbers)) for key, signature in signatures}


def _neutral(node: Any, refs: list[str]) -> Any:
    if isinstance(node, dict):
        out: dict[str, Any] = {}
        for key in sorted(node):
            entry = node[key]
            if key == "$ref" and isinstance(entry, str) and entry.startswith("#/components/schemas/"):
                refs.append(pointer.unescape_token(entry.removeprefix("#/components/schemas/")))
                out[key] = ""
            else:
                out[key] = _neutral(entry, refs) if isinstance(entry, dict | list) else entry
        return out
    return (
        [_neutral(entry, refs) if isinstance(entry, dict | list) else entry for entry in node]
        if isinstance(node, list)
        else node
    )
