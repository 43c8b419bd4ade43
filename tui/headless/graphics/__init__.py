"""Pictures on a terminal: what it can show, and in which bytes. Knows no Textual."""
