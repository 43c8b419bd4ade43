"""A refresh: feeds, pages, briefs and stories."""
