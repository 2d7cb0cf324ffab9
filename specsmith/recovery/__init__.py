"""Damaged text → tree: the OpenAPI grammar, the search over it, and how sure it is."""

from specsmith.recovery.api import Recovery, recover_structured

__all__ = ["Recovery", "recover_structured"]
