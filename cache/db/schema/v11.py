"""Step 11: what was opened, for the statistics of feeds."""

SCHEMA_11 = """
-- When an entry was last opened. It stays here: no server and no export is told.
CREATE TABLE openings (
    entry_id INTEGER PRIMARY KEY REFERENCES status,
    opened_at INTEGER NOT NULL
) STRICT;

-- A text that was left in the middle had been opened; of the others nothing is known.
INSERT INTO openings (entry_id, opened_at) SELECT entry_id, read_at FROM reading_places;
"""
