"""Reference pages in prose → OpenAPI documents: what the text supports, every guess marked."""

from specsmith.recovery.prose.reader import read_prose, sniff_prose
from specsmith.recovery.prose.result import ProseNote, ProseResult

__all__ = ["ProseNote", "ProseResult", "read_prose", "sniff_prose"]
