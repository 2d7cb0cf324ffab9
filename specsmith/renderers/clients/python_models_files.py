"""The models of a package as files: one module where they are few, parts that are loaded by need where they are many."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from specsmith.renderers.clients.python_models import PythonModel, build_models
from specsmith.renderers.targets.python import PythonNames, PythonTypes
from specsmith.renderers.targets.python_imports import import_line, lines_of, names_used
from specsmith.views.types import Model

FEW = 250
PART = 100
_ALL = "_all"  # what a part calls the module of all models: no attribute of a model starts with an underscore
_COLLECTIONS = ("AsyncIterator", "Iterator", "Mapping", "Sequence")


def models_files(render: Callable[..., str], listed: tuple[Model, ...], names: PythonNames) -> dict[str, str]:
    """The files, by path in the package. ``render`` takes the name of a template and its values.

    Importing a class costs 0.3 ms: thousands of them are a second that most programs need a twentieth of.
    """
    models = {model.id: model for model in listed}
    if len(listed) <= FEW:
        built, shapes = build_models(listed, names, PythonTypes(names, models))
        imports = _imports(built, "._runtime")
        return {"models.py": render("models.py.j2", models=built, shapes=shapes, parted=False, imports=imports)}
    built, shapes = build_models(listed, names, PythonTypes(names, models, f"{_ALL}."))
    parts = [built[start : start + PART] for start in range(0, len(built), PART)]
    homes = [(model.name, number) for number, part in enumerate(parts, 1) for model in part]
    imports = [f"    from ._part_{number} import {name} as {name}" for name, number in homes]
    files = {"models/__init__.py": render("models_parts.py.j2", shapes=shapes, homes=homes, imports=imports)}
    for number, part in enumerate(parts, 1):
        imports = _imports(part, ".._runtime")
        files[f"models/_part_{number}.py"] = render(
            "models.py.j2", models=part, shapes=[], parted=True, imports=imports
        )
    return files


def _used(models: Iterable[PythonModel]) -> frozenset[str]:
    fields = [field for model in models for field in model.fields]
    used = names_used([*(one.annotation for one in fields), *(one.default for one in fields)])
    return used | names_used(ast.literal_eval(model.alias) for model in models if model.alias)


def _imports(models: list[PythonModel], runtime: str) -> list[str]:
    used = _used(models)
    checked = [f"    from .. import models as {_ALL}"] if _ALL in used else []
    of_model = [
        *(["Model"] if any(model.is_class for model in models) else []),
        *(["UNSET"] if "UNSET" in used else []),
    ]
    typing = [
        *(["TYPE_CHECKING"] if checked else []),
        *(name for name in ("Any", "Literal") if name in used),
        *(["TypeAlias"] if any(model.alias for model in models) else []),
    ]
    if runtime == "._runtime":
        typing.append("Any")  # the table of shapes
    return lines_of(
        [
            *(["import datetime as dt"] if "dt" in used else []),
            import_line("collections.abc", [name for name in _COLLECTIONS if name in used]),
            import_line("typing", typing),
            "" if of_model or "File" in used else None,
            import_line(f"{runtime}.bodies", ["File"] if "File" in used else []),
            import_line(f"{runtime}.model", of_model),
            *(["", "if TYPE_CHECKING:", *checked] if checked else []),
        ]
    )
