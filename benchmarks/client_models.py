"""Import time of 600 chained models of 10 fields in several forms: the figures of docs/decisions/0006-python-models.md."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

COUNT = 600
TYPES = ("str", "int", "bool", "float", "list[str]", "str", "int", "str", "str")
FUTURE = "from __future__ import annotations\n"


def _fields(number: int) -> list[tuple[str, str]]:
    return [
        *((f"field_{index}", one) for index, one in enumerate(TYPES)),
        ("following", f"Model{(number + 1) % COUNT}"),
    ]


def _module(head: str, start: str, field: str, end: Callable[[int], str] = lambda _: "") -> str:
    text = FUTURE + head
    for number in range(COUNT):
        text += start.format(number)
        text += "".join("    " + field.format(name, kind) + "\n" for name, kind in _fields(number)) + end(number)
    return text


FORMS = {
    "plain classes": _module(
        "class Model:\n    pass\n",
        "class Model{}(Model):\n",
        "{}: {} | None = None",
        lambda number: f"    _wire = (('following', 'following', 'Model{(number + 1) % COUNT}'),)\n",
    ),
    "TypedDicts": _module(
        "from typing import TypedDict\n", "class Model{}(TypedDict, total=False):\n", "{}: {} | None"
    ),
    "slotted dataclasses": _module(
        "from dataclasses import dataclass\n",
        "@dataclass(slots=True, kw_only=True)\nclass Model{}:\n",
        "{}: {} | None = None",
    ),
    "msgspec": _module(
        "import msgspec\n",
        "class Model{}(msgspec.Struct, kw_only=True):\n",
        "{}: {} | None | msgspec.UnsetType = msgspec.UNSET",
    ),
    "pydantic, defer_build": _module(
        "from pydantic import BaseModel, ConfigDict\n"
        "class Base(BaseModel):\n    model_config = ConfigDict(extra='allow', defer_build=True)\n",
        "class Model{}(Base):\n",
        "{}: {} | None = None",
    ),
}
_TIMED = "import time; start = time.process_time(); import forms; print(time.process_time() - start)"


def main() -> None:
    """Print the CPU seconds of each form: the best of three imports with byte code cached."""
    for name, text in FORMS.items():
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "forms.py").write_text(text, encoding="utf-8")
            runs = []
            for _ in range(4):
                done = subprocess.run(
                    [sys.executable, "-c", _TIMED], cwd=folder, capture_output=True, text=True, check=False
                )
                runs.append(float(done.stdout) if done.returncode == 0 else None)
            timed = [one for one in runs[1:] if one is not None]
            print(f"{name:24} {min(timed):.3f} s" if timed else f"{name:24} not available here")


if __name__ == "__main__":
    main()
