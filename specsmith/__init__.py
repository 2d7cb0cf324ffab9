"""specsmith: broken, partial and repeated API descriptions in; one OpenAPI document, docs, clients and a catalog out.

>>> import specsmith
>>> specsmith.convert("swagger: '2.0'\\ninfo: {title: T, version: '1'}\\npaths: {}\\n").ok
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specsmith.api import Result, build, convert, convert_all, merge, recover, validate
    from specsmith.pipeline.options import BuildOptions

__version__ = "0.1.0"
__all__ = ["BuildOptions", "Result", "__version__", "build", "convert", "convert_all", "merge", "recover", "validate"]


def __getattr__(name: str) -> Any:
    """Import on first use: ``specsmith --help`` and ``specsmith --version`` must not pay for the stages."""
    import importlib

    if name == "BuildOptions":
        return importlib.import_module("specsmith.pipeline.options").BuildOptions
    if name in __all__:
        return getattr(importlib.import_module("specsmith.api"), name)
    raise AttributeError(f"module 'specsmith' has no attribute {name!r}")
