"""Print articles, stories and editions: one document model, one renderer per format."""
