"""What went in, what came out, and what explains the difference."""
