"""The fidelity oracle: Swagger 2.0 and OpenAPI 3.x walked side by side, independent of the converter."""

from tests.oracle.loss import Loss, unexplained
from tests.oracle.walk import compare

__all__ = ["Loss", "compare", "unexplained"]
