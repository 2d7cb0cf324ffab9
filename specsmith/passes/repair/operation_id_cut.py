"""Operation ids that were cut off."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

CODE = Code(
    "SS0240",
    "operation-id-cut",
    Severity.INFO,
    "An operation id was cut off at 100 characters",
    why="Generators that make ids from descriptions cut them at 100 characters, in the middle of a word, so that ids "
    "of different operations become equal and function names unreadable. Where the operation has an x-api-path-slug, "
    "that is its id now, and the old id stays in x-operation-id; else the last, incomplete word goes.",
    broken="""paths:
  /users:
    get:
      operationId: returns-all-users-of-the-account-that-owns-the-token-in-the-order-in-which-they-were-added-to-the-ac
      x-api-path-slug: users-get
""",
    fixed="""paths:
  /users:
    get:
      operationId: users-get
      x-api-path-slug: users-get
      x-operation-id:
        returns-all-users-of-the-account-that-owns-the-token-in-the-order-in-which-they-were-added-to-the-ac
""",
    help="Give the operation a short id of its own.",
)
_LENGTH = 100


def _apply(sites: Sites) -> None:
    for site in sites.operations():
        name = site.operation.get("operationId")
        if (
            not isinstance(name, str)
            or len(name) not in (_LENGTH - 1, _LENGTH)
            or " " in name
            or ("-" not in name and "_" not in name)
        ):
            continue
        slug = site.operation.get("x-api-path-slug")
        shorter = (
            slug
            if isinstance(slug, str) and 0 < len(slug) < _LENGTH - 1
            else name[: max(name.rfind("-"), name.rfind("_"))]
        )
        if not shorter or shorter == name or len(shorter) >= _LENGTH - 1:
            continue
        message = f"the operation id was cut off at {len(name)} characters"
        sites.document.report(CODE, message, site.operation, "operationId", fix=f"it is {shorter!r} now")
        site.operation["operationId"] = shorter
        site.operation.setdefault("x-operation-id", name)


RULE = RepairRule(CODE, _apply)
