"""JSON Pointers (RFC 6901): writing, splitting, following."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from specsmith.text.positions import escape_token

__all__ = ["escape_token", "find", "from_fragment", "join", "resolve", "split", "unescape_token"]


def unescape_token(token: str) -> str:
    """The name behind one reference token: ``~1`` is a slash, ``~0`` a tilde.

    >>> unescape_token("~1users~1{id}")
    '/users/{id}'
    """
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def join(*names: str | int) -> str:
    """Names → pointer.

    >>> join("paths", "/a", "get", "tags", 0)
    '/paths/~1a/get/tags/0'
    """
    return "".join(f"/{escape_token(str(name))}" for name in names)


def split(pointer: str) -> list[str]:
    """Pointer → names; the empty pointer gives the empty list."""
    return [unescape_token(token) for token in pointer.split("/")[1:]]


def from_fragment(fragment: str) -> str:
    """The pointer in a URI fragment (RFC 6901 §6): percent-encoding undone, with or without the leading ``#``.

    >>> from_fragment("#/paths/~1a%7Bid%7D")
    '/paths/~1a{id}'
    """
    return unquote(fragment.removeprefix("#"))


def resolve(root: Any, pointer: str) -> Any:
    """The node at ``pointer``; raises ``KeyError`` where there is none.

    >>> resolve({"a": [{"b": 1}]}, "/a/0/b")
    1
    """
    node = root
    for name in split(pointer):
        if isinstance(node, dict):
            node = node[name]
        elif isinstance(node, list) and name.isdigit() and int(name) < len(node):
            node = node[int(name)]
        else:
            raise KeyError(pointer)
    return node


def find(root: Any, pointer: str) -> Any:
    """The node at ``pointer``; None where there is none.

    >>> find({"a": [1]}, "/a/0"), find({"a": [1]}, "/a/1")
    (1, None)
    """
    try:
        return resolve(root, pointer)
    except (KeyError, ValueError):
        return None
