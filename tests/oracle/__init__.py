"""The fidelity oracle: walks a Swagger 2.0 document and an OpenAPI 3.x one side by side, independent of the converter."""

from tests.oracle.loss import Loss, unexplained
from tests.oracle.walk import compare

__all__ = ["Loss", "compare", "unexplained"]
