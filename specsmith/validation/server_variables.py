"""Variables in server URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0525",
    "server-variable",
    Severity.WARNING,
    "A variable of a server URL is not defined, or its default is not allowed",
    why="Each {name} of a server URL needs a default to build a URL from, and the default has to be one of the enum.",
    broken="openapi: 3.1.1\nservers: [{url: 'https://{region}.example.com'}]\n",
    fixed="openapi: 3.1.1\nservers: [{url: 'https://{region}.example.com', variables: {region: {default: eu}}}]\n",
    help="Define the variable under variables.",
)


def _check(sites: Sites) -> Iterator[Finding]:
    for server in sites.nodes("Server"):
        url, variables = server.get("url"), server.get("variables")
        variables = variables if isinstance(variables, dict) else {}
        for name in dict.fromkeys(re.findall(r"\{([^{}]+)\}", url)) if isinstance(url, str) else ():
            if name not in variables:
                yield Finding(f"the variable {name!r} of the server URL is not defined", server, "url")
    for place in sites.places("ServerVariable"):
        allowed, default = place.node.get("enum"), place.node.get("default")
        if isinstance(allowed, list) and default is not None and default not in allowed:
            yield Finding(f"the default {default!r} of {place.key!r} is not in its enum", place.node, "default")


RULE = ValidationRule(CODE, _check)
