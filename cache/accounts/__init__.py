"""Accounts at reader servers, and the queue of what they are still to be told."""
