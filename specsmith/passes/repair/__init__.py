"""Repair rules, one a file."""
