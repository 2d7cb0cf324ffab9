"""Path parameters that are called by two names at once: ``{id | userPrincipalName}``."""

from __future__ import annotations

import re

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.grammar import METHODS
from specsmith.passes.repair.paths import rename_paths
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0214",
    "path-parameter-alternatives",
    Severity.WARNING,
    "A path parameter is called by two names at once",
    why="`{id | name}` says that either will do. It is one parameter all the same, and tools take the blanks and the bar for a template "
    "that nothing declares. Template and parameter are called `id_name`.",
    broken="""paths:
  /users/{id | name}:
    get: {parameters: [{name: id | name, in: path, required: true, type: string}]}
""",
    fixed="""paths:
  /users/{id_name}:
    get: {parameters: [{name: id_name, in: path, required: true, type: string}]}
""",
    help="Give the parameter one name and say in its description what it takes.",
)
_EXPRESSION = re.compile(r"\{([^{}/]*\|[^{}/]*)\}")


def one_name(name: str) -> str:
    """The alternatives of a name as one.

    >>> one_name("id | userPrincipalName")
    'id_userPrincipalName'
    """
    return "_".join(part for part in re.split(r"[\s|]+", name) if part) or "value"


def _apply(sites: Sites) -> None:
    renames: dict[str, str] = {}
    for path, item in sites.path_items():
        new = _EXPRESSION.sub(lambda match: "{" + one_name(match.group(1)) + "}", path)
        if new == path:
            continue
        renames[path] = new
        sites.document.report(CODE, f"{path!r} has a parameter with alternatives", item, fix=f"the path is {new!r} now")
        holders = [item, *(item[method] for method in METHODS if isinstance(item.get(method), dict))]
        for parameter in (found for holder in holders for found in sites.parameters(holder)):
            name = parameter.get("name")
            if isinstance(name, str) and "|" in name and parameter.get("in") == "path":
                sites.document.report(
                    CODE, f"{name!r} is two names", parameter, "name", fix=f"called {one_name(name)!r}"
                )
                parameter["name"] = one_name(name)
    rename_paths(sites, renames, CODE.id)


RULE = RepairRule(CODE, _apply)
