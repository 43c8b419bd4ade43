"""Step 6: site boilerplate."""

SCHEMA_6 = """
-- The last articles of each site, known by where their pages are.
CREATE TABLE site_pages (
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    site INTEGER NOT NULL,
    lead INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT;

CREATE INDEX site_pages_by_site ON site_pages (site, stored_at, entry_id);

-- Hashes of their paragraphs that may be the site's own; cut are those that were left out.
CREATE TABLE site_paragraphs (
    entry_id INTEGER NOT NULL REFERENCES site_pages ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    is_cut INTEGER NOT NULL DEFAULT 0 CHECK (is_cut IN (0, 1)),
    PRIMARY KEY (entry_id, paragraph)
) STRICT, WITHOUT ROWID;
"""
