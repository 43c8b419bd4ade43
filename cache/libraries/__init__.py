"""The parts of the library: every read, by what it is about."""
