"""Reader servers on loopback that keep feeds, entries and marks, and fail when they are told to."""
