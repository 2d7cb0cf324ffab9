"""The field that says which version of the specification a document follows."""

from __future__ import annotations

import re

from specsmith.diagnostics import Code, Severity
from specsmith.model import Dialect
from specsmith.passes.repair.changes import insert_first, quote
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0267",
    "version-field",
    Severity.WARNING,
    "The version of the specification is missing or spelled in another way",
    why='Tools look at `swagger: "2.0"` or `openapi: 3.1.1` to know how to read a document, and compare the text. '
    "`swagger: 2` and `openapi: 3.0` can only mean one thing.",
    broken="swagger: '2'\n",
    fixed="swagger: '2.0'\n",
    help='Write swagger: "2.0", or openapi: with three numbers.',
)
_LATEST = {
    Dialect.OPENAPI_3_0: ("3.0.3", re.compile(r"3\.0\.\d(-.+)?")),
    Dialect.OPENAPI_3_1: ("3.1.1", re.compile(r"3\.1\.\d+(-.+)?")),
    Dialect.POSTMAN: ("3.1.1", re.compile(r"3\.1\.\d+")),  # read as a 3.1 tree
    Dialect.OPENAPI_3_2: ("3.2.0", re.compile(r"3\.2\.\d+(-.+)?")),
}


def _apply(sites: Sites) -> None:
    latest, good = _LATEST.get(sites.dialect, ("2.0", re.compile(r"2\.0")))
    key = "swagger" if sites.swagger2 else "openapi"
    stated = sites.root.get(key)
    if isinstance(stated, str) and good.fullmatch(stated):
        return
    message = f"{key!r} is {quote(stated)}" if key in sites.root else f"{key!r} is missing"
    sites.document.report(CODE, message, sites.root, key if key in sites.root else None, fix=f"it is {latest!r} now")
    if key in sites.root:
        sites.root[key] = latest
    else:
        insert_first(sites.root, key, latest)


RULE = RepairRule(CODE, _apply)
