"""The key points of a story, chosen among all sentences of all its articles."""
