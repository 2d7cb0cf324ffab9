"""OpenAPI Overlays 1.0 and 1.1: corrections by hand, applied to the merged document in the order in which they are written."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.model import Document, Origin, pointer
from specsmith.text import SourceFile, load
from specsmith.text.front_matter import unwrap

INVALID = Code(
    "SS0450",
    "overlay-invalid",
    Severity.ERROR,
    "A file is no valid Overlay document",
    why="An overlay has `overlay` (1.0.x or 1.1.x), `info` and a list of `actions`, each with a `target`; what is not like that "
    "can't be applied, and a correction that silently does nothing is worse than none.",
    broken="overlay: 1.0.0\nactions: [{update: {summary: x}}]\n",
    fixed="overlay: 1.0.0\ninfo: {title: Fixes, version: 1.0.0}\nactions: [{target: $.info, update: {summary: x}}]\n",
    help="Correct the overlay; see the Overlay Specification 1.1, section Overlay Object.",
)
BAD_TARGET = Code(
    "SS0451",
    "overlay-target-syntax",
    Severity.ERROR,
    "The target of an overlay action is no JSONPath",
    why="Targets are JSONPath queries as RFC 9535 defines them; older dialects of JSONPath differ.",
    broken="actions: [{target: '$.paths[/a]', remove: true}]\n",
    fixed="actions: [{target: \"$.paths['/a']\", remove: true}]\n",
    help="Write the query as RFC 9535 wants it: names with slashes go in brackets and quotes.",
)
NO_MATCH = Code(
    "SS0452",
    "overlay-no-match",
    Severity.WARNING,
    "The target of an overlay action matches nothing",
    why="The action succeeds without a change (Overlay 1.1, Action Object); most often the description has changed since.",
    broken="actions: [{target: \"$.paths['/gone']\", remove: true}]\n",
    fixed="actions: [{target: \"$.paths['/there']\", remove: true}]\n",
    help="Check the query against the merged document, or remove the action.",
)
INCOMPATIBLE = Code(
    "SS0453",
    "overlay-incompatible",
    Severity.ERROR,
    "An overlay action does not fit the node it selects",
    why="Objects are merged with objects, arrays take entries, primitives are replaced by primitives; anything else is an error.",
    broken="actions: [{target: $.info, update: text}]\n",
    fixed="actions: [{target: $.info, update: {title: text}}]\n",
    help="Give `update` the type of the node that `target` selects.",
)
REMOVED = Code(
    "SS0454",
    "overlay-removed",
    Severity.INFO,
    "An overlay removed what a source states",
    why="The overlay says so; the ledger needs to know.",
    broken="paths: {/internal: {get: {}}}\n# overlay\nactions: [{target: \"$.paths['/internal']\", remove: true}]\n",
    fixed="paths: {}\n",
)
_VERSION = re.compile(r"1\.[01]\.\d+\Z")
_RULE = "overlay"
_METHODS = frozenset(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"])


def apply_overlay_files(document: Document, paths: Sequence[str]) -> None:
    """Apply overlay files in order; one that can't be read is an error, the others are still applied."""
    for path in paths:
        shown = path.replace("\\", "/")
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8"
            document.diagnostics.append(Diagnostic.of(INVALID, f"the overlay can't be read: {reason}", file=shown))
            continue
        matter = unwrap(text)
        source = SourceFile(shown, matter.body, matter.first_line)
        loaded = load(matter.body)
        for problem in loaded.problems:
            found = Diagnostic.of(INVALID, problem.message, source=source, pointer=problem.pointer, span=problem.span)
            document.diagnostics.append(found)
        if loaded.roots:
            apply_overlay(document, loaded.roots[0], source)


def apply_overlay(document: Document, overlay: Any, source: SourceFile) -> None:
    """Apply one Overlay document (1.0 or 1.1) in place; what does not fit is reported and the rest goes on.

    >>> from specsmith.model import Dialect
    >>> document = Document.read({"info": {"title": "A"}, "tags": []}, Dialect.OPENAPI_3_1, SourceFile("a", ""))
    >>> apply_overlay(document, {"overlay": "1.1.0", "info": {"title": "Fix", "version": "1"}, "actions": [
    ...     {"target": "$.info", "update": {"title": "B"}}, {"target": "$.tags", "update": {"name": "t"}}]}, SourceFile("o", ""))
    >>> document.root
    {'info': {'title': 'B'}, 'tags': [{'name': 't'}]}
    """
    problem = _problem(overlay)
    if problem is not None:
        message, at = problem
        document.diagnostics.append(Diagnostic.of(INVALID, message, source=source, pointer=at))
    actions = overlay.get("actions") if isinstance(overlay, dict) else None
    for index, action in enumerate(actions if isinstance(actions, list) else []):
        if isinstance(action, dict) and isinstance(action.get("target"), str):
            _Action(document, action, Origin(source, f"/actions/{index}", _RULE)).apply()
        else:
            message = "an action needs a target"
            document.diagnostics.append(Diagnostic.of(INVALID, message, source=source, pointer=f"/actions/{index}"))


def _problem(overlay: Any) -> tuple[str, str] | None:
    if not isinstance(overlay, dict):
        return "an Overlay document is a mapping", ""
    version = overlay.get("overlay")
    if not isinstance(version, str) or not _VERSION.match(version):
        return f"`overlay` is {version!r}; 1.0.x and 1.1.x are known", "/overlay"
    info = overlay.get("info")
    if not isinstance(info, dict) or not all(isinstance(info.get(key), str) for key in ("title", "version")):
        return "`info` needs a title and a version", "/info"
    if not isinstance(overlay.get("actions"), list) or not overlay["actions"]:
        return "`actions` is a list of at least one action", "/actions"
    return None


class _Action:
    """One action on its way."""

    def __init__(self, document: Document, action: dict[str, Any], origin: Origin) -> None:
        self._document = document
        self._action = action
        self._origin = origin

    def apply(self) -> None:
        """Select, then remove, update or copy."""
        places = self._find(self._action["target"], "target")
        if places is None:
            return
        if not places:
            self._say(NO_MATCH, f"{self._action['target']} matches nothing", "target")
            return
        if self._action.get("remove") is True:
            self._remove(places)
        elif "update" in self._action:
            for place in places:
                self._update(place, self._action["update"], f"{self._origin.pointer}/update")
        elif "copy" in self._action:
            self._copy(places)

    def _say(self, code: Code, message: str, key: str) -> None:
        at = f"{self._origin.pointer}/{key}"
        self._document.diagnostics.append(Diagnostic.of(code, message, source=self._origin.source, pointer=at))

    def _find(self, query: Any, key: str) -> list[tuple[str | int, ...]] | None:
        import jsonpath_rfc9535 as jsonpath

        try:
            return [tuple(node.location) for node in jsonpath.find(str(query), self._document.root)]
        except (jsonpath.JSONPathError, RecursionError) as error:
            self._say(BAD_TARGET, f"{query} is not understood: {error}", key)
            return None

    def _holder(self, place: tuple[str | int, ...]) -> tuple[Any, str | int]:
        node: Any = self._document.root
        for step in place[:-1]:
            node = node[step]
        return node, place[-1]

    def _remove(self, places: list[tuple[str | int, ...]]) -> None:
        # the last entry of a list first, so that the places of the others stay what they are
        for place in sorted(set(places), key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True):
            if not place:
                self._say(INCOMPATIBLE, "the whole document can't be removed", "target")
                continue
            holder, key = self._holder(place)
            self._tell_removed(holder[key], holder, key)
            del holder[key]

    def _tell_removed(self, node: Any, holder: Any, key: str | int) -> None:
        """Name all places that stated what goes: the container itself and the operations in it."""
        gone = [node] if isinstance(node, dict | list) else []
        if isinstance(node, dict):
            gone += [op for name, op in node.items() if name in _METHODS and isinstance(op, dict)]
            gone += [op for item in node.values() if isinstance(item, dict)
                     for name, op in item.items() if name in _METHODS and isinstance(op, dict)]  # fmt: skip
        told: set[tuple[str, str]] = set()
        for container in gone:
            origins = self._document.provenance.of(container) or (
                self._document.provenance.of_key(holder, key) if container is node else ()
            )
            for origin in origins:
                if (origin.source.path, origin.pointer) not in told:
                    told.add((origin.source.path, origin.pointer))
                    message = f"removed by {self._origin.source.path}: {self._action['target']}"
                    found = Diagnostic.of(REMOVED, message, source=origin.source, pointer=origin.pointer)
                    self._document.diagnostics.append(found)

    def _copy(self, places: list[tuple[str | int, ...]]) -> None:
        sources = self._find(self._action["copy"], "copy")
        if sources is None:
            return
        if len(sources) != 1:
            self._say(INCOMPATIBLE, f"{self._action['copy']} selects {len(sources)} nodes; one is wanted", "copy")
            return
        value: Any = self._document.root
        for step in sources[0]:
            value = value[step]
        value = copy.deepcopy(value)
        for place in places:
            self._update(place, value, f"{self._origin.pointer}/copy")

    def _update(self, place: tuple[str | int, ...], update: Any, at: str) -> None:
        node: Any = self._document.root
        for step in place:
            node = node[step]
        if isinstance(node, list):
            entries = update if isinstance(update, list) else [update]
            node.extend(self._fresh(entry, at) for entry in entries)
        elif isinstance(node, dict) and isinstance(update, dict):
            self._merge(node, update, at)
        elif isinstance(node, dict) or isinstance(update, dict | list):
            self._say(
                INCOMPATIBLE,
                f"{pointer.join(*place) or 'the document'} is {_kind(node)}, not {_kind(update)}",
                "update",
            )
        elif place:
            holder, key = self._holder(place)
            holder[key] = update
            self._document.provenance.record_key(holder, key, (Origin(self._origin.source, at, _RULE),))

    def _merge(self, target: dict[str, Any], update: dict[str, Any], at: str) -> None:
        """The recursive merge of Overlay 1.1, Action Object."""
        for key, value in update.items():
            here = f"{at}/{pointer.escape_token(key)}"
            known = target.get(key)
            if key in target and isinstance(known, dict) and isinstance(value, dict):
                self._merge(known, value, here)
            elif key in target and isinstance(known, list) and isinstance(value, list):
                known.extend(self._fresh(entry, here) for entry in value)
            elif key in target and (isinstance(known, dict | list) or isinstance(value, dict | list)):
                self._say(INCOMPATIBLE, f"`{key}` is {_kind(known)}, not {_kind(value)}", "update")
            else:
                target[key] = self._fresh(value, here)
                if not isinstance(value, dict | list):
                    self._document.provenance.record_key(target, key, (Origin(self._origin.source, here, _RULE),))

    def _fresh(self, value: Any, at: str) -> Any:
        new = copy.deepcopy(value)
        if isinstance(new, dict | list):
            self._document.provenance.record(new, (Origin(self._origin.source, at, _RULE),))
        return new


def _kind(value: Any) -> str:
    return "an object" if isinstance(value, dict) else "an array" if isinstance(value, list) else "a primitive"
