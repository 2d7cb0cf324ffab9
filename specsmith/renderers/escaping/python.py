"""From spec text to Python source: one function for each context."""

from __future__ import annotations

import keyword
import math
import re

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def string(text: str) -> str:
    """A string literal in double quotes that stands for exactly this text.

    >>> print(string('a"b\\n\\u2028'))
    "a\\"b\\n\\u2028"
    """
    return '"' + "".join(_SHORT.get(char) or (char if char.isprintable() else _escaped(char)) for char in text) + '"'


def literal(value: str | int | float | bool | None) -> str:
    """A scalar as a Python expression; numbers that JSON can't hold become strings."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, float) and not math.isfinite(value):
        return string(str(value))
    return repr(value)


def docstring(text: str, indent: str = "") -> str:
    """The inside of a triple-quoted string: no quotes that end it, no escapes, every line indented.

    >>> print(docstring('ends with \\"\\"\\" and \\\\'))
    ends with \\"\\"\\" and \\\\
    """
    clean = "".join(
        char if char == "\n" or char.isprintable() else " " for char in text.expandtabs(4).replace("\r\n", "\n")
    )
    clean = clean.replace("\\", "\\\\").strip()
    if '"""' in clean or clean.endswith('"'):
        clean = clean.replace('"', '\\"')
    lines = [line.rstrip() for line in clean.split("\n")]
    return "\n".join(f"{indent}{line}" if line and number else line for number, line in enumerate(lines))


def comment(text: str) -> str:
    """Text after ``#``: one line, nothing that ends it.

    >>> comment("a\\nimport os\\x0c")
    'a import os'
    """
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def identifier(name: str) -> str:
    """``name`` when it is one; raises ``ValueError`` otherwise: names are made by the targets, never taken from a spec."""
    if not _IDENTIFIER.match(name) or keyword.iskeyword(name):
        raise ValueError(f"not an identifier: {name!r}")
    return name


def toml_string(text: str) -> str:
    """A TOML basic string (TOML 1.0, String).

    >>> print(toml_string('a "b"\\n'))
    "a \\"b\\"\\n"
    """
    short = {**_SHORT}
    out = []
    for char in text:
        code = ord(char)
        if char in short:
            out.append(short[char])
        elif char.isprintable():
            out.append(char)
        elif 0xD800 <= code < 0xE000:
            out.append("\\ufffd")
        else:
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return '"' + "".join(out) + '"'


def markdown(text: str) -> str:
    """Plain text inside Markdown: one line, nothing that Markdown or HTML would read as markup.

    >>> markdown("a*b <script>\\n# x")
    'a\\\\*b &lt;script&gt; \\\\# x'
    """
    clean = comment(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#|~!])", r"\\\1", clean)
