"""From an article to a brief: key points, actors, quotes, figures and a timeline."""
