"""What is done to a merged document: naming, order."""
