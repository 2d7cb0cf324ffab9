"""host + basePath + schemes → Server Objects (OAS 3.1 §4.8.5)."""

from __future__ import annotations

import re
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document
from specsmith.passes.upgrade.extensions import KEPT, WRONG_KIND, describe, keep
from specsmith.passes.upgrade.row import Row
from specsmith.passes.upgrade.walk import copy_tree

HOST_IS_URL = Code(
    "SS0308",
    "host-is-url",
    Severity.WARNING,
    "The host holds more than a host name and a port",
    why="A scheme, a path or a query in host makes no valid URL when basePath is put behind it; the parts are sorted "
    "into their places.",
    broken="host: https://api.example.com/base\nbasePath: /v1",
    fixed="servers:\n  - url: https://api.example.com/base/v1",
    help="Write the name and port alone in host, the scheme in schemes and the path in basePath.",
)

VARIABLE_DEFAULT = Code(
    "SS0309",
    "server-variable-without-default",
    Severity.INFO,
    "A template in the server URL got its own name as its default",
    why="Server variables of OpenAPI 3 need a default value, which Swagger 2.0 can't state.",
    broken="host: '{tenant}.example.com'",
    fixed="servers:\n  - url: https://{tenant}.example.com\n    variables:\n      tenant: {default: tenant}",
    help="Set a default that works in the result, for instance with an overlay.",
)

ROWS = (
    Row("Swagger", "host, basePath, schemes", "servers", "one for each scheme, duplicates left out", HOST_IS_URL),
    Row("Swagger", "schemes without host", "x-swagger-schemes", "basePath alone is a relative server URL"),
    Row(
        "Swagger", "{templates} in host or basePath", "servers.*.variables", "the name is the default", VARIABLE_DEFAULT
    ),
    Row("Operation", "schemes", "servers of the operation", "where they differ from the document's"),
)

_HOST = re.compile(r"\s*(?:([A-Za-z][A-Za-z0-9+.-]*|\{[^{}/]+\}):)?//([^/?#]*)([^?#]*)(.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\{([^{}/]+)\}")


def base_urls(host: str, base_path: str, schemes: list[str]) -> list[str]:
    """The URLs of a host, a base path and schemes; a host with a scheme or a path of its own is taken apart.

    >>> base_urls("api.example.com", "v1/", ["https", "http", "https"])
    ['https://api.example.com/v1', 'http://api.example.com/v1']
    >>> base_urls("http://api.example.com:8080/base/", "/v1", [])
    ['http://api.example.com:8080/base/v1']
    >>> base_urls("", "/v1", ["https"]), base_urls("", "/", ["https"]), base_urls("", "/", [])
    (['/v1'], ['/'], [])
    >>> base_urls("{scheme}://{host}", "/v1", [])
    ['{scheme}://{host}/v1']
    """
    scheme, name, path = _take_apart(host)
    joined = "/".join(part for part in (*path.split("/"), *base_path.split("/")) if part)
    tail = f"/{joined}" if joined else ""
    if not name:
        return [tail or "/"] if tail or schemes else []
    wanted = [s.strip().lower().removesuffix("://") for s in schemes] or (
        [scheme if "{" in scheme else scheme.lower()] if scheme else []
    )
    if not wanted:
        return [f"//{name}{tail}"]
    return list(dict.fromkeys(f"{s}://{name}{tail}" for s in wanted))


def _take_apart(host: str) -> tuple[str, str, str]:
    whole = _HOST.match(host)
    if whole:
        return whole[1] or "", whole[2], whole[3]
    name, slash, path = host.strip().partition("/")
    return "", name, slash + path


def convert_servers(document: Document, root: dict[str, Any]) -> list[dict[str, Any]]:
    """The document's servers; what can't be said is left in ``root`` under x-swagger- keys."""
    host, base_path, schemes = (
        _text(document, root, "host"),
        _text(document, root, "basePath"),
        _schemes(document, root),
    )
    if host and not re.fullmatch(r"[^/?#]+", host.strip()):
        document.report(
            HOST_IS_URL,
            f"the host {host!r} is more than a host name and a port",
            root,
            "host",
            fix="sorted into the URL",
        )
    servers = [
        _server(document, root, url, "host" if host else "basePath") for url in base_urls(host, base_path, schemes)
    ]
    parameterized = _parameterized(document, root, base_path, schemes)
    if parameterized:
        servers = [*parameterized, *(servers if host else [])]
    if schemes and not host and not parameterized:
        keep(document, root, "schemes", "schemes without a host make no URL", KEPT)
    for key in ("host", "basePath", "schemes"):
        root.pop(key, None)
    return servers


def operation_servers(
    document: Document, operation: dict[str, Any], host: str, base_path: str, servers: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Servers for an operation's own ``schemes``; empty when it has none or they say nothing new."""
    if "schemes" not in operation:
        return []
    schemes = _schemes(document, operation)
    if not schemes:
        operation.pop("schemes", None)
        return []
    if not host.strip():
        keep(document, operation, "schemes", "schemes without a host make no URL", KEPT)
        return []
    own = operation.pop("schemes")
    urls = base_urls(host, base_path, schemes)
    if urls == [server["url"] for server in servers]:
        return []
    made = [_server(document, own, url, None) for url in urls]
    document.carry(made, own)
    return made


def _text(document: Document, root: dict[str, Any], key: str) -> str:
    value = root.get(key)
    if isinstance(value, str):
        return value
    if key in root:
        keep(document, root, key, f"{key!r} must be text, not {describe(value)}", WRONG_KIND)
    return ""


def _schemes(document: Document, node: dict[str, Any]) -> list[str]:
    value = node.get("schemes", [])
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        keep(document, node, "schemes", f"'schemes' must be a list, not {describe(value)}", WRONG_KIND)
        return []
    return [item for item in value if isinstance(item, str) and item.strip()]


def _server(document: Document, node: Any, url: str, key: str | None) -> dict[str, Any]:
    server: dict[str, Any] = {"url": url}
    origins = document.provenance.of(node) if key is None else document.provenance.of_key(node, key)
    document.provenance.record(server, origins)
    names = list(dict.fromkeys(_VARIABLE.findall(url)))
    if names:
        server["variables"] = {name: {"default": name} for name in names}
        for made in (server["variables"], *server["variables"].values()):
            document.provenance.record(made, origins)
        for name in names:
            stated = [k for k in ("host", "basePath") if key and f"{{{name}}}" in str(node.get(k))]
            document.report(
                VARIABLE_DEFAULT,
                f"the server variable {name!r} has no default",
                node,
                stated[0] if stated else key,
                fix=f"the default is {name!r}",
            )
    return server


def _parameterized(
    document: Document, root: dict[str, Any], base_path: str, schemes: list[str]
) -> list[dict[str, Any]]:
    """``x-ms-parameterized-host`` (AutoRest): a template with described parameters; one server for each scheme."""
    extension = root.get("x-ms-parameterized-host")
    if not isinstance(extension, dict) or not isinstance(extension.get("hostTemplate"), str):
        return []
    template = extension["hostTemplate"]
    if extension.get("useSchemePrefix", True) is not False and "://" not in template:
        urls = [f"{scheme}://{template}" for scheme in dict.fromkeys(schemes or ["https"])]
    else:
        urls = [template]
    tail = "/".join(part for part in base_path.split("/") if part)
    if tail:
        urls = [f"{url.rstrip('/')}/{tail}" for url in urls]
    servers = [_described_server(document, root, extension, url) for url in urls]
    del root["x-ms-parameterized-host"]
    return servers


def _described_server(document: Document, root: dict[str, Any], extension: dict[str, Any], url: str) -> dict[str, Any]:
    server: dict[str, Any] = {"url": url}
    document.carry(server, extension)
    variables: dict[str, Any] = {name: {"default": name} for name in _VARIABLE.findall(url)}
    parameters = extension.get("parameters")
    for parameter in parameters if isinstance(parameters, list) else []:
        known = _followed(root, parameter)
        variable = variables.get(str(known.get("name")))
        if variable is not None:
            document.carry(variable, known)
            _describe_variable(document, variable, known)
    if variables:
        server["variables"] = variables
        document.carry(variables, extension)
    return server


def _followed(root: dict[str, Any], parameter: Any) -> dict[str, Any]:
    if not isinstance(parameter, dict):
        return {}
    ref = parameter.get("$ref")
    if isinstance(ref, str) and isinstance(root.get("parameters"), dict):
        shared = root["parameters"].get(ref.rpartition("/")[2])
        return shared if isinstance(shared, dict) else {}
    return parameter


def _describe_variable(document: Document, variable: dict[str, Any], parameter: dict[str, Any]) -> None:
    stated = parameter.get("enum")
    choices = [item for item in stated if isinstance(item, str)] if isinstance(stated, list) else []
    if choices:
        variable.update({"enum": choices, "default": choices[0]})
        document.carry(choices, parameter)
    if isinstance(parameter.get("default"), str):
        variable["default"] = parameter["default"]
    if isinstance(parameter.get("description"), str):
        variable["description"] = parameter["description"]
    variable.update((key, copy_tree(document, value)) for key, value in parameter.items() if key.startswith("x-"))
