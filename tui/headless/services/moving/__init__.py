"""Whole exports: written to an archive, and read back from one."""
