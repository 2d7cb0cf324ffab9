"""One function over many items: in this process or in several, with the same answers."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

from specsmith.readers.sources import Source

SERIAL_BYTES = 1_500_000  # starting processes costs more than this much input takes

T = TypeVar("T")
R = TypeVar("R")


def processes(sources: Sequence[Source], jobs: int) -> Executor | None:
    """Worker processes for these inputs, ``jobs`` of them (0: one a core); None where one process is enough."""
    wanted = jobs or os.cpu_count() or 1
    size = sum(os.path.getsize(s.location) for s in sources if os.path.isfile(s.location))
    if wanted == 1 or len(sources) < 2 or (not jobs and size < SERIAL_BYTES):
        return None
    return ProcessPoolExecutor(wanted, mp_context=multiprocessing.get_context("spawn"))


def over_all(
    function: Callable[[T], R], items: Sequence[T], executor: Executor | None
) -> Iterator[tuple[int, R | Exception]]:
    """Results as they arrive, with the place of their item."""
    if executor is None:
        for i, item in enumerate(items):
            try:
                yield i, function(item)
            except Exception as error:
                yield i, error
        return
    with _uninterrupted():
        futures: dict[Future[R], int] = {executor.submit(function, item): i for i, item in enumerate(items)}
    for future in as_completed(futures):
        place = futures[future]
        failure = future.exception()
        if isinstance(failure, Exception):
            yield place, failure
        else:
            yield place, future.result()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started in here leave Ctrl-C to the one that started them, where it counts afterwards."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
