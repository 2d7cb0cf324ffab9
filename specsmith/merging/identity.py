"""Which statements of many sources are about one operation: method and absolute path, wherever the base path ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specsmith.merging import codes
from specsmith.merging.addresses import Base, is_prefix, parse_server, shape, split_key
from specsmith.merging.joiner import Joiner
from specsmith.merging.statements import Side

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
Ident = tuple[str, str, str, str]


@dataclass(slots=True)
class Stated:
    """One operation as one source states it. ``bases`` are its servers, ``servers`` the Server Objects they came from."""

    side: Side
    key: str
    method: str
    item: dict[str, Any]
    operation: dict[str, Any]
    path: str
    fragment: str
    bases: tuple[Base, ...]
    servers: list[Any]

    def full(self, base: Base) -> str:
        """The path from the root of the host."""
        return f"{base.path}{self.path}"


def operations_of(side: Side) -> Iterator[Stated]:
    """All operations of one source, with the servers that hold for each (OAS 3.1 §4.8.1, §4.8.9, §4.8.10)."""
    paths = side.root.get("paths")
    known: dict[int, tuple[Base, ...]] = {}
    for key, item in (paths if isinstance(paths, dict) else {}).items():
        if not isinstance(item, dict) or key.startswith("x-"):
            continue
        path, fragment = split_key(key)
        for method, operation in methods_of(item):
            servers = _servers(operation) or _servers(item) or _servers(side.root) or []
            if id(servers) not in known:
                known[id(servers)] = tuple(
                    parse_server(s["url"]) for s in servers if isinstance(s, dict) and isinstance(s.get("url"), str)
                ) or (Base("", "", ""),)
            yield Stated(side, key, method, item, operation, path, fragment, known[id(servers)], servers)


def methods_of(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The operations of a path item, those of OpenAPI 3.2's ``additionalOperations`` included."""
    for key, value in item.items():
        if key in METHODS and isinstance(value, dict):
            yield key, value
        elif key == "additionalOperations" and isinstance(value, dict):
            for method, operation in value.items():
                if isinstance(operation, dict):
                    yield method, operation


def _servers(node: dict[str, Any]) -> list[Any] | None:
    servers = node.get("servers")
    return servers if isinstance(servers, list) and servers else None


def place_without_host(joiner: Joiner, stated: list[Stated]) -> None:
    """Give statements without a host one: that of the source whose base path their paths begin with.

    Where no base path fits, a source that names no server at all belongs to the only server there is.
    """
    known = sorted({(base.host, base.path) for one in stated for base in one.bases if base.host})
    if not known:
        return
    templates = {(base.host, base.path): one for one in reversed(stated) for base in one.bases if base.host}
    told: set[tuple[int, str]] = set()
    for one in stated:
        if any(base.host for base in one.bases):
            continue
        full = one.full(one.bases[0])
        fitting = [place for place in known if is_prefix(place[1], full) and full != place[1]]
        longest = max((len(path) for _, path in fitting), default=0)
        best = [place for place in fitting if len(place[1]) == longest]
        if best:
            place, path = best[0], full[longest:]
        elif len(known) == 1 and not one.bases[0].path:
            place, path, best = known[0], one.path, [known[0]]
        else:
            continue
        _tell(joiner, one, best, told)
        model = templates[place]
        one.path, one.servers = path, model.servers
        one.bases = model.bases


def _tell(joiner: Joiner, one: Stated, best: list[tuple[str, str]], told: set[tuple[int, str]]) -> None:
    several = len({host for host, _ in best}) > 1
    code = codes.SPLIT_HOSTS if several else codes.NO_SERVER
    mark = (id(one.side), code.id)
    if mark in told:
        return
    told.add(mark)
    origins = one.side.origins(one.item)
    if not origins:
        return
    host, path = best[0]
    message = f"no server is stated for {one.key}; it is taken to be on {host}{path}"
    if several:
        message += f", though it fits {', '.join(sorted({other for other, _ in best[1:]}))} too"
    joiner.report(code, message, origins[0])


def place_examples(stated: list[Stated]) -> None:
    """Requests of weak sources carry example values in their paths: they belong to the template that fits them.

    ``/users/42`` of a collection is ``/users/{id}`` of a specification with that method, when exactly one template fits.
    """
    weak = [one for one in stated if not one.side.strength]
    strong = [one for one in stated if one.side.strength]
    if not weak or not strong:
        return
    known: dict[tuple[str, str, int], dict[str, Stated]] = {}
    for one in strong:
        for base in one.bases:
            full = shape(one.full(base))
            known.setdefault((one.method, base.host, full.count("/")), {})[full] = one
    for one in weak:
        base = one.bases[0]
        full = shape(one.full(base))
        templates = known.get((one.method, base.host, full.count("/")), {})
        if full in templates:
            continue
        fitting = [template for template in templates if _fits(template, full)]
        if len(fitting) == 1:
            model = templates[fitting[0]]
            one.path, one.bases, one.servers = model.path, model.bases, model.servers


def _fits(template: str, path: str) -> bool:
    pairs = zip(template.split("/"), path.split("/"), strict=True)
    return all(left == right or (left == "{}" and right != "") for left, right in pairs)


def group_operations(stated: list[Stated]) -> list[list[Stated]]:
    """Statements that share an address (method, host, path shape, fragment) are about one operation."""
    exact = _exact(stated)
    parent: dict[Ident, Ident] = {}

    def find(ident: Ident) -> Ident:
        root = ident
        while parent[root] != root:
            root = parent[root]
        while parent[ident] != root:
            parent[ident], ident = root, parent[ident]
        return root

    idents: list[list[Ident]] = []
    for one in stated:
        own = [_exactly(ident, one, base, exact) for ident, base in _idents(one)]
        for ident in own:
            parent.setdefault(ident, ident)
        for ident in own[1:]:
            left, right = find(own[0]), find(ident)
            parent[max(left, right)] = min(left, right)
        idents.append(own)
    groups: dict[Ident, list[Stated]] = {}
    for one, own in zip(stated, idents, strict=True):
        groups.setdefault(find(own[0]), []).append(one)
    return [groups[ident] for ident in sorted(groups)]


def _idents(one: Stated) -> Iterator[tuple[Ident, Base]]:
    for base in one.bases:
        yield (one.method, base.host, shape(one.full(base)), one.fragment), base


def _exact(stated: list[Stated]) -> set[Ident]:
    """Addresses under which one source states two operations: there, parameter names and a last slash do matter."""
    first: dict[tuple[int, Ident], str] = {}
    exact: set[Ident] = set()
    for one in stated:
        for ident, base in _idents(one):
            full = one.full(base)
            if first.setdefault((id(one.side), ident), full) != full:
                exact.add(ident)
    return exact


def _exactly(ident: Ident, one: Stated, base: Base, exact: set[Ident]) -> Ident:
    return (ident[0], ident[1], one.full(base), ident[3]) if ident in exact else ident
