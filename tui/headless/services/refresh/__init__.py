"""The refresh: feeds, pages, briefs and stories."""
