"""A text under repair: its lines, the original line of each, and what was done to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from specsmith.diagnostics.code import Code

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_PATH_KEY = re.compile(r"^/|^x-")


@dataclass(frozen=True, slots=True)
class CleanNote:
    """What was changed: the code, the first original line that it concerns, and a sentence."""

    code: Code
    line: int
    message: str


@dataclass(slots=True)
class Draft:
    """Lines without their ends, `origin[i]` the original number (from 1) of line i, and the notes so far."""

    lines: list[str]
    origin: list[int]
    notes: list[CleanNote] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Draft:
        """Split a text at its line feeds."""
        lines = text.split("\n")
        return cls(lines, list(range(1, len(lines) + 1)))

    @property
    def text(self) -> str:
        """The lines joined again."""
        return "\n".join(self.lines)

    def note(self, code: Code, index: int, message: str) -> None:
        """Record a change at the line with this index."""
        line = self.origin[min(index, len(self.origin) - 1)] if self.origin else 1
        self.notes.append(CleanNote(code, line, message))

    def keep(self, indexes: list[int]) -> None:
        """Keep only these lines."""
        self.lines = [self.lines[i] for i in indexes]
        self.origin = [self.origin[i] for i in indexes]

    def replace_lines(self, change: Callable[[str], str], skip: set[int] | frozenset[int] = frozenset()) -> list[int]:
        """Apply `change` to every line but those in `skip`; returns the indexes of the lines that changed."""
        changed = []
        for index, line in enumerate(self.lines):
            if index in skip:
                continue
            new = change(line)
            if new != line:
                self.lines[index] = new
                changed.append(index)
        return changed


def specs_in(text: str) -> list[dict[str, Any]]:
    """The documents of `text` that are specs as they stand; [] when it can't be loaded or holds none.

    >>> [root["swagger"] for root in specs_in("swagger: '2.0'\\npaths: {}\\n")]
    ['2.0']
    >>> specs_in("swagger: \\u201c2.0\\u201d\\n")
    []
    """
    from specsmith.text import load

    loaded = load(text)
    if any(problem.kind != "duplicate-key" for problem in loaded.problems) or lost_its_quotes(text):
        return []
    return [root for root in loaded.roots if is_spec(root)]


def is_spec(root: Any) -> bool:
    """Whether a loaded tree is an API description, a listing or a bare set of path items, with sound keys."""
    if not isinstance(root, dict) or not root or any(_odd_key(key) for key in root):
        return False
    version = root.get("swagger") or root.get("openapi") or root.get("specificationVersion")
    if version is not None:
        if any(str(key).startswith("/") or str(key).lower() in _METHODS for key in root):
            return False  # path items beside the version: the indentation is lost
        return bool(re.match(r"^\d+(?:\.\d+)*", str(version)))
    if isinstance(root.get("paths"), dict) or isinstance(root.get("apis"), list) or "swaggerVersion" in root:
        return True
    if isinstance(root.get("info"), dict) and isinstance(root.get("item"), list):  # a Postman collection
        return True
    return any(str(key).startswith("/") for key in root) and all(_PATH_KEY.match(str(key)) for key in root)


_AS_QUOTE = r"(?:[\u201c\u201d\u2018\u2019]|&(?:quot|apos|#0?3[49]|#x2[27]);)"
_LOST_QUOTES = re.compile(
    rf"^[ \t]*{_AS_QUOTE}(?:[1-5]\d\d|default|/\S*|\$ref){_AS_QUOTE}[ \t]*:|\$ref[\"']?[ \t]*:[ \t]*{_AS_QUOTE}",
    re.MULTILINE,
)


def lost_its_quotes(text: str) -> bool:
    """Whether quotes became other characters, though the text may still load: `&#39;200&#39;:` is an anchor to YAML.

    >>> lost_its_quotes("responses:\\n  &#39;200&#39;:\\n"), lost_its_quotes("description: say &#39;200&#39;")
    (True, False)
    """
    return bool(_LOST_QUOTES.search(text))


def _odd_key(key: object) -> bool:
    text = str(key)
    return bool(
        re.search(
            r"^[\s\u00a0\u200b\ufeff\u201c\u201d\u2018\u2019\"'\\]|^&#?\w+;|^\d+\s+\w|[\u201c\u201d\u2018\u2019]$", text
        )
    ) and not text.startswith("/")


_BLOCK_HEADER = re.compile(r"(?::|^\s*-|\s-)\s+[|>][-+0-9]*(?:\s+#.*)?\s*$")


def block_scalar_lines(lines: list[str]) -> set[int]:
    """The indexes of lines inside block scalars (`|`, `>`), as far as indentation shows them.

    >>> sorted(block_scalar_lines(["a: |", "  text", "b: 1"]))
    [1]
    """
    inside: set[int] = set()
    indent: int | None = None
    for index, line in enumerate(lines):
        own = len(line) - len(line.lstrip(" "))
        if indent is not None:
            if not line.strip() or own > indent:
                inside.add(index)
                continue
            indent = None
        if _BLOCK_HEADER.search(line):
            indent = own
    return inside


TOP_KEY = re.compile(
    r"""^["']?(?:swagger|openapi|info|host|basePath|schemes|consumes|produces|paths|definitions|parameters|responses|components|"""
    r"""securityDefinitions|security|tags|servers|externalDocs|webhooks|swaggerVersion|apis|specificationVersion|jsonSchemaDialect|x-[\w-]+|/[^\s:]*)["']?\s*:(?=\s|$)"""
)
"""A line that starts a member of the root of an API description."""


_STRONG = re.compile(
    r"""(?:swagger|openapi|swaggerVersion|overlay|specificationVersion)(?:["'”’]|&#?\w+;)?\s*:\s*(?:["'“‘]|&#?\w+;)?\d|\boperationId["']?\s*:|\$ref["']?\s*:"""
    r"""|_postman_id|["']?apis["']?\s*:\s*(?:\[|-|$)|humanURL|(?:swagger|openapi)["']?\s*(?::|&)|["']?/[\w{}/.-]*["']?:\s*["']?(?:get|post|put|delete|patch)["']?:""",
    re.MULTILINE,
)
_WEAK = re.compile(
    r"""\b(paths|responses|definitions|components|parameters|schema|requestBody|produces|consumes|basePath|info|servers)["']?\s*:"""
)


def speaks_of_apis(text: str) -> bool:
    """Whether the words of an API description stand in `text`, damaged or not: a version key, or several of its other keys.

    >>> speaks_of_apis("swagger: '2.0'"), speaks_of_apis("GET /users lists users")
    (True, False)
    """
    return bool(_STRONG.search(text)) or len(set(_WEAK.findall(text))) >= 2
