"""A build: index, group, make; the stages in order."""
