"""What acts on articles, stories and feeds: collaborators of the main screen, each by itself."""
