"""Today's edition: the day's top stories as text, Markdown, a web page or JSON."""
