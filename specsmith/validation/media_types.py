"""Media types that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import quote
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0524",
    "media-type",
    Severity.WARNING,
    "A media type is malformed",
    why="A media type is type/subtype with parameters (RFC 9110 §8.3.1), or a range such as */*; anything else "
    "matches no request.",
    broken="consumes: [json]\n",
    fixed="consumes: [application/json]\n",
    help="Write a media type such as application/json.",
)
_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~\-]+"
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}(?:\s*;\s*(?:{_TOKEN}=(?:{_TOKEN}|\"[^\"]*\"))?)*\s*")


def _check(sites: Sites) -> Iterator[Finding]:
    for holder in (sites.root, *sites.nodes("Operation")) if sites.swagger2 else ():
        for key in ("consumes", "produces"):
            listed = holder.get(key)
            for index, name in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(name, str) and not _MEDIA_TYPE.fullmatch(name):
                    yield Finding(f"{quote(name)} is no media type", listed, index)
    for kind in ("Parameter", "RequestBody", "Response", "Header") if not sites.swagger2 else ():
        for node in sites.nodes(kind):
            content = node.get("content")
            for name in content if isinstance(content, dict) else ():
                if not _MEDIA_TYPE.fullmatch(name) and not name.startswith("x-"):
                    yield Finding(f"{quote(name)} is no media type", content, name)


RULE = ValidationRule(CODE, _check)
