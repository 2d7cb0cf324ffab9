"""Many documents of one API to one, by evidence."""
