"""Where an operation is called: server URLs and path templates in the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

_URL = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*|\{[^}]*\}):)?//([^/?#]*)([^?#]*)(.*)\Z", re.DOTALL)
_BRACES = re.compile(r"(\{[^}]*\})")
_DEFAULT_PORTS = {"http": ":80", "https": ":443", "ws": ":80", "wss": ":443"}
_HOST_FRAGMENT = re.compile(r"[#&]host=([^&]*)\Z")
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class Base:
    """A server URL taken apart; ``host`` and ``scheme`` are empty for one that is relative to where the document stands."""

    scheme: str
    host: str
    path: str
    query: str = ""

    @property
    def url(self) -> str:
        """The URL again, normalized."""
        if not self.host:
            return (self.path or "/") + self.query
        scheme = f"{self.scheme}:" if self.scheme else ""
        return f"{scheme}//{self.host}{self.path}{self.query}"


def parse_server(url: str) -> Base:
    """A server URL (OAS 3.1 §4.8.5) as scheme, host and base path: case, default ports and slashes normalized.

    >>> parse_server("HTTPS://API.Example.com:443//v1/").url
    'https://api.example.com/v1'
    >>> parse_server("{protocol}://{hostName}/api/v3").host
    '{hostName}'
    >>> parse_server("/").path
    ''
    """
    text = url.strip()
    found = _URL.match(text)
    if found is None:
        path, mark, query = text.partition("?")
        return Base("", "", normalize_path("/" + path).rstrip("/"), mark + query)
    scheme, host, path, query = found.groups()
    scheme = scheme or ""
    if not scheme.startswith("{"):
        scheme = scheme.lower()
    host = "".join(part if part.startswith("{") else part.lower() for part in _BRACES.split(host))
    port = _DEFAULT_PORTS.get(scheme)
    if port is not None:
        host = host.removesuffix(port)
    return Base(scheme, host, normalize_path(path).rstrip("/") if path else "", query)


def normalize_path(path: str) -> str:
    """Runs of slashes become one.

    >>> normalize_path("//api//v4/")
    '/api/v4/'
    """
    return _SLASHES.sub("/", path)


def split_key(key: str) -> tuple[str, str]:
    """A key of ``paths`` → path template and the fragment that tells operations apart (a host fragment is no part of it).

    >>> split_key("/#Action=A"), split_key("/a#host=x.org"), split_key("/#Action=A&host=x.org")
    (('/', '#Action=A'), ('/a', ''), ('/', '#Action=A'))
    """
    path, mark, rest = key.partition("#")
    fragment = _HOST_FRAGMENT.sub("", mark + rest)
    return normalize_path(path if path.startswith("/") else "/" + path), fragment


def with_host(path: str, fragment: str, host: str) -> str:
    """The key of an operation whose path and method another host uses too.

    >>> with_host("/a", "", "x.org"), with_host("/", "#Action=A", "x.org")
    ('/a#host=x.org', '/#Action=A&host=x.org')
    """
    return f"{path}{fragment}&host={host}" if fragment else f"{path}#host={host}"


def shape(path: str) -> str:
    """A path template without the names of its parameters and without a trailing slash: parameters match by position.

    >>> shape("/users/{user_id}/posts/"), shape("/")
    ('/users/{}/posts', '/')
    """
    return _BRACES.sub("{}", path).rstrip("/") or "/"


def parameter_names(path: str) -> list[str]:
    """The names in a path template, in order.

    >>> parameter_names("/a/{b}/c/{d}.{e}")
    ['b', 'd', 'e']
    """
    return [part[1:-1] for part in _BRACES.findall(path)]


def with_names(path: str, names: list[str]) -> str:
    """The path template with other parameter names.

    >>> with_names("/a/{b}", ["id"])
    '/a/{id}'
    """
    fresh = iter(names)
    return _BRACES.sub(lambda found: "{" + next(fresh, found.group(0)[1:-1]) + "}", path)


def is_prefix(base: str, path: str) -> bool:
    """Whether ``base`` holds the first segments of ``path``.

    >>> is_prefix("/api", "/api/v4"), is_prefix("/api", "/apis"), is_prefix("", "/x")
    (True, False, True)
    """
    return not base or path == base or path.startswith(base + "/")


def common_base(one: str, other: str) -> str:
    """The leading segments that two base paths share.

    >>> common_base("/v1/core", "/v1/location")
    '/v1'
    """
    shared: list[str] = []
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        shared.append(left)
    return "/".join(shared)
