"""From spec text to TypeScript source: one function for each context."""

from __future__ import annotations

import json
import math
import re

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


def _plain(char: str) -> str:
    code = ord(char)
    if char.isprintable() and char not in "\u2028\u2029":
        return char
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{{{code:x}}}"


def string(text: str) -> str:
    """A string literal in double quotes that stands for exactly this text.

    >>> print(string('a"b\\n\\u2028'))
    "a\\"b\\n\\u2028"
    """
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(short.get(char) or _plain(char) for char in text) + '"'


def literal(value: str | int | float | bool | None) -> str:
    """A scalar as an expression; numbers that JSON can't hold become strings."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, float) and not math.isfinite(value):
        return string(str(value))
    return json.dumps(value)


def template(text: str) -> str:
    """The inside of a template literal: no backtick, no ``${``, no escape.

    >>> print(template("`${x}` \\\\"))
    \\`\\${x}\\` \\\\
    """
    escaped = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return "".join(char if char == "\n" else _plain(char) for char in escaped)


def comment(text: str) -> str:
    """Text after ``//``: one line, nothing that ends it."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def jsdoc(text: str, indent: str = "") -> str:
    """The lines of a JSDoc comment after ``* ``: nothing that ends the comment or starts a tag.

    >>> print(jsdoc("a */ alert(1)\\n@see b"))
    a *\\/ alert(1)
     * \\@see b
    """
    clean = "".join(char if char == "\n" or char.isprintable() else " " for char in text.replace("\r\n", "\n"))
    clean = clean.replace("*/", "*\\/").strip()
    lines = [re.sub(r"^(\s*)@", r"\1\\@", line.rstrip()) for line in clean.split("\n")]
    return f"\n{indent} * ".join(lines)


def property_key(name: str) -> str:
    """A property name in a type or an object: plain where it is an identifier, quoted otherwise; ``__proto__`` always computed.

    >>> property_key("id"), property_key("first-name"), property_key("__proto__")
    ('id', '"first-name"', '["__proto__"]')
    """
    if name == "__proto__":
        return '["__proto__"]'
    return name if _IDENTIFIER.match(name) else string(name)


def identifier(name: str) -> str:
    """``name`` when it is one; raises ``ValueError`` otherwise: names are made by the targets, never taken from a spec."""
    if not _IDENTIFIER.match(name):
        raise ValueError(f"not an identifier: {name!r}")
    return name


def json_string(text: str) -> str:
    """A string of JSON, in ASCII, so that no reader stumbles over its encoding.

    >>> print(json_string('a "b" é'))
    "a \\"b\\" \\u00e9"
    """
    return json.dumps("".join(char if not 0xD800 <= ord(char) < 0xE000 else "\ufffd" for char in text))
