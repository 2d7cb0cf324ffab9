"""Document to Document: repair, upgrade, finish."""
