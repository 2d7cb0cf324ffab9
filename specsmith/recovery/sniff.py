"""Is this text a description whose structure was lost? Cheap: counts words of the grammar, builds nothing."""

from __future__ import annotations

import re

FLATTENED = "flattened"
COLLAPSED = "collapsed"
_SAMPLE = 400_000
_MIN_KEYS = 6
_KEYS = (
    r"swagger|openapi|info|paths|responses|parameters|operationId|schema|requestBody|content|summary|description|tags|definitions|components|"
    r"properties|get|put|post|delete|patch|in|name|type|items|required|\$ref|basePath|host|version|title|consumes|produces"
)
_LINE_KEY = re.compile(rf"(?m)^[ \t]*(?:- )?[\"']?(?:{_KEYS})[\"']?:(?:[ \t]|$)")
_INLINE_KEY = re.compile(rf"(?<=[ :])(?:{_KEYS}):(?= )")
_STRONG = re.compile(r"(?:^|[\s:])[\"']?(?:responses|operationId|requestBody|swagger|openapi|paths|definitions)[\"']?:(?=\s)")
_PATH_OR_STATUS = re.compile(r"(?:^|[\s])[\"']?(?:/[\w{}/.:~-]*|[1-5]\d\d|default)[\"']?:(?=\s)")


def sniff_damage(text: str) -> str | None:
    """``flattened`` (line ends kept), ``collapsed`` (line ends lost) or None: no description in YAML form, whatever its state.

    Says nothing about texts that parse: those need no recovery.

    >>> sniff_damage("swagger: '2.0'\\ninfo:\\ntitle: T\\nversion: '1'\\npaths:\\n/a:\\nget:\\nresponses:\\n200:\\ndescription: OK\\n")
    'flattened'
    >>> sniff_damage("/a: get: summary: A operationId: a responses: '200': description: OK content: x: schema: type: string")
    'collapsed'
    >>> sniff_damage("Dear reader: this is a letter about paths and info.") is None
    True
    """
    sample = text[:_SAMPLE]
    if len(_STRONG.findall(sample)) < 2 and not re.match(r"\s*(?:---\s*)?(?:swagger|openapi):", sample):
        return None
    if not _PATH_OR_STATUS.search(sample):
        return None
    lines = [line for line in sample.splitlines() if line.strip()]
    on_lines = len(_LINE_KEY.findall(sample))
    inline = len(_INLINE_KEY.findall(sample))
    if inline >= _MIN_KEYS and inline > 2 * on_lines:
        return COLLAPSED
    if on_lines >= _MIN_KEYS and on_lines * 8 >= len(lines):
        return FLATTENED
    return None
