"""Top stories on the main screen: the list, one story, its articles, marks."""
