"""The HTTP client: bounded, polite, and kept out of private networks."""
