"""From an address to a feed, its entries and articles. Knows nothing of the other packages."""
