"""Read what a page says of itself: its date, its headline, or that it is no article."""
