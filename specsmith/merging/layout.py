"""Where the merged operations stand: base paths, path keys, parameter names, and servers at the top or below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specsmith.merging import codes
from specsmith.merging.addresses import (
    Base,
    common_base,
    is_prefix,
    parameter_names,
    parse_server,
    shape,
    with_host,
    with_names,
)
from specsmith.merging.identity import Stated
from specsmith.merging.joiner import Joiner
from specsmith.merging.richness import leaves, parameter_name_quality
from specsmith.merging.statements import Statement, Variant, group, merge_orders, ordered


@dataclass(slots=True)
class Placed:
    """One operation of the result: its statements, the host it belongs to, its path, and later its key and servers."""

    stated: list[Stated]
    host: str
    bases: tuple[Base, ...]
    path: str
    fragment: str
    method: str
    key: str = ""
    servers: list[Any] = field(default_factory=list)

    @property
    def urls(self) -> tuple[str, ...]:
        """What tells equal server lists."""
        return tuple(server["url"] for server in self.servers)


def place(joiner: Joiner, groups: list[list[Stated]]) -> list[Placed]:
    """Choose base paths, names of path parameters and keys for all operations."""
    cut = _base_paths(groups)
    placed = [_placed(stated, cut) for stated in groups]
    for one in placed:
        one.servers = _servers(joiner, one)
    _name_parameters(placed)
    _assign_keys(joiner, placed)
    return placed


def _first_base(stated: list[Stated]) -> tuple[Stated, Base]:
    """The statement whose base path says most; its first host in the order of names."""
    best = min(stated, key=lambda one: (-one.side.strength, not one.bases[0].host, -len(one.bases[0].path)))
    return best, min(best.bases, key=lambda base: (not base.host, base.host, base.path))


def _base_paths(groups: list[list[Stated]]) -> dict[str, str]:
    """Host → base path: the longest one stated (or shared by two that are) that all paths of the host begin with."""
    paths: dict[str, set[str]] = {}
    bases: dict[str, set[str]] = {}
    for stated in groups:
        for one in stated:
            for base in one.bases:
                paths.setdefault(base.host, set()).add(one.full(base))
                bases.setdefault(base.host, set()).add(base.path)
    chosen: dict[str, str] = {}
    for host, stated_bases in bases.items():
        candidates = stated_bases | {common_base(one, other) for one in stated_bases for other in stated_bases}
        for candidate in sorted(candidates, key=lambda path: (-len(path), path)):
            if all(is_prefix(candidate, path) and path != candidate for path in paths[host]):
                chosen[host] = candidate
                break
    return chosen


def _placed(stated: list[Stated], cut: dict[str, str]) -> Placed:
    one, base = _first_base(stated)
    full = one.full(base)
    chosen = cut.get(base.host, base.path)
    moved = base.path[len(chosen) :] if len(base.path) > len(chosen) else ""
    if "{" in moved or any(not other.path.endswith(moved) for other in one.bases):
        chosen = base.path  # a server variable can't become part of a path; then the operation keeps its own base path
    path = full[len(chosen) :]
    bases: dict[str, Base] = {}
    tail = shape(path)
    for order in merge_orders([[_secure_first(b) for b in s.bases] for s in stated]):
        for s in stated:
            for b in s.bases:
                if _secure_first(b) == order:
                    kept = _without(s.full(b), tail)
                    new = Base(b.scheme, b.host, kept if kept is not None else b.path, b.query)
                    bases.setdefault(new.url, new)
    strength = max(s.side.strength for s in stated)
    slashes = {s.path.endswith("/") for s in stated if s.side.strength == strength}
    path = path.rstrip("/") or "/" if len(slashes) > 1 else path
    return Placed(stated, base.host, tuple(bases.values()), path, one.fragment, one.method)


def _secure_first(base: Base) -> str:
    """The URL in a form that sorts https before http."""
    return ("0" if base.scheme in ("https", "wss") else "1") + base.url


def _without(full: str, tail: str) -> str | None:
    """What of ``full`` stands before the path whose shape is ``tail``."""
    if tail == "/":
        return full.rstrip("/")
    count = tail.count("/")
    head, segments = full.rstrip("/"), []
    for _ in range(count):
        head, _, last = head.rpartition("/")
        segments.append(last)
    return head if shape("/" + "/".join(reversed(segments))) == tail else None


def _servers(joiner: Joiner, one: Placed) -> list[Any]:
    """The Server Objects of an operation, each URL once, what sources say about it joined."""
    if (
        len(one.bases) == 1
        and not one.bases[0].host
        and not one.bases[0].path
        and not any(s.servers for s in one.stated)
    ):
        return []
    stated: dict[str, list[Statement]] = {}
    for s in one.stated:
        for index, server in enumerate(s.servers):
            if isinstance(server, dict) and isinstance(server.get("url"), str):
                base = parse_server(server["url"])
                stated.setdefault(f"{base.scheme}//{base.host}", []).append(Statement(s.side, s.servers, index, server))
    out: list[Any] = []
    for base in one.bases:
        said = stated.get(f"{base.scheme}//{base.host}", [])
        best: Variant | None = ordered(group(said), lambda value: (2, leaves(value)))[0] if said else None
        server = {"url": base.url}
        if best is not None:
            server = {**{k: joiner.copy(v, best.best.side) for k, v in best.value.items()}, "url": base.url}
            joiner.provenance.record(server, best.origins())
        out.append(server)
    return out


def _name_parameters(placed: list[Placed]) -> None:
    """Path parameters match by position: each place gets the best name that a source has for it."""
    items: dict[tuple[str, str, str], list[Placed]] = {}
    for one in placed:
        items.setdefault((one.host, shape(one.path), one.fragment), []).append(one)
    for members in items.values():
        if len({m.method for m in members}) < len(members):
            for member in members:  # one source tells these apart by their names
                _best_names([member])
        else:
            _best_names(members)


def _best_names(members: list[Placed]) -> None:
    templates = sorted({_own_names(s, m) for m in members for s in m.stated})
    if len(templates) == 1 or len({len(t) for t in templates}) > 1:
        return
    best = [
        max({t[i] for t in templates}, key=lambda n: (parameter_name_quality(n), n)) for i in range(len(templates[0]))
    ]
    if len(set(best)) < len(best):
        best = list(max(templates, key=lambda t: ([parameter_name_quality(n) for n in t], t)))
    for member in members:
        member.path = with_names(member.path, best)


def _own_names(stated: Stated, placed: Placed) -> tuple[str, ...]:
    """The names a source has for the parameters of the merged path (its base path may hold some of them)."""
    count = len(parameter_names(placed.path))
    names = parameter_names(stated.full(stated.bases[0]))
    return tuple(names[len(names) - count :]) if count else ()


def renames(stated: Stated, placed: Placed) -> dict[str, str]:
    """Path parameter name in the source → name in the result, where they differ."""
    old, new = _own_names(stated, placed), parameter_names(placed.path)
    return {one: other for one, other in zip(old, new, strict=False) if one != other}


def _assign_keys(joiner: Joiner, placed: list[Placed]) -> None:
    """The key in ``paths``; where another host has the same method and path, a fragment with the host tells them apart."""
    counts: dict[str, int] = {}
    for one in placed:
        counts[one.host] = counts.get(one.host, 0) + 1
    hosts = sorted(counts, key=lambda host: (-counts[host], host))
    taken: dict[str, dict[str, Placed]] = {}
    for host in hosts:
        members: dict[str, list[Placed]] = {}
        for one in placed:
            if one.host == host:
                members.setdefault(one.path + one.fragment, []).append(one)
        for key, ones in members.items():
            known = taken.get(key, {})
            clash = next((one for one in ones if one.method in known), None)
            if clash is not None:
                first = clash.stated[0]
                origins = first.side.origins(first.operation)
                if origins:
                    message = f"{clash.method.upper()} {clash.path} exists on {known[clash.method].host} and on {host}"
                    joiner.report(codes.HOST_COLLISION, message, origins[0])
            for one in ones:
                one.key = with_host(one.path, one.fragment, host or "none") if clash else key
                methods = taken.setdefault(one.key, {})
                number = 2
                while one.method in methods:  # the same path and method on the same host, by other base paths
                    one.key = with_host(
                        one.path, one.fragment, f"{host}{one.bases[0].path}{'' if number == 2 else number}"
                    )
                    methods = taken.setdefault(one.key, {})
                    number += 1
                methods[one.method] = one
