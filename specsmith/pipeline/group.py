"""The shuffle of a build: union-find over join keys, so that the documents of one API come together.

Evidence, strongest first: a listing in the same folder that names or describes the document, the collection's
name, host + base path + title. A host alone never joins. A fragment without any of these (no server, no title)
joins the group whose paths it shares.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from specsmith.pipeline.index import DocumentKeys, Entry, path_shape
from specsmith.readers.apis_json import Listing
from specsmith.readers.sources import Source

MIN_SHARED_SHAPES = 2
GROUP_BY = ("auto", "listing", "collection", "server", "title", "folder", "file", "none")


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a group: which input, and which document of it."""

    source: Source
    keys: DocumentKeys


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one API in canonical order, with the listings that describe it."""

    slug: str
    members: tuple[Member, ...]
    listings: tuple[Listing, ...] = ()


class _Sets:
    """Union-find with path halving."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        self._parent[max(a, b)] = min(a, b)


def group_entries(entries: Sequence[Entry], by: str = "auto") -> list[Group]:
    """Groups of documents, by slug. ``by`` names one kind of evidence instead of all (see ``GROUP_BY``)."""
    members = [Member(e.source, keys) for e in entries for keys in e.documents]
    listings = [(e.source.folder, listing) for e in entries for listing in e.listings]
    sets = _Sets(len(members) + len(listings))
    if by in ("auto", "listing"):
        _join_listings(members, listings, sets)
    if by == "none":
        for i in range(1, len(members)):
            sets.join(0, i)
        for j in range(len(listings)):
            sets.join(0, len(members) + j)
    _join_equal(members, sets, by)
    if by in ("auto", "server"):
        _join_by_paths(members, sets)
    gathered: dict[int, tuple[list[Member], list[Listing]]] = defaultdict(lambda: ([], []))
    for i, member in enumerate(members):
        gathered[sets.find(i)][0].append(member)
    for j, (_, listing) in enumerate(listings):
        gathered[sets.find(len(members) + j)][1].append(listing)
    return _named([(m, ls) for m, ls in gathered.values() if m])


def _join_equal(members: Sequence[Member], sets: _Sets, by: str) -> None:
    first: dict[tuple[str, ...], int] = {}
    for i, member in enumerate(members):
        for key in _keys(member, by):
            if key in first:
                sets.join(first[key], i)
            else:
                first[key] = i


def _keys(member: Member, by: str) -> Iterable[tuple[str, ...]]:
    keys = member.keys
    if by in ("auto", "collection", "listing") and keys.collection:
        yield ("collection", keys.collection.casefold())
    if by == "auto" and keys.hosts and keys.title and not keys.collection:
        for host in keys.hosts:
            for base in keys.base_paths:
                yield ("server+title", host, base, keys.title.casefold())
    if by == "server":
        for host in keys.hosts:
            for base in keys.base_paths:
                yield ("server", host, base)
    if by == "title" and keys.title:
        yield ("title", keys.title.casefold())
    if by == "folder":
        yield ("folder", member.source.folder)
    if by == "file":
        yield ("file", member.source.path)


def _join_listings(members: Sequence[Member], listings: Sequence[tuple[str, Listing]], sets: _Sets) -> None:
    for j, (folder, listing) in enumerate(listings):
        evidence = _ListingEvidence(listing)
        for i, member in enumerate(members):
            if member.source.folder == folder and evidence.describes(member):
                sets.join(i, len(members) + j)


class _ListingEvidence:
    """What a listing says that a document can be recognized by."""

    def __init__(self, listing: Listing) -> None:
        self._names = {n.casefold() for n in (listing.name, listing.slug, listing.aid) if n}
        self._files: set[str] = set()
        self._slugs = {api.slug for api in listing.apis if api.slug}
        self._hosts: set[str] = set()
        for api in listing.apis:
            if api.base_url:
                self._hosts.add(urlsplit(api.base_url).netloc.lower())
            for link in api.properties:
                if "openapi" in link.type.lower() or "swagger" in link.type.lower() or "postman" in link.type.lower():
                    self._files.add(unquote(urlsplit(link.url).path.rpartition("/")[2]))
        self._hosts.discard("")

    def describes(self, member: Member) -> bool:
        keys = member.keys
        if member.source.path.rpartition("/")[2] in self._files or keys.slugs & self._slugs:
            return True
        if keys.collection:
            return keys.collection.casefold() in self._names
        if any(host in self._hosts for host in keys.hosts):
            return True
        title = keys.title.casefold()
        return any(re.search(rf"\b{re.escape(name)}\b", title) for name in self._names)


def _join_by_paths(members: Sequence[Member], sets: _Sets) -> None:
    """Fragments without a server join the one group that shares most of their paths."""
    owners: dict[str, set[int]] = defaultdict(set)
    for i, member in enumerate(members):
        if member.keys.hosts:
            for shape in member.keys.shapes:
                owners[shape].add(i)
    for i, member in enumerate(members):
        if member.keys.hosts or member.keys.collection:
            continue
        votes: dict[int, set[str]] = defaultdict(set)
        for shape in member.keys.shapes:
            for other in owners.get(path_shape(shape), ()):
                votes[sets.find(other)].add(shape)
        if not votes:
            continue
        best = max(votes, key=lambda root: (len(votes[root]), -root))
        if len(votes[best]) >= min(MIN_SHARED_SHAPES, len(member.keys.shapes)):
            sets.join(best, i)


def slugify(text: str) -> str:
    """A name that is safe in a path and a URL: lower-case ASCII letters, digits and single hyphens, 60 at the most.

    >>> slugify("Grüße, World!  2"), slugify("../..")
    ('grusse-world-2', '')
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)\Z")


def _named(gathered: list[tuple[list[Member], list[Listing]]]) -> list[Group]:
    groups: list[Group] = []
    taken: set[str] = set()
    ordered = sorted(gathered, key=lambda g: (_wanted_slug(*g), min(m.source.path for m in g[0])))
    for members, listings in ordered:
        wanted = _wanted_slug(members, listings)
        if _RESERVED.match(wanted):
            wanted += "-api"
        slug, n = wanted, 1
        while slug in taken:
            n += 1
            slug = f"{wanted}-{n}"
        taken.add(slug)
        members.sort(key=lambda m: (m.source.path, m.keys.position))
        listings.sort(key=lambda listing: listing.path)
        groups.append(Group(slug, tuple(members), tuple(listings)))
    return groups


def _wanted_slug(members: Sequence[Member], listings: Sequence[Listing]) -> str:
    """The listing's slug, the collection's name, the shortest title, the name of the first file."""
    names = [ls.slug or ls.aid or ls.name for ls in listings]
    names += sorted({m.keys.collection for m in members if m.keys.collection})
    names += sorted({m.keys.title for m in members if m.keys.title}, key=lambda t: (len(t), t))
    names += [re.sub(r"\.[a-z]+$", "", m.source.path.rpartition("/")[2]) for m in members]
    return next((slug for slug in map(slugify, names) if slug), "api")
