"""Run external programs without a shell."""
