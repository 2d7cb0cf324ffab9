"""Names of components: 3.x allows letters, digits, ``.``, ``-`` and ``_`` only (OAS 3.1 §4.8.7), Swagger 2.0 anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from specsmith.diagnostics import Code, Severity
from specsmith.model import Document
from specsmith.passes.upgrade.row import Row

RENAMED = Code(
    "SS0301",
    "component-name-invalid",
    Severity.INFO,
    "A component got a name that OpenAPI 3 allows",
    why="Component names of OpenAPI 3 match ^[a-zA-Z0-9._-]+$, those of Swagger 2.0 may be any text. References, "
    "discriminator mappings and security requirements follow the new name.",
    broken="definitions:\n  My Pet: {type: object}",
    fixed="components:\n  schemas:\n    My_Pet: {type: object}",
    help="Choose a name of letters, digits, '.', '-' and '_' in the source to decide it yourself.",
)

#: Sections of a Swagger 2.0 document and where their members live in 3.x.
SECTIONS = {
    "definitions": "schemas",
    "parameters": "parameters",
    "responses": "responses",
    "securityDefinitions": "securitySchemes",
}

ROWS = tuple(
    Row("Swagger", section, f"components.{target}", "names made valid: `My Pet` → `My_Pet`", RENAMED)
    for section, target in SECTIONS.items()
)

_VALID = re.compile(r"[A-Za-z0-9._-]+\Z")
_OTHER = re.compile(r"[^A-Za-z0-9._-]")


def valid_name(name: str) -> str:
    """The nearest allowed component name, whatever the others are called.

    >>> valid_name("My Pet"), valid_name("List[Pet]"), valid_name("Größe"), valid_name("")
    ('My_Pet', 'List_Pet_', 'Gro_e', '_')
    """
    if _VALID.match(name):
        return name
    plain = unicodedata.normalize("NFKD", name)
    return _OTHER.sub("_", "".join(c for c in plain if not unicodedata.combining(c))) or "_"


def plan(names: Iterable[str]) -> dict[str, str]:
    """Old name → new name for the names that have to change; valid names keep theirs, the others step aside.

    >>> plan(["List[Pet]", "List_Pet_", "My Pet", "ok"])
    {'List[Pet]': 'List_Pet_2', 'My Pet': 'My_Pet'}
    """
    texts = [name for name in names if isinstance(name, str)]
    taken = {name for name in texts if _VALID.match(name)}
    changed: dict[str, str] = {}
    for name in texts:
        if name in taken:
            continue
        base = candidate = valid_name(name)
        number = 2
        while candidate in taken:
            candidate = f"{base}{number}" if base.endswith("_") else f"{base}_{number}"
            number += 1
        taken.add(candidate)
        changed[name] = candidate
    return changed


def plan_all(root: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Section of a Swagger 2.0 document → its plan; extensions inside a section are no components."""
    plans: dict[str, dict[str, str]] = {}
    for section in SECTIONS:
        members = root.get(section)
        plans[section] = plan(members) if isinstance(members, dict) else {}
    return plans


def rename_members(document: Document, section: dict[str, Any], names: dict[str, str]) -> None:
    """Rename the members of a section in place, in order, and say so."""
    for old, new in names.items():
        document.report(RENAMED, f"{old!r} is called {new!r} in the result", section, old, fix=f"renamed to {new!r}")
    for old, new in names.items():
        if not isinstance(section[old], dict | list):
            document.provenance.carry_key(section, new, section, old)
    items = [(names.get(name, name), value) for name, value in section.items()]
    section.clear()
    section.update(items)
