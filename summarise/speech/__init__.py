"""What is said in a text, and who says it."""
