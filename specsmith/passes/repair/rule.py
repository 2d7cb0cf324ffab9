"""What a repair rule is: a declared code and the function that applies it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from specsmith.diagnostics import Code
from specsmith.passes.repair.sites import Sites


@dataclass(frozen=True, slots=True)
class RepairRule:
    """One repair. ``apply`` changes the tree in place and reports every change under ``code``.

    A rule leaves alone what is legal: applied to a valid document it does nothing, applied twice it does nothing more.
    The broken example of the code goes through ``apply`` in the tests and must become the fixed one.
    """

    code: Code
    apply: Callable[[Sites], None]
