"""Step 2: actors in articles, follows and mutes. Never edited."""

SCHEMA_2 = """
-- Every name that a brief gave an actor or a speaker, once for all its spellings.
CREATE TABLE names (
    name_id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

-- Derived from the brief and made anew with it. A speaker who is no actor has kind ''.
CREATE TABLE occurrences (
    name_id INTEGER NOT NULL REFERENCES names,
    article_id INTEGER NOT NULL REFERENCES briefs ON DELETE CASCADE,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    mention_count INTEGER NOT NULL,
    quote_count INTEGER NOT NULL,
    PRIMARY KEY (name_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX occurrences_by_article ON occurrences (article_id, kind);

-- Briefs that were stored before there were occurrences are taken in afterwards.
ALTER TABLE briefs ADD COLUMN has_occurrences INTEGER NOT NULL DEFAULT 0
    CHECK (has_occurrences IN (0, 1));
CREATE INDEX briefs_without_occurrences ON briefs (article_id) WHERE has_occurrences = 0;

CREATE INDEX articles_by_language ON articles (language, article_id);

CREATE TABLE follows (
    follow_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (kind, key)
) STRICT;

-- A rule is applied to what is stored a piece at a time: `is_applied` says that this is done,
-- `is_ended` that what it hid is being listed again; then its row goes.
CREATE TABLE mutes (
    mute_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    pattern TEXT NOT NULL,
    feed_id INTEGER REFERENCES feeds,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    is_applied INTEGER NOT NULL DEFAULT 0 CHECK (is_applied IN (0, 1)),
    is_ended INTEGER NOT NULL DEFAULT 0 CHECK (is_ended IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX mutes_by_rule ON mutes (kind, key, coalesce(feed_id, 0)) WHERE is_ended = 0;

-- An entry that is muted is not listed (is_listed = 0): no list, counter or index has to know.
ALTER TABLE status ADD COLUMN muted_by INTEGER REFERENCES mutes;
CREATE INDEX status_muted ON status (sort_at, entry_id, muted_by) WHERE muted_by IS NOT NULL;
"""
