"""Step 5: article layouts, tags and notes, options of single feeds."""

_LAYOUTS = """
CREATE TABLE layouts (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    body BLOB NOT NULL
) STRICT;

-- Pictures that were asked for, scaled down and written anew; they go with their entry.
CREATE TABLE pictures (
    picture_id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    url TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (entry_id, url)
) STRICT;

CREATE INDEX pictures_by_age ON pictures (stored_at, picture_id);
"""

_KEPT = """
ALTER TABLE status ADD COLUMN is_later INTEGER NOT NULL DEFAULT 0 CHECK (is_later IN (0, 1));

CREATE INDEX status_later ON status (sort_at, entry_id, is_listed, is_later)
    WHERE is_listed = 1 AND is_later = 1;

CREATE TABLE tags (
    tag_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE entry_tags (
    entry_id INTEGER NOT NULL REFERENCES status,
    tag_id INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (entry_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_tags_by_tag ON entry_tags (tag_id, entry_id);

CREATE TABLE notes (
    entry_id INTEGER PRIMARY KEY REFERENCES status,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
"""

_PLACES = """
-- Where a reader was in a text: an offset, so that it holds at every width.
CREATE TABLE reading_places (
    entry_id INTEGER PRIMARY KEY REFERENCES status,
    text_offset INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    read_at INTEGER NOT NULL
) STRICT;

-- What the app remembers of itself: folded panels, row height, the order of a list.
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_FEEDS = """
-- How one feed differs from the configuration; NULL and '' for what it says.
CREATE TABLE feed_options (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
    full_articles INTEGER CHECK (full_articles IN (0, 1)),
    interval_minutes INTEGER,
    user_agent TEXT NOT NULL DEFAULT '',
    article_selector TEXT NOT NULL DEFAULT '',
    strip_selector TEXT NOT NULL DEFAULT '',
    prefers_feed INTEGER NOT NULL DEFAULT 0 CHECK (prefers_feed IN (0, 1)),
    -- What kind of secret there is, where it lies, and which server it is for: never the secret.
    credential_kind TEXT NOT NULL DEFAULT '',
    credential_place TEXT NOT NULL DEFAULT '',
    credential_name TEXT NOT NULL DEFAULT '',
    credential_origin TEXT NOT NULL DEFAULT ''
) STRICT;
"""

_RETENTION = """
-- An entry that was dropped for its age stays away while its feed still lists it.
ALTER TABLE status ADD COLUMN is_dropped INTEGER NOT NULL DEFAULT 0
    CHECK (is_dropped IN (0, 1));
"""

_MANNERS = """
-- When a feed asks to be left alone: bit 0 for midnight UTC, and for Monday.
ALTER TABLE feeds ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;

-- How long its server said that the last answer stays good.
ALTER TABLE feed_health ADD COLUMN max_age_seconds REAL;

-- Where permanent redirects led the last time; a second time, and the feed moves.
ALTER TABLE feed_health ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
"""

_ROBOTS = """
-- The robots.txt of servers whose pages are fetched, for a day; "" where there is none.
CREATE TABLE robots (
    origin TEXT NOT NULL PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_ENCLOSURES = """
-- Files that come with an entry, in the feed's order.
CREATE TABLE enclosures (
    entry_id INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    number INTEGER NOT NULL,
    url TEXT NOT NULL,
    media_type TEXT NOT NULL,
    byte_count INTEGER,
    UNIQUE (entry_id, number)
) STRICT;
"""

SCHEMA_5 = _LAYOUTS + _KEPT + _PLACES + _FEEDS + _RETENTION + _MANNERS + _ROBOTS + _ENCLOSURES
