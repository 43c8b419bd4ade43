"""One module a screen: they own workers and state."""
