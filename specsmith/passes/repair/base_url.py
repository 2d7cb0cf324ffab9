"""host, basePath and schemes of Swagger 2.0."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.changes import keep_beside, quote, set_aside
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0261",
    "base-url",
    Severity.WARNING,
    "host, basePath or schemes do not make up a base URL",
    why="`host` is a name and a port, `basePath` begins with a slash, `schemes` are http, https, ws and wss. A "
    "scheme or a path inside host moves to where it belongs, a URL in basePath is taken apart, an unknown scheme is "
    "kept as an extension.",
    broken="host: https://api.example.com/v1\nbasePath: mail\nschemes: [HTTP, ftp]\n",
    fixed="host: api.example.com\nbasePath: /v1/mail\nschemes: [http, https]\nx-schemes: [ftp]\n",
    help="Write host: api.example.com, basePath: /v1 and schemes: [https].",
)
_SCHEMES = ("http", "https", "ws", "wss")


def _apply(sites: Sites) -> None:
    if not sites.swagger2:
        return
    root = sites.root
    for holder in (root, *sites.nodes("Operation")):
        if isinstance(holder.get("schemes"), list):
            _schemes(sites, holder)
    host, base = root.get("host"), root.get("basePath")
    if isinstance(base, str):
        base = _base_path(sites, root, base)
    if isinstance(host, str):
        _host(sites, root, host, base)


def _schemes(sites: Sites, holder: dict[str, Any]) -> None:
    stated = holder["schemes"]
    new: list[str] = []
    strange = []
    for scheme in stated:
        bare = re.sub(r":?/*\s*\Z", "", str(scheme).strip().lower())
        if bare in _SCHEMES:
            new.append(bare)
        elif bare:
            strange.append(scheme)
    new = list(dict.fromkeys(new))
    if new == stated:
        return
    sites.document.report(CODE, f"schemes are {quote(stated)}", holder, "schemes", fix=f"they are {quote(new)} now")
    for scheme in strange:
        keep_beside(sites, holder, "schemes", scheme, CODE.id)
    if new:
        stated[:] = new
    else:
        del holder["schemes"]


def _base_path(sites: Sites, root: dict[str, Any], base: str) -> str:
    url = re.match(r"(?i)(https?|wss?):/{1,3}([^/?#]*)", base.strip())
    new = base.strip()
    if url and "://" in new:
        new = new[url.end() :]
        if "host" not in root and url.group(2):
            root["host"] = url.group(2)
    new = new.partition("?")[0].partition("#")[0]
    if new and not new.startswith("/"):
        new = f"/{new}"
    if new == base:
        return base
    sites.document.report(
        CODE, f"the base path is {quote(base)}", root, "basePath", fix=f"it is {quote(new)} now" if new else "removed"
    )
    if new:
        root["basePath"] = new
    else:
        del root["basePath"]
    return new


def _host(sites: Sites, root: dict[str, Any], host: str, base: Any) -> None:
    if re.fullmatch(r"[^{}/ :\\?#@]+(?::\d+)?", host):
        return
    parts = re.fullmatch(
        r"\s*(?:([A-Za-z][A-Za-z0-9+.\-]*|\{[^{}/]+\}):/+|//)?([^/?#\s]*)(/[^?#\s]*)?(?:[?#].*)?\s*", host
    )
    if parts is None or not parts.group(2):
        sites.document.report(CODE, f"the host is {quote(host)}", root, "host", fix="kept as an extension")
        set_aside(sites, root, "host", CODE.id)
        return
    scheme, name, path = parts.group(1), parts.group(2), (parts.group(3) or "").rstrip("/")
    name = name.rpartition("@")[2].rstrip(":")
    if "{" in host and (not (scheme or path) or host.lstrip().startswith("{")):
        return  # a template in a host: the upgrade makes a server variable of it
    if name == host:
        return  # an IPv6 address
    sites.document.report(CODE, f"the host is {quote(host)}", root, "host", fix=f"it is {name!r} now")
    root["host"] = name
    if path and isinstance(base, str) and not f"{base}/".startswith(f"{path}/"):
        root["basePath"] = path + (base if base != "/" else "")
    elif path and not isinstance(base, str):
        root["basePath"] = path
    if scheme and scheme.lower() in _SCHEMES:
        schemes = root.get("schemes")
        if not isinstance(schemes, list):
            root["schemes"] = [scheme.lower()]
        elif scheme.lower() not in schemes:
            schemes.append(scheme.lower())


RULE = RepairRule(CODE, _apply)
