"""Jobs in processes of their own, and the events they report."""
