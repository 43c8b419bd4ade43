"""The HTTP client: limits, politeness, no access to private networks."""
