"""The parts of the store: writes about feeds, entries, articles and marks."""
