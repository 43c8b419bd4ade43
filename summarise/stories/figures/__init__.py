"""The figures of a story: which agree, and which contradict each other."""
