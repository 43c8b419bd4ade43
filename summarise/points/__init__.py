"""The key points: how sentences are ranked and chosen."""
