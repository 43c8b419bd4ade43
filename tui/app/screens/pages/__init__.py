"""Full-screen pages beside the main screen."""
