"""The document model: trees with provenance, JSON pointers, references."""

from specsmith.model.document import Dialect, Document
from specsmith.model.provenance import Origin, Provenance

__all__ = ["Dialect", "Document", "Origin", "Provenance"]
