"""What specsmith has to say about its input: declared codes, diagnostics as values, ways to print them."""

from specsmith.diagnostics.code import Code, Severity
from specsmith.diagnostics.diagnostic import Applicability, Diagnostic, Fix, in_order

__all__ = ["Applicability", "Code", "Diagnostic", "Fix", "Severity", "in_order"]
