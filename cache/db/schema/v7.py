"""Step 7: how many of a feed's entries were too many to be kept."""

SCHEMA_7 = """
-- So many of its entries its last document had beyond those that are read of one.
ALTER TABLE feed_health ADD COLUMN left_out_count INTEGER NOT NULL DEFAULT 0;
"""
