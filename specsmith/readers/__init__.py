"""One reader per input kind: text to Document."""
