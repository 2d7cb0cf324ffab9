"""Damaged text to trees: the OpenAPI grammar and the search over it."""
