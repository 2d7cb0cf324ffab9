"""Between versions of the specification."""
