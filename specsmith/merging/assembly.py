"""Putting the joined parts together: path items, servers and security at the top or below, info, tags."""

from __future__ import annotations

import re
from typing import Any

from specsmith.merging import codes
from specsmith.merging.identity import METHODS, methods_of
from specsmith.merging.joiner import Joiner, choose, mapping, structure, text, value
from specsmith.merging.layout import Placed, renames
from specsmith.merging.operations import OPERATION, TAG, disambiguated, operation
from specsmith.merging.richness import any_quality, text_quality, title_quality
from specsmith.merging.statements import Quality, Side, Statement, Variant, group, merge_orders, raw_key, sorted_key

_NUMBER = re.compile(r"[0-9]+")
_FIELDS = (*OPERATION, "servers")
_tag = structure(lambda: TAG)
_most = choose(
    lambda found: (2, isinstance(found, int) and found > 0),
    reason="the whole is as complete as its most complete source",
)


def join_paths(joiner: Joiner, placed: list[Placed], sides: list[Side]) -> dict[str, Any]:
    """All path items, in an order that does not depend on the order of sources."""
    items: dict[str, list[Placed]] = {}
    for one in placed:
        items.setdefault(one.key, []).append(one)
    orders: dict[int, dict[str, None]] = {}
    for one in placed:
        for stated in one.stated:
            orders.setdefault(id(stated.side), {})
    keys = {(id(s.side), s.key): one.key for one in placed for s in one.stated}
    for side in sides:
        for key in side.root.get("paths") or {}:
            if (id(side), key) in keys:
                orders[id(side)][keys[id(side), key]] = None
    order = merge_orders([list(names) for names in orders.values()])
    order += sorted(set(items) - set(order))
    paths: dict[str, Any] = {}
    joiner.provenance.record(paths, ())
    for key in order:
        if key in items:
            paths[key] = _path_item(joiner, key, items[key])
    _other_items(joiner, paths, sides)
    return paths


def _path_item(joiner: Joiner, key: str, members: list[Placed]) -> dict[str, Any]:
    sources: dict[int, Statement] = {}
    for one in members:
        for stated in one.stated:
            parent = stated.side.root["paths"]
            sources.setdefault(id(stated.item), Statement(stated.side, parent, stated.key, stated.item))
    variants = group(sources.values())
    item = joiner.begin(variants)
    shared = {raw_key(s.value.get("parameters", [])) for s in sources.values()}
    renamed = any(renames(stated, one) for one in members for stated in one.stated)
    push = len(shared) > 1 or renamed
    for name in merge_orders([list(s.value) for s in sources.values()]):
        said = [s.child(name) for s in sources.values() if name in s.value]
        if name in ("summary", "description"):
            text(joiner, item, name, said, ("paths", key))
        elif name.startswith("x-") or name == "$ref" or (name == "parameters" and not push):
            value(joiner, item, name, said, ("paths", key))
    by_method = {one.method: one for one in members}
    order = merge_orders([[m for m in s.value if m in by_method] for s in sources.values()])
    for method in order + sorted(set(by_method) - set(order)):
        one = by_method[method]
        said = [_statement(joiner, stated, one, push) for stated in one.stated]
        target = item if method in METHODS else item.setdefault("additionalOperations", {})
        operation(joiner, target, method, said, ("paths", key))
        origins = tuple(sorted({o for s in one.stated for o in s.side.origins(s.operation)},
                               key=lambda o: (o.source.path, o.source.first_line, o.pointer, o.rule)))  # fmt: skip
        joiner.provenance.record(target[method], origins)
    return item


def _statement(joiner: Joiner, stated: Any, placed: Placed, push: bool) -> Statement:
    """What a source says about an operation, path parameters called as in the result, inherited statements written out."""
    side: Side = stated.side
    source: dict[str, Any] = stated.operation
    changes: dict[str, Any] = {}
    names = renames(stated, placed)
    if push:
        own = source.get("parameters") if isinstance(source.get("parameters"), list) else []
        inherited = stated.item.get("parameters") if isinstance(stated.item.get("parameters"), list) else []
        known = {_mark(joiner, p) for p in own or []}
        both = [*(p for p in inherited or [] if _mark(joiner, p) not in known), *(own or [])]
        parameters = [_renamed(joiner, side, p, names) for p in both]
        if parameters and raw_key(parameters) != raw_key(source.get("parameters", [])):
            changes["parameters"] = parameters
            side.moved(parameters, source.get("parameters", stated.item.get("parameters")))
    security = source.get("security", side.root.get("security"))
    if security is not None and "security" not in source:
        changes["security"] = security
    value = {k: v for k, v in source.items() if k != "servers"} if "servers" in source or changes else source
    if value is not source:
        value = {**value, **changes}
        side.moved(value, source)
    return Statement(side, stated.item, stated.method, value)


def _mark(joiner: Joiner, parameter: Any) -> tuple[Any, ...]:
    if isinstance(parameter, dict) and "$ref" in parameter:
        parameter = joiner.lookup(str(parameter["$ref"])) or parameter
    return (
        (parameter.get("in"), parameter.get("name"), parameter.get("$ref"))
        if isinstance(parameter, dict)
        else (id(parameter),)
    )


def _renamed(joiner: Joiner, side: Side, parameter: Any, names: dict[str, str]) -> Any:
    if not names or not isinstance(parameter, dict):
        return parameter
    meant = joiner.lookup(str(parameter["$ref"])) if "$ref" in parameter else parameter
    if not isinstance(meant, dict) or meant.get("in") != "path" or meant.get("name") not in names:
        return parameter
    new = {**meant, "name": names[meant["name"]]}
    side.moved(new, parameter)
    return new


def _other_items(joiner: Joiner, paths: dict[str, Any], sides: list[Side]) -> None:
    """Path items without operations, references to path items elsewhere, and extensions of ``paths`` itself."""
    rest: dict[str, list[Statement]] = {}
    for side in sides:
        known = side.root.get("paths")
        for key, item in (known if isinstance(known, dict) else {}).items():
            if key.startswith("x-") or not isinstance(item, dict) or not any(True for _ in methods_of(item)):
                rest.setdefault(key, []).append(Statement(side, known, key, item))
    for key in sorted(rest):
        if key not in paths:
            value(joiner, paths, key, rest[key], ("paths",))


def hoist_servers(joiner: Joiner, root: dict[str, Any], placed: list[Placed], sides: list[Side]) -> None:
    """Servers at the top where most operations share them; below where the absolute URL would change otherwise."""
    counts: dict[tuple[str, ...], int] = {}
    lists: dict[tuple[str, ...], list[Any]] = {}
    for one in placed:
        counts[one.urls] = counts.get(one.urls, 0) + 1
        lists.setdefault(one.urls, one.servers)
    if not counts:
        said = [Statement(s, s.root, "servers", s.root["servers"]) for s in sides if s.root.get("servers")]
        if said:
            value(joiner, root, "servers", said, ())
        return
    top = min(counts, key=lambda urls: (not any("//" in url for url in urls), -counts[urls], urls))
    if top:
        root["servers"] = lists[top]
    items: dict[str, list[Placed]] = {}
    for one in placed:
        items.setdefault(one.key, []).append(one)
    for key, members in items.items():
        item = root["paths"][key]
        if all(one.urls == top for one in members):
            continue
        if len({one.urls for one in members}) == 1 and not (item.keys() & {"$ref"}):
            _insert(item, "servers", members[0].servers or [{"url": "/"}], before=[one.method for one in members])
            continue
        for one in members:
            if one.urls != top:
                target = item if one.method in item else item["additionalOperations"]
                target[one.method]["servers"] = one.servers or [{"url": "/"}]


def _insert(item: dict[str, Any], key: str, entry: Any, before: list[str]) -> None:
    rest = {name: item.pop(name) for name in list(item) if name in before}
    item[key] = entry
    item.update(rest)


def hoist_security(joiner: Joiner, root: dict[str, Any], placed: list[Placed], sides: list[Side]) -> None:
    """Security at the top when all sources or all operations agree; else with each operation."""
    operations = [_operation(root, one) for one in placed]
    stated = {sorted_key(side.root["security"]) if "security" in side.root else None for side in sides}
    found = {sorted_key(op["security"]) if "security" in op else None for op in operations}
    if len(stated) == 1 and None not in stated:
        value(joiner, root, "security", [Statement(s, s.root, "security", s.root["security"]) for s in sides], ())
    elif operations and len(found) == 1 and None not in found:
        root["security"] = operations[0]["security"]
    if "security" not in root:
        return
    top = sorted_key(root["security"])
    for op in operations:
        if "security" in op and sorted_key(op["security"]) == top:
            del op["security"]
        elif "security" not in op:
            op["security"] = []


def _operation(root: dict[str, Any], one: Placed) -> dict[str, Any]:
    item = root["paths"][one.key]
    found: dict[str, Any] = item[one.method] if one.method in item else item["additionalOperations"][one.method]
    return found


def order_fields(root: dict[str, Any], placed: list[Placed]) -> None:
    """The fields of every operation in the order of the specification, whether it was joined or taken whole."""
    for one in placed:
        op = _operation(root, one)
        fields = {name: op[name] for name in _FIELDS if name in op}
        rest = {name: entry for name, entry in op.items() if name not in fields}
        op.clear()
        op.update(fields | rest)


def unique_operation_ids(joiner: Joiner, root: dict[str, Any], placed: list[Placed]) -> None:
    """OperationIds that several operations have get method and path added, each independently of the others."""
    users: dict[str, list[Placed]] = {}
    for one in placed:
        found = _operation(root, one).get("operationId")
        if isinstance(found, str):
            users.setdefault(found, []).append(one)
    for name in sorted(users):
        if len(users[name]) == 1:
            continue
        for one in sorted(users[name], key=lambda p: (p.key, p.method)):
            op = _operation(root, one)
            new = base = disambiguated(name, one.method, one.key)
            number = 2
            while new in users and len(users[new]) > 0:
                new, number = f"{base}_{number}", number + 1
            users[new] = [one]
            op["operationId"] = new
            origins = joiner.provenance.of(op)
            if origins:
                joiner.report(
                    codes.RENAMED_OPERATION,
                    f"operationId `{name}` is used more than once; it is `{new}` here",
                    origins[0],
                )


def join_head(joiner: Joiner, root: dict[str, Any], sides: list[Side]) -> None:
    """``openapi``, ``info``, ``tags``, ``externalDocs``, extensions and all else at the top."""
    root["openapi"] = max((str(s.root.get("openapi", "3.1.1")) for s in sides), key=version_key)
    _info(joiner, root, sides)
    _tags(joiner, root, sides)
    done = {"openapi", "info", "tags", "paths", "components", "servers", "security"}
    for name in merge_orders([list(side.root) for side in sides]):
        if name not in done:
            said = [Statement(s, s.root, name, s.root[name]) for s in sides if name in s.root]
            if name == "webhooks":
                mapping(structure(lambda: {**dict.fromkeys(("get", "put", "post", "delete", "patch"), operation)}))(
                    joiner, root, name, said, ()
                )
            elif name == "x-complete":
                _most(joiner, root, name, said, ())
            else:
                value(joiner, root, name, said, ())


def version_key(version: str) -> tuple[Any, ...]:
    """Versions in the order people mean.

    >>> version_key("3.10.0") > version_key("3.9")
    True
    """
    return (tuple(int(n) for n in _NUMBER.findall(version)), version)


def _info(joiner: Joiner, root: dict[str, Any], sides: list[Side]) -> None:
    """Title, version and description of the source that describes most; what it leaves out, from the others."""
    said = [Statement(s, s.root, "info", s.root["info"]) for s in sides if isinstance(s.root.get("info"), dict)]
    if not said:
        root["info"] = {"title": "API", "version": "0"}
        return
    said.sort(key=lambda s: (s.side.strength, s.side.rank, s.side.weight), reverse=True)
    variants = group(said)
    if len(variants) == 1:
        joiner.put(root, "info", variants[0])
        return
    info = root["info"] = joiner.begin(variants)
    names = merge_orders([list(v.value) for v in variants])
    for name in names:
        quality = _INFO.get(name, any_quality)
        stated = group(v.best.child(name) for v in variants if name in v.value)
        best, *losing = sorted(stated, key=lambda v: _info_key(v, quality), reverse=True)
        joiner.put(info, name, best)
        losing = [v for v in losing if sorted_key(v.value) != sorted_key(best.value)]
        clash = name == "version" and any(quality(v.value)[0] > 1 for v in losing)
        reason = "it is the newer one" if clash else "its source describes most of the API"
        joiner.decide(("info", name), best, losing, reason, clash)


def _info_key(variant: Variant, quality: Quality) -> tuple[Any, ...]:
    side = variant.best.side
    tier, *rest = quality(variant.value)
    return (tier > 0, side.strength, tier, side.rank, side.weight, tuple(rest), sorted_key(variant.value), variant.raw)


def _version_quality(version: Any) -> tuple[Any, ...]:
    return (1 if version in _FILLED_IN else 2, version_key(str(version)))


_FILLED_IN = ("1.0.0", "1.0", "1", "v1", "0", "0.0.0", "0.0.1", "", None)
_INFO = {"title": title_quality, "version": _version_quality, "description": text_quality}


def _tags(joiner: Joiner, root: dict[str, Any], sides: list[Side]) -> None:
    said = [Statement(s, s.root, "tags", s.root["tags"]) for s in sides if isinstance(s.root.get("tags"), list)]
    if not said:
        return
    stated: dict[str, list[Statement]] = {}
    orders: list[list[str]] = []
    for variant in group(said):
        order: list[str] = []
        for index, tag in enumerate(variant.value):
            if isinstance(tag, dict) and isinstance(tag.get("name"), str):
                stated.setdefault(tag["name"], []).append(variant.best.child(index))
                order.append(tag["name"])
        orders.append(order)
    made: dict[str, Any] = {}
    for name in merge_orders(orders):
        _tag(joiner, made, name, stated[name], ("tags",))
    root["tags"] = list(made.values())
    joiner.provenance.record(root["tags"], tuple(o for s in said for o in s.origins()))
