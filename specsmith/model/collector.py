"""The garbage collector stands still while one document is converted: a fresh tree holds no garbage to look for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the cyclic collector, and leave it afterwards as it was found.

    It wakes by the number of containers made, so that it goes through a tree many times while that is read and
    converted, and finds nothing: trees have no cycles, and reference counts free them. What was made meanwhile goes to
    the oldest generation unseen, or the collector would go through all of it as soon as it is back; a full collection
    still sees it. Who has switched the collector off or keeps objects frozen is left alone.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
