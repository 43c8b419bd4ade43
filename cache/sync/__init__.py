"""Store what reader servers say: feeds, entries and marks, never against the reader's own."""
