"""The brief of one article: put together, as JSON, at a glance."""
