"""What is done to a merged document, in this order: placeholders, query actions, links, overlays, canonical order."""

from __future__ import annotations

from collections.abc import Sequence

from specsmith.model import Document
from specsmith.passes.finish.found import find
from specsmith.passes.finish.link_servers import finish_link_servers
from specsmith.passes.finish.order import canonical_order
from specsmith.passes.finish.overlay import apply_overlay_files
from specsmith.passes.finish.placeholders import add_placeholders
from specsmith.passes.finish.query_actions import finish_query_actions

__all__ = ["finish"]


def finish(document: Document, overlays: Sequence[str] = ()) -> None:
    """Run the finishing passes in place; ``overlays`` are files, applied after them in the order given: a person's word is the last."""
    found = find(document.root)
    add_placeholders(document, found.references)
    finish_query_actions(document)
    finish_link_servers(document, found.links)
    if overlays:
        apply_overlay_files(document, overlays)
    canonical_order(document)
