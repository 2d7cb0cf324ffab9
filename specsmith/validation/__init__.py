"""What is wrong with a document; never changes anything."""
