"""Step 9: the words with which a server refused a change."""

SCHEMA_9 = """
ALTER TABLE sync_queue ADD COLUMN refusal TEXT NOT NULL DEFAULT '';
"""
