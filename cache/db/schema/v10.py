"""Step 10: rules and their hits, feeds of programs and pages, quiet feeds."""

SCHEMA_10 = """
-- A query, and what is done when an entry comes in that it finds. `tags` and `command` are lists in
-- JSON. A rule that mutes has a row in `mutes` besides, of the kind 'rule', with its number.
CREATE TABLE rules (
    rule_id INTEGER PRIMARY KEY,
    query TEXT NOT NULL,
    stars INTEGER NOT NULL DEFAULT 0 CHECK (stars IN (0, 1)),
    keeps_later INTEGER NOT NULL DEFAULT 0 CHECK (keeps_later IN (0, 1)),
    marks_read INTEGER NOT NULL DEFAULT 0 CHECK (marks_read IN (0, 1)),
    notifies INTEGER NOT NULL DEFAULT 0 CHECK (notifies IN (0, 1)),
    tags TEXT NOT NULL DEFAULT '[]',
    command TEXT NOT NULL DEFAULT '[]',
    created_at INTEGER NOT NULL,
    is_ended INTEGER NOT NULL DEFAULT 0 CHECK (is_ended IN (0, 1))
) STRICT;

-- A rule hits an entry once. `is_waiting`: its command is still to be run on it.
CREATE TABLE rule_hits (
    hit_id INTEGER PRIMARY KEY,
    rule_id INTEGER NOT NULL REFERENCES rules ON DELETE CASCADE,
    entry_id INTEGER NOT NULL REFERENCES status ON DELETE CASCADE,
    hit_at INTEGER NOT NULL,
    is_waiting INTEGER NOT NULL DEFAULT 0 CHECK (is_waiting IN (0, 1)),
    UNIQUE (rule_id, entry_id)
) STRICT;

CREATE INDEX rule_hits_by_entry ON rule_hits (entry_id);
CREATE INDEX rule_hits_waiting ON rule_hits (entry_id) WHERE is_waiting = 1;

-- What makes a feed of what is none: a program (a list in JSON), or selectors for a page.
CREATE TABLE feed_sources (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds,
    command TEXT NOT NULL DEFAULT '[]',
    items TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT ''
) STRICT;

-- A quiet feed stands in no list but its own, its folder's and what is searched for. Of a busy one
-- only the newest stay unread; NULL for all.
ALTER TABLE feed_options ADD COLUMN is_quiet INTEGER NOT NULL DEFAULT 0 CHECK (is_quiet IN (0, 1));
ALTER TABLE feed_options ADD COLUMN latest_count INTEGER;
ALTER TABLE status ADD COLUMN is_quiet INTEGER NOT NULL DEFAULT 0 CHECK (is_quiet IN (0, 1));
CREATE INDEX status_loud ON status (sort_at, entry_id, is_listed, is_quiet)
    WHERE is_listed = 1 AND is_quiet = 0;
CREATE INDEX status_loud_unread ON status (sort_at, entry_id, is_listed, is_read, is_quiet)
    WHERE is_listed = 1 AND is_read = 0 AND is_quiet = 0;
"""
