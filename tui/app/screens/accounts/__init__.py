"""Accounts at reader servers: what they are like, and adding one."""
