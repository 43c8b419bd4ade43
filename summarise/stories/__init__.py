"""Articles of one event joined into a story, and the story's brief."""
