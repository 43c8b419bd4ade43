"""Delete old entries, and the oldest above the size limit."""
