"""Step 3: stories, their articles, and what the reader has seen of them. Never edited."""

SCHEMA_3 = """
-- What clustering keeps of an article, so that stories can be formed anew without its text.
CREATE TABLE features (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    body BLOB NOT NULL
) STRICT;

-- A story is called after the entry that opened it, which may be gone. What is told of it (title
-- to body) is derived from `told_revision`; `revision` goes up with whatever would change it.
CREATE TABLE stories (
    story_id INTEGER PRIMARY KEY,
    opened_at INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL DEFAULT 0,
    grown_at INTEGER NOT NULL DEFAULT 0,
    article_count INTEGER NOT NULL DEFAULT 0,
    seen_count INTEGER NOT NULL DEFAULT 0,
    news_count INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 1,
    told_revision INTEGER NOT NULL DEFAULT 0,
    pipeline TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    lead TEXT NOT NULL DEFAULT '',
    reports TEXT NOT NULL DEFAULT '[]',
    actors TEXT NOT NULL DEFAULT '[]',
    body BLOB
) STRICT;

CREATE INDEX stories_by_growth ON stories (grown_at, story_id) WHERE article_count > 1;
CREATE INDEX stories_to_tell ON stories (updated_at, story_id)
    WHERE article_count > 1 AND told_revision <> revision;

-- Outlives the story when stories are formed anew: `seen_version` (the fingerprint of the article
-- as the reader last saw it) is the reader's.
CREATE TABLE memberships (
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    story_id INTEGER REFERENCES stories,
    copy_of INTEGER,
    seen_version TEXT
) STRICT;

CREATE INDEX memberships_by_story ON memberships (story_id, entry_id);

-- The brief of the version that was seen of an article that has changed since, its text with it.
CREATE TABLE former_versions (
    entry_id INTEGER PRIMARY KEY REFERENCES memberships ON DELETE CASCADE,
    version TEXT NOT NULL,
    text BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- What the clusterer goes on with; written with the memberships that it has decided.
CREATE TABLE clustering (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    version TEXT NOT NULL,
    state BLOB NOT NULL
) STRICT;

ALTER TABLE briefs ADD COLUMN wants_story INTEGER NOT NULL DEFAULT 1
    CHECK (wants_story IN (0, 1));
CREATE INDEX briefs_wanting_story ON briefs (article_id) WHERE wants_story = 1;
"""
