"""Where the API is: ``host``, ``basePath`` and ``schemes`` against server URLs."""

from __future__ import annotations

import re
from typing import Any

from tests.oracle.equal import mapping, same, silent
from tests.oracle.loss import brief
from tests.oracle.sides import Sides

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*|\{[^{}]+\})://")


def addresses(root: dict[str, Any], schemes: Any) -> list[str]:
    """The absolute URLs that Swagger 2.0 gives an operation, without a slash at the end (relative without host).

    >>> addresses({"host": "https://a.b:8443/root/", "basePath": "v1"}, None)
    ['https://a.b:8443/root/v1']
    >>> addresses({"host": "a.b", "basePath": "/"}, ["https", "http", "https"])
    ['https://a.b', 'http://a.b']
    """
    host = str(root.get("host") or "").strip()
    path = str(root.get("basePath") or "").strip().strip("/")
    stated = _SCHEME.match(host)
    if stated:
        host = host[stated.end() :]
    host = host.strip("/")
    base = "/".join(part for part in (host, path) if part)
    if not host:
        return ["/" + path if path else ""]
    wanted = [str(one) for one in schemes] if isinstance(schemes, list) else []
    if not wanted:
        return [f"{stated.group(1)}://{base}" if stated else f"//{base}"]
    return [f"{scheme}://{base}" for scheme in dict.fromkeys(wanted)]


def servers(sides: Sides) -> None:
    """The document's servers."""
    old, new = sides.old.root, sides.new.root
    parameterized = old.get("x-ms-parameterized-host")
    if isinstance(parameterized, dict) and isinstance(parameterized.get("hostTemplate"), str):
        template = parameterized["hostTemplate"].strip("/")
        kept = same(parameterized, new.get("x-ms-parameterized-host"))
        if not kept and not any(template in url for url in _urls(new)):
            sides.lose("/x-ms-parameterized-host", parameterized, "no server has the template")
        for scheme in old.get("schemes") or () if parameterized.get("useSchemePrefix") is not False else ():
            if not any(url.startswith(f"{scheme}://") for url in _urls(new)):
                sides.lose("/schemes", scheme, "no server has the scheme")
    elif "x-servers" not in old:
        _same_urls(sides, addresses(old, old.get("schemes")), new, "")
    homeless = not old.get("host") and not silent(old.get("schemes")) and not isinstance(parameterized, dict)
    if homeless and not same(old["schemes"], new.get("x-swagger-schemes")):
        sides.lose("/schemes", old["schemes"], "schemes without host have no counterpart")
    _variables(sides, new, "")


def operation_servers(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    """An operation's own ``schemes``; one without inherits the document's servers."""
    root = sides.old.root
    if silent(old.get("schemes")):
        if "servers" in new and "x-servers" not in old:
            sides.lose(at, {"servers": new["servers"]}, "was added")
        return
    if not root.get("host"):
        if not same(old["schemes"], new.get("x-swagger-schemes")):
            sides.lose(f"{at}/schemes", old["schemes"], "schemes without host have no counterpart")
        return
    _same_urls(sides, addresses(root, old["schemes"]), new if "servers" in new else sides.new.root, f"{at}/schemes")
    _variables(sides, new, at)


def _urls(new: dict[str, Any]) -> list[str]:
    stated = new.get("servers")
    if not isinstance(stated, list):
        return [""]
    return [str(one.get("url")).rstrip("/") for one in stated if isinstance(one, dict)]


def _same_urls(sides: Sides, wanted: list[str], new: dict[str, Any], at: str) -> None:
    found = _urls(new)
    if len(set(found)) != len(found):
        sides.lose(at, found, "servers repeat")
    if list(dict.fromkeys(found)) == wanted:
        return
    keys = at or "/host"
    for url in wanted:
        if url not in found:
            sides.lose(keys, url or "/", f"no server has this URL: {brief(found)}")
    for url in found:
        if url not in wanted:
            sides.lose(keys, url, "the server was added")
    if sorted(found) == sorted(wanted):
        sides.lose(keys, wanted, f"the order of servers changed: {brief(found)}")


def _variables(sides: Sides, new: dict[str, Any], at: str) -> None:
    for one in new.get("servers") or ():
        variables = mapping(one.get("variables"))
        for name in re.findall(r"{([^{}]*)}", str(one.get("url"))):
            if not isinstance(variables.get(name), dict) or not isinstance(variables[name].get("default"), str):
                sides.lose(at or "/host", name, "the server's variable is not declared")
