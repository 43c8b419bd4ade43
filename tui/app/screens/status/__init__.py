"""What the bars of the main screen say."""
