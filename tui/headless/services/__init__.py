"""What the application does, without a screen: reading, writing, computing, refreshing."""
