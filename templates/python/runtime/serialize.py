"""Parameters on the wire: every style and explode of OpenAPI 3.1 §4.8.12."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from .model import encode
from .operation import Param

_RESERVED = ":/?#[]@!$&'()*+,;="
_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def scalar(value: Any) -> str:
    """A plain value as text: true and false in lower case, whole floats without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dict | list):
        return compact(value)
    return str(value)


def compact(value: Any) -> str:
    """JSON without white space."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def _quote(text: str, reserved: bool) -> str:
    return quote(text, safe="-._~" + (_RESERVED if reserved else ""))


def _flat(value: dict[str, Any], reserved: bool) -> list[str]:
    return [_quote(part, reserved) for key, item in value.items() for part in (key, scalar(item))]


def in_path(param: Param, value: Any) -> str:
    """A value in the path: simple, label or matrix."""
    value = compact(value) if param.content_type else encode(value)
    name = _quote(param.name, False)
    prefix, separator = {"label": (".", "."), "matrix": (";", ";")}.get(param.style, ("", ","))
    if not param.explode and param.style != "simple":
        separator = ","
    if isinstance(value, list):
        items = [_quote(scalar(item), param.allow_reserved) for item in value]
        if param.style == "matrix":
            return ";" + (
                ";".join(f"{name}={item}" for item in items) if param.explode else f"{name}={','.join(items)}"
            )
        return prefix + separator.join(items)
    if isinstance(value, dict):
        if param.explode:
            pairs = [f"{_quote(k, False)}={_quote(scalar(v), param.allow_reserved)}" for k, v in value.items()]
            return prefix + separator.join(pairs)
        flat = ",".join(_flat(value, param.allow_reserved))
        return f";{name}={flat}" if param.style == "matrix" else prefix + flat
    text = _quote(scalar(value), param.allow_reserved)
    return f";{name}={text}" if param.style == "matrix" else prefix + text


def in_query(param: Param, value: Any) -> list[str]:
    """A value in the query string: ``name=value`` pairs, already encoded."""
    name = _quote(param.name, False)
    reserved = param.allow_reserved
    if param.content_type:
        return [f"{name}={_quote(compact(value), reserved)}"]
    value = encode(value)
    if param.style == "deepObject" and isinstance(value, dict | list):
        return [f"{_quote(key, False)}={_quote(text, reserved)}" for key, text in deep(param.name, value)]
    if isinstance(value, list):
        items = [_quote(scalar(item), reserved) for item in value]
        if param.explode:
            return [f"{name}={item}" for item in items]
        return [f"{name}={_DELIMITERS.get(param.style, ',').join(items)}"]
    if isinstance(value, dict):
        if param.explode:
            return [
                f"{_quote(key, False)}={_quote(scalar(item), reserved)}"
                for key, item in value.items()
                if item is not None
            ]
        return [f"{name}={_DELIMITERS.get(param.style, ',').join(_flat(value, reserved))}"]
    return [f"{name}={_quote(scalar(value), reserved)}"]


def deep(name: str, value: Any) -> list[tuple[str, str]]:
    """Nested values as bracketed names: ``a[b]=1``, ``a[]=1`` for plain items, ``a[0][b]=1`` for objects in a list."""
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in deep(f"{name}[{key}]", item)]
    if isinstance(value, list):
        nested = any(isinstance(item, dict | list) for item in value)
        return [pair for index, item in enumerate(value) for pair in deep(f"{name}[{index if nested else ''}]", item)]
    return [(name, scalar(value))]


def in_header(param: Param, value: Any) -> str:
    """A value in a header: style simple, nothing percent-encoded."""
    value = compact(value) if param.content_type else encode(value)
    if isinstance(value, list):
        return ",".join(scalar(item) for item in value)
    if isinstance(value, dict):
        if param.explode:
            return ",".join(f"{key}={scalar(item)}" for key, item in value.items())
        return ",".join(part for key, item in value.items() for part in (key, scalar(item)))
    return scalar(value)


def in_cookie(param: Param, value: Any) -> list[str]:
    """A value in the Cookie header: ``name=value`` pairs."""
    value = compact(value) if param.content_type else encode(value)
    if isinstance(value, list):
        items = [_quote(scalar(item), False) for item in value]
        return [f"{param.name}={item}" for item in items] if param.explode else [f"{param.name}={','.join(items)}"]
    if isinstance(value, dict):
        if param.explode:
            return [f"{key}={_quote(scalar(item), False)}" for key, item in value.items()]
        return [f"{param.name}={','.join(_flat(value, False))}"]
    return [f"{param.name}={_quote(scalar(value), False)}"]
