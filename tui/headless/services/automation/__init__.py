"""What the program does by itself after a refresh: the reader's programs, and notices."""
