"""Damaged text → tree: the OpenAPI grammar, the search over it, and how sure it is."""

from specsmith.recovery.api import Recovery, recover_structured
from specsmith.recovery.certainty import Note
from specsmith.recovery.sniff import sniff_damage

__all__ = ["Note", "Recovery", "recover_structured", "sniff_damage"]
