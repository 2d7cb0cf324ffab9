"""What specsmith has to say about its input: declared codes, diagnostics as values, ways to print them."""

from specsmith.diagnostics.code import Code, Severity
from specsmith.diagnostics.diagnostic import Applicability, Diagnostic, Fix

__all__ = ["Applicability", "Code", "Diagnostic", "Fix", "Severity"]
