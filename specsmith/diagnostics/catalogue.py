"""All declared codes: found in the modules that use them, so that a rule and its code live in one file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from specsmith.diagnostics.code import Code


def declared_codes() -> dict[str, Code]:
    """Every code by id, in order. Imports all of specsmith, so only ``rules``, ``explain`` and the tests call it.

    Raises ``ValueError`` when two different codes share an id or a name.

    >>> "SS0101" in declared_codes()
    True
    """
    found: dict[str, Code] = {}
    names: dict[str, str] = {}
    for code in _codes():
        if found.setdefault(code.id, code) != code or names.setdefault(code.name, code.id) != code.id:
            raise ValueError(f"{code.id} {code.name} is declared twice")
    return dict(sorted(found.items()))


def _codes() -> Iterator[Code]:
    package = importlib.import_module("specsmith")
    for module_info in pkgutil.walk_packages(package.__path__, "specsmith."):
        if module_info.name.endswith("__main__") or "._templates" in module_info.name:
            continue
        module = importlib.import_module(module_info.name)
        for value in vars(module).values():
            if isinstance(value, Code):
                yield value
            elif isinstance(getattr(value, "code", None), Code):
                yield value.code
