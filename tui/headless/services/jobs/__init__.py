"""Jobs in separate processes, and the events they report."""
