"""Plain tree → text. The YAML means the same under YAML 1.1 and 1.2: whatever either would read as something else is quoted."""

from __future__ import annotations

import json
import math
import re
from itertools import chain
from typing import Any

from specsmith.text.containers import levels

_PLAIN = re.compile(
    r"[A-Za-z_/$(\u00c0-\ud7ff][^\x00-\x1f\x7f-\xa0\ufeff\u2028\u2029:#]*(?:[:#][^\x00-\x1f\x7f-\xa0\ufeff\u2028\u2029:#\s][^\x00-\x1f\x7f-\xa0\ufeff\u2028\u2029:#]*)*\Z"
)
_WORDS = frozenset(["y", "yes", "n", "no", "true", "false", "on", "off", "null", "none", "nan", "inf"])
_BLOCK_SAFE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\t\r]*\Z")
_FLOW_INDICATORS = re.compile(r"[\[\]{},&*!|>'\"%@`]")


def to_json(root: Any) -> str:
    """JSON with two spaces of indentation, keys in the order of the tree, a line end at the end.

    >>> to_json({"a": [1, None]})
    '{\\n  "a": [\\n    1,\\n    null\\n  ]\\n}\\n'
    """
    import msgspec

    try:
        if _has_floats(root):  # which msgspec spells its own way, and json as Python does
            data = json.dumps(root, ensure_ascii=False, allow_nan=False).encode()
        else:
            data = msgspec.json.encode(root)
    except ValueError:
        data = json.dumps(_jsonable(root), ensure_ascii=False, allow_nan=False).encode()
    return msgspec.json.format(data, indent=2).decode() + "\n"  # json alone leaves its fast path for indentation


def _has_floats(root: Any) -> bool:
    return any(
        float in map(type, chain.from_iterable([*map(dict.values, mappings), *lists]))
        for mappings, lists in levels(root)
    )


def _jsonable(node: Any) -> Any:
    """JSON has no NaN, no infinity and no lone surrogates."""
    if isinstance(node, dict):
        return {_text(key): _jsonable(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_jsonable(value) for value in node]
    if isinstance(node, float) and not math.isfinite(node):
        return str(node)
    return _text(node) if isinstance(node, str) else node


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value


def to_yaml(root: Any) -> str:
    """YAML in block style, literal blocks for text of several lines, keys in the order of the tree.

    >>> print(to_yaml({"on": "no", "version": "1.10", "text": "two\\nlines\\n", "list": [{"a": 1}, []]}), end="")
    'on': 'no'
    version: '1.10'
    text: |
      two
      lines
    list:
      - a: 1
      - []
    """
    out: list[str] = []
    if isinstance(root, dict) and root:
        _mapping(root, "", out, first="")
    elif isinstance(root, list) and root:
        _sequence(root, "", out)
    else:
        out.append(_scalar(root, None))
    return "\n".join(out) + "\n"


def _mapping(node: dict[str, Any], indent: str, out: list[str], first: str) -> None:
    """``first`` stands before the first key ("- " chains of a sequence), ``indent`` before the others."""
    lead = first
    for key, value in node.items():
        name = _key(str(key))
        if isinstance(value, dict) and value:
            out.append(f"{lead}{name}:")
            _mapping(value, indent + "  ", out, indent + "  ")
        elif isinstance(value, list) and value:
            out.append(f"{lead}{name}:")
            _sequence(value, indent + "  ", out)
        else:
            out.append(f"{lead}{name}: {_scalar(value, indent + '  ')}")
        lead = indent


def _sequence(node: list[Any], indent: str, out: list[str]) -> None:
    for value in node:
        if isinstance(value, dict) and value:
            _mapping(value, indent + "  ", out, indent + "- ")
        elif isinstance(value, list) and value:
            out.append(f"{indent}-")
            _sequence(value, indent + "  ", out)
        else:
            out.append(f"{indent}- {_scalar(value, indent + '  ')}")


def _key(key: str) -> str:
    text = _scalar(key, None)
    # a key of over 1,024 characters must be explicit (YAML 1.2.2 §7.4.3); a quoted one this long is still read by all loaders we know
    return text


def _scalar(value: Any, indent: str | None) -> str:
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    return _string(_text(str(value)), indent)


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    if "e" in text and "." not in text:  # YAML 1.1 wants a dot before an exponent
        mantissa, _, exponent = text.partition("e")
        text = f"{mantissa}.0e{exponent}"
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa}e+{exponent}" if mark and exponent[0] not in "+-" else text


def _string(text: str, indent: str | None) -> str:
    if "\n" in text and indent is not None and _literal_fits(text):
        return _literal(text, indent)
    if _is_plain(text):
        return text
    if text.isprintable() or (_BLOCK_SAFE.match(text) and "\n" not in text):
        return "'" + text.replace("'", "''") + "'"
    return _double(text)


def _is_plain(text: str) -> bool:
    return bool(
        _PLAIN.match(text)
        and text[-1] not in " :"
        and text.lower() not in _WORDS
        and " #" not in text
        and not (text[0] in "/$(" and _FLOW_INDICATORS.match(text))
        and text.isprintable()
    )


def _literal_fits(text: str) -> bool:
    """A literal block keeps every character but not trailing blanks of a blank-only text, tabs or odd line ends."""
    return bool(_BLOCK_SAFE.match(text)) and text.strip("\n ") != "" and all(c.isprintable() or c == "\n" for c in text)


def _literal(text: str, indent: str) -> str:
    stripped = text.rstrip("\n")
    trailing = len(text) - len(stripped)
    chomp = {0: "-", 1: ""}.get(trailing, "+")
    lines = text.split("\n")
    if trailing:
        lines.pop()
    hint = "2" if text[0] in " \n" else ""
    body = "\n".join(f"{indent}{line}" if line else "" for line in lines)
    return f"|{hint}{chomp}\n{body}"


def _double(text: str) -> str:
    pieces = ['"']
    for char in text:
        if char in '"\\':
            pieces.append("\\" + char)
        elif char == "\n":
            pieces.append("\\n")
        elif char == "\t":
            pieces.append("\\t")
        elif char == "\r":
            pieces.append("\\r")
        elif char.isprintable() or char == " ":
            pieces.append(char)
        else:
            code = ord(char)
            pieces.append(f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}")
    return "".join(pieces) + '"'
