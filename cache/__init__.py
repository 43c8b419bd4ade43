"""The offline cache: one SQLite file with feeds, articles, briefs, stories and reader data."""
