"""Store and read stories."""
