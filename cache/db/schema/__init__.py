"""The steps of the schema, one module a version. A step that shipped is never edited."""
