"""Programs of the reader's own, run without a shell."""
