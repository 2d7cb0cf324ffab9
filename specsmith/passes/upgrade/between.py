"""The steps between versions of OpenAPI: (from, upwards?) → the function that goes one version."""

from __future__ import annotations

from collections.abc import Callable

from specsmith.model import Dialect, Document
from specsmith.passes.upgrade.three_one import to_three_zero
from specsmith.passes.upgrade.three_two import to_three_one as to_three_one_from_two
from specsmith.passes.upgrade.three_two import to_three_two
from specsmith.passes.upgrade.three_zero import to_three_one

STEPS: dict[tuple[Dialect, bool], Callable[[Document], None]] = {
    (Dialect.OPENAPI_3_0, True): to_three_one,
    (Dialect.OPENAPI_3_1, True): to_three_two,
    (Dialect.OPENAPI_3_2, False): to_three_one_from_two,
    (Dialect.OPENAPI_3_1, False): to_three_zero,
}
