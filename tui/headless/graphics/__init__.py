"""Pictures in the terminal: what it supports, and the bytes to send. Knows no Textual."""
