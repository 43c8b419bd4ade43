"""The verb `account`: accounts at reader servers."""
