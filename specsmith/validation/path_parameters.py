"""Path templates and path parameters that do not agree."""

from __future__ import annotations

import string
from collections.abc import Iterator

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.sites import Sites
from specsmith.validation.rule import Finding, ValidationRule

CODE = Code(
    "SS0511",
    "path-parameters",
    Severity.ERROR,
    "A path template and the path parameters do not agree",
    why="Each {name} in a path needs one parameter `in: path`, and each such parameter its {name}; else no URL can "
    "be built.",
    broken="paths: {'/a/{id}': {get: {}}}\n",
    fixed="paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, required: true, type: string}]}}}\n",
    help="Declare the parameter, or correct its name.",
)


def template_fields(path: str) -> set[str] | None:
    """The names in a path template; None when its braces do not match.

    >>> template_fields("/a/{b}/{c}") == {"b", "c"}, template_fields("/a/{b")
    (True, None)
    """
    if "{" not in path and "}" not in path:
        return set()
    try:
        return {field for _, field, _, _ in string.Formatter().parse(path) if field}
    except ValueError:
        return None


def _check(sites: Sites) -> Iterator[Finding]:
    broken: set[str] = set()
    for site in sites.operations():
        names = template_fields(site.path)
        if names is None:
            if site.path not in broken:
                broken.add(site.path)
                yield Finding(f"the braces of {site.path!r} do not match", site.item)
            continue
        holders = (*sites.parameters(site.item), *sites.parameters(site.operation))
        declared = {str(p.get("name")): p for p in holders if p.get("in") == "path"}
        if names == declared.keys():
            continue
        for name in sorted(names - set(declared)):
            yield Finding(f"{{{name}}} of {site.path!r} is not declared in {site.method}", site.operation)
        for name, parameter in declared.items():
            if name not in names:
                yield Finding(f"the path parameter {name!r} is not in {site.path!r}", parameter, "name")


RULE = ValidationRule(CODE, _check)
