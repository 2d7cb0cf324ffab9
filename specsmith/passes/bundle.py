"""Bundling: external references (files beside the description) become components of the one document."""

from __future__ import annotations

import copy
import os
import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect, Document, pointer
from specsmith.model.data import described
from specsmith.text import SourceFile, load
from specsmith.text.containers import references
from specsmith.text.front_matter import unwrap

BUNDLED = Code(
    "SS0490",
    "reference-bundled",
    Severity.INFO,
    "An external reference was taken into the document",
    why="One document that stands alone is what validators, docs and clients need.",
    broken="schema: {$ref: 'schemas/pet.yaml'}\n",
    fixed="schema: {$ref: '#/components/schemas/pet'}\n",
)
NOT_FOUND = Code(
    "SS0491",
    "external-reference-missing",
    Severity.WARNING,
    "An external reference leads nowhere",
    why="The file, or the place in it, is not there. The reference points to a component of that name instead, so that "
    "another source can define it; else it becomes a placeholder.",
    broken="schema: {$ref: 'gone.yaml#/Pet'}\n",
    fixed="schema: {$ref: '#/components/schemas/Pet'}\n",
    help="Add the file, or correct the reference.",
)
OUTSIDE = Code(
    "SS0492",
    "external-reference-outside",
    Severity.ERROR,
    "An external reference leaves the folder of the input",
    why="A description must not make the tool read other files of the machine.",
    broken="schema: {$ref: '../../../etc/passwd'}\n",
    fixed="schema: {$ref: 'schemas/pet.yaml'}\n",
    help="Copy the file into the folder of the input.",
)
REMOTE = Code(
    "SS0493",
    "external-reference-remote",
    Severity.WARNING,
    "An external reference is a URL",
    why="Nothing is fetched from the network unless that is asked for.",
    broken="schema: {$ref: 'https://x.example/pet.yaml'}\n",
    fixed="schema: {$ref: 'pet.yaml'}\n",
    help="Use --allow-remote, or keep a copy beside the description.",
)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_PLURAL = frozenset(
    ["parameters", "responses", "headers", "examples", "links", "callbacks", "requestBodies", "securitySchemes"]
)
_SWAGGER = {"schemas": ("definitions",), "parameters": ("parameters",), "responses": ("responses",)}
_MAX_BYTES = 64 * 1024 * 1024


def bundle(document: Document, *, allow_remote: bool = False, location: str = "", root: str = "") -> None:
    """Take what external references point to into the document, in place.

    ``location`` is where the document is read from and ``root`` the folder that bounds what may be read beside it; by
    default the source's path and its folder. URLs are fetched only with ``allow_remote``. Nothing is raised for bad
    input: what is missing, outside or remote is reported, and its reference names a component that others may define.

    >>> document = Document.read({"openapi": "3.1.0", "paths": {}}, Dialect.OPENAPI_3_1, SourceFile("a.yaml", ""))
    >>> bundle(document)
    >>> document.root
    {'openapi': '3.1.0', 'paths': {}}
    """
    if not _has_external(references(document.root) if document.references is None else document.references):
        return
    place = location or document.source.location or document.source.path
    if "://" not in place:
        place = os.path.abspath(place)
    bound = root or document.source.root
    _Bundler(document, place, os.path.abspath(bound) if bound else os.path.dirname(place), allow_remote).run()


def _has_external(stated: Iterable[dict[str, Any]]) -> bool:
    names = [node["$ref"] for node in stated if isinstance(node["$ref"], str)]
    return any(name and not name.startswith("#") for name in names)


class _Bundler:
    def __init__(self, document: Document, location: str, root: str, allow_remote: bool) -> None:
        self._document = document
        self._location = location
        self._root = os.path.realpath(root)
        self._allow_remote = allow_remote
        self._trees: dict[str, Any] = {location: document.root}
        self._refused: dict[str, tuple[Code, str]] = {}
        self._names: dict[tuple[str, str, str], str] = {}
        self._queue: deque[tuple[Any, str, str]] = deque()

    def run(self) -> None:
        """Walk the document; what is taken in is walked in turn, with its own file as the base of its references."""
        self._queue.append((self._document.root, self._location, ""))
        while self._queue:
            node, base, kind = self._queue.popleft()
            self._walk(node, base, kind)

    def _walk(self, root: Any, base: str, kind: str) -> None:
        stack: list[tuple[Any, str, bool]] = [(root, kind, False)]
        while stack:
            node, section, names = stack.pop()
            if isinstance(node, list):
                stack.extend((entry, section, False) for entry in node if isinstance(entry, dict | list))
                continue
            ref = node.get("$ref")
            if isinstance(ref, str) and ref and (not ref.startswith("#") or base != self._location):
                self._resolve(node, ref, base, section)
                if section == "paths":
                    continue  # what was put in its place is walked with its own file as the base
            for key, value, free in described(node, names):
                stack.append((value, _section(section, key), free))

    def _resolve(self, node: dict[str, Any], ref: str, base: str, section: str) -> None:
        file, _, fragment = ref.partition("#")
        place = self._place(file, base) if file else base
        if place == self._location:
            node["$ref"] = "#" + fragment
            return
        if self._tree(place, node) is None:
            self._dangle(node, ref, file, fragment, section, told=True)
            return
        try:
            target = pointer.resolve(self._trees[place], pointer.from_fragment(fragment))
        except KeyError:
            self._dangle(node, ref, file, fragment, section)
            return
        if section == "paths":
            self._inline(node, target, place)
            return
        if not isinstance(target, dict | bool):
            self._dangle(node, ref, file, fragment, section)
            return
        name = self._take(target, place, fragment, section)
        new = self._pointer(section, name)
        if base == self._location:
            self._document.report(BUNDLED, f"{ref} was taken in", node, "$ref", fix=f"it is {new} now")
        node["$ref"] = new

    def _inline(self, node: dict[str, Any], target: Any, place: str) -> None:
        if not isinstance(target, dict):
            self._dangle(node, str(node["$ref"]), place, "", "paths")
            return
        taken = _deep(self._document, target)
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        node.clear()
        node.update({**taken, **siblings})
        self._document.carry(node, target)
        self._queue.append((node, place, "paths"))

    def _take(self, target: Any, place: str, fragment: str, section: str) -> str:
        key = (section, place, fragment)
        if key in self._names:
            return self._names[key]
        home = self._home(section)
        tokens = pointer.split(pointer.from_fragment(fragment))
        stem = os.path.splitext(os.path.basename(urlsplit(place).path if "://" in place else place))[0]
        wanted = _UNSAFE.sub("_", tokens[-1] if tokens else stem).strip("_") or "external"
        name, number = wanted, 2
        if name in home:
            name = f"{wanted}_{_UNSAFE.sub('_', stem)}"
        while name in home:
            name, number = f"{wanted}_{number}", number + 1
        self._names[key] = name
        home[name] = taken = _deep(self._document, target)
        if isinstance(taken, dict):
            self._queue.append((taken, place, section))
        return name

    def _dangle(
        self, node: dict[str, Any], ref: str, file: str, fragment: str, section: str, *, told: bool = False
    ) -> None:
        """Name a component that another source may define; a placeholder otherwise."""
        if not told:
            self._document.report(NOT_FOUND, f"{ref} leads nowhere", node, "$ref")
        tokens = pointer.split(pointer.from_fragment(fragment))
        stem = os.path.splitext(os.path.basename(unquote(file)))[0]
        name = _UNSAFE.sub("_", tokens[-1] if tokens else stem).strip("_") or "external"
        if section == "paths":
            node.pop("$ref")
            node.setdefault("x-external-ref", ref)
        else:
            node["$ref"] = self._pointer(section, name)

    def _home(self, section: str) -> dict[str, Any]:
        home: dict[str, Any] = self._document.root
        for step in self._steps(section):
            home = home.setdefault(step, {})
        return home

    def _steps(self, section: str) -> tuple[str, ...]:
        if self._document.dialect is Dialect.SWAGGER_2_0:
            return _SWAGGER.get(section, ("definitions",))
        return ("components", section)

    def _pointer(self, section: str, name: str) -> str:
        return "#" + pointer.join(*self._steps(section), name)

    def _place(self, file: str, base: str) -> str:
        """The file or URL a reference means, seen from ``base``."""
        if "://" in file or "://" in base:
            return urljoin(base, file) if "://" in base else file
        return os.path.normpath(os.path.join(os.path.dirname(base), unquote(file)))

    def _tree(self, place: str, node: dict[str, Any]) -> Any:
        """The tree of a file, read once; None (and a diagnostic) when it may not or can't be read."""
        if place in self._refused:  # each reference is told, the file is tried once
            self._refuse(place, node, *self._refused[place])
        if place in self._trees:
            return self._trees[place]
        self._trees[place] = None
        text = self._fetch(place, node) if "://" in place else self._read(place, node)
        if text is None:
            return None
        matter = unwrap(text)
        shown = place if "://" in place else self._shown(place)
        source = SourceFile(shown, matter.body, matter.first_line)
        loaded = load(matter.body)
        tree = loaded.roots[0] if loaded.roots else None
        if not isinstance(tree, dict | list):
            self._refuse(place, node, NOT_FOUND, "holds no mapping")
            return None
        self._document.provenance.index(tree, source)
        self._trees[place] = tree
        return tree

    def _refuse(self, place: str, node: dict[str, Any], code: Code, problem: str) -> None:
        self._refused[place] = (code, problem)
        self._document.report(code, f"{node['$ref']} {problem}", node, "$ref")

    def _shown(self, place: str) -> str:
        here = os.path.dirname(self._document.source.path)
        relative = os.path.relpath(place, os.path.dirname(self._location)).replace(os.sep, "/")
        return os.path.normpath(f"{here}/{relative}").replace(os.sep, "/") if here else relative

    def _read(self, place: str, node: dict[str, Any]) -> str | None:
        real = os.path.realpath(place)
        if os.path.commonpath([self._root, real]) != self._root:
            self._refuse(place, node, OUTSIDE, "is outside the folder of the input")
            return None
        try:
            if os.path.getsize(real) > _MAX_BYTES:
                raise OSError("too large")
            return Path(real).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self._refuse(place, node, NOT_FOUND, "can't be read")
            return None

    def _fetch(self, place: str, node: dict[str, Any]) -> str | None:
        if not self._allow_remote or urlsplit(place).scheme not in ("http", "https"):
            self._refuse(place, node, REMOTE, "is a URL; it was not fetched")
            return None
        import httpx

        try:
            answer = httpx.get(place, timeout=30, follow_redirects=True)
            answer.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._refuse(place, node, NOT_FOUND, f"could not be fetched: {error}")
            return None
        return answer.text


def _section(section: str, key: str) -> str:
    """Which kind of object stands under ``key``: what a reference there points to."""
    if key in (
        "schema",
        "items",
        "properties",
        "definitions",
        "schemas",
        "allOf",
        "oneOf",
        "anyOf",
        "not",
        "additionalProperties",
    ):
        return "schemas"
    if section == "schemas":
        return "schemas"
    if key == "requestBody":
        return "requestBodies"
    if key in ("paths", "webhooks"):
        return "paths"
    if section == "paths" and not key.startswith("/"):
        return key if key in _PLURAL else ""
    return key if key in _PLURAL else section


def _deep(document: Document, value: Any) -> Any:
    """A copy whose containers know where they came from."""
    new = copy.deepcopy(value)
    stack = [(new, value)]
    while stack:
        one, old = stack.pop()
        if isinstance(one, dict | list):
            document.carry(one, old)
            pairs = ((one[k], old[k]) for k in one) if isinstance(one, dict) else zip(one, old, strict=True)
            stack.extend(pairs)
    return new
