"""Pictures of articles: fetched, checked and made small."""
