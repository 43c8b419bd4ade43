"""Step 4: fresh pages are fetched again. Never edited."""

SCHEMA_4 = """
CREATE TABLE page_looks (
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    look_count INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT
) STRICT;

CREATE INDEX page_looks_due ON page_looks (due_at);
"""
