"""The tables of version 1, as released; later changes are steps in `migrations`.

Times are milliseconds since 1970 in UTC; hashes are 64 bits of BLAKE2b; texts that are read one at
a time are compressed.
"""

SCHEMA_1 = """
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE folders (
    folder_id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
) STRICT;

-- A feed that was unsubscribed from keeps its row: what was read there stays known.
CREATE TABLE feeds (
    feed_id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    given_title TEXT NOT NULL DEFAULT '',
    folder_id INTEGER NOT NULL REFERENCES folders,
    is_subscribed INTEGER NOT NULL DEFAULT 1 CHECK (is_subscribed IN (0, 1)),
    needs_clearing INTEGER NOT NULL DEFAULT 0 CHECK (needs_clearing IN (0, 1)),
    subscribed_at INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    site_url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    ttl_minutes INTEGER,
    description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX feeds_by_url ON feeds (url) WHERE is_subscribed = 1;

CREATE TABLE feed_validators (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE feed_health (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
    last_attempt_at INTEGER,
    last_success_at INTEGER,
    failed_since INTEGER,
    failure_count INTEGER NOT NULL DEFAULT 0,
    failure_kind TEXT,
    failure_detail TEXT NOT NULL DEFAULT '',
    failure_status INTEGER,
    retry_after_seconds REAL
) STRICT;

-- Kept so that sections never count: `cache.db.feed_counts`, in the transaction of each change.
CREATE TABLE feed_counts (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
    entry_count INTEGER NOT NULL DEFAULT 0,
    unread_count INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What makes an entry the same entry again, what the reader did with it, and its place in lists.
-- Outlives the entry (is_listed = 0): an entry that comes back is not new again.
CREATE TABLE status (
    entry_id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feeds,
    folder_id INTEGER NOT NULL REFERENCES folders,
    sort_at INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    is_listed INTEGER NOT NULL DEFAULT 1 CHECK (is_listed IN (0, 1)),
    is_read INTEGER NOT NULL DEFAULT 0 CHECK (is_read IN (0, 1)),
    is_starred INTEGER NOT NULL DEFAULT 0 CHECK (is_starred IN (0, 1)),
    wants_article INTEGER NOT NULL DEFAULT 1 CHECK (wants_article IN (0, 1)),
    wants_brief INTEGER NOT NULL DEFAULT 0 CHECK (wants_brief IN (0, 1)),
    read_changed_at INTEGER,
    star_changed_at INTEGER,
    key_hash INTEGER NOT NULL,
    alternate_hash INTEGER,
    page_hash INTEGER,
    title_hash INTEGER
) STRICT;

CREATE UNIQUE INDEX status_by_key ON status (feed_id, key_hash);
CREATE INDEX status_by_alternate ON status (feed_id, alternate_hash)
    WHERE alternate_hash IS NOT NULL;
CREATE INDEX status_by_page ON status (page_hash, feed_id) WHERE page_hash IS NOT NULL;

-- One index for each list. The flags of the condition stand in the index too: without them SQLite
-- visits the table for every row that OFFSET passes over, which is 30 times slower.
CREATE INDEX status_all ON status (sort_at, entry_id, is_listed) WHERE is_listed = 1;
CREATE INDEX status_unread ON status (sort_at, entry_id, is_listed, is_read)
    WHERE is_listed = 1 AND is_read = 0;
CREATE INDEX status_starred ON status (sort_at, entry_id, is_listed, is_starred)
    WHERE is_listed = 1 AND is_starred = 1;
CREATE INDEX status_feed ON status (feed_id, sort_at, entry_id, is_listed, is_read)
    WHERE is_listed = 1;
CREATE INDEX status_folder ON status (folder_id, sort_at, entry_id, is_listed, is_read)
    WHERE is_listed = 1;
CREATE INDEX status_wants_article ON status (sort_at, entry_id, is_listed, wants_article)
    WHERE is_listed = 1 AND wants_article = 1;
CREATE INDEX status_wants_brief ON status (sort_at, entry_id, is_listed, wants_brief)
    WHERE is_listed = 1 AND wants_brief = 1;

CREATE TABLE articles (
    article_id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL UNIQUE,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    published INTEGER,
    language TEXT NOT NULL,
    extractor TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    note TEXT NOT NULL,
    text BLOB NOT NULL
) STRICT;

CREATE TABLE briefs (
    article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    pipeline TEXT NOT NULL,
    lead TEXT NOT NULL,
    actor_names TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX briefs_by_pipeline ON briefs (pipeline, article_id);

-- What the feed said. What a line of a list shows comes first: the rest of a long row lies on
-- pages of its own, which a list never reads.
CREATE TABLE entries (
    entry_id INTEGER PRIMARY KEY REFERENCES status,
    article_id INTEGER REFERENCES articles,
    digest INTEGER NOT NULL,
    word_count INTEGER NOT NULL DEFAULT 0,
    published INTEGER,
    updated INTEGER,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    url TEXT NOT NULL,
    lead TEXT NOT NULL,
    key TEXT NOT NULL,
    alternate_key TEXT NOT NULL,
    categories TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;

CREATE INDEX entries_by_article ON entries (article_id) WHERE article_id IS NOT NULL;

CREATE TABLE entry_contents (
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    html BLOB NOT NULL
) STRICT;

CREATE TABLE page_failures (
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    feed_id INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    attempt_count INTEGER NOT NULL,
    retry_at INTEGER,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    status INTEGER,
    retry_after_seconds REAL
) STRICT;

CREATE INDEX page_failures_to_retry ON page_failures (feed_id, retry_at)
    WHERE retry_at IS NOT NULL;

-- Row ids are entry ids. Contentless: the texts are stored once, compressed, in their own tables.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, actors,
    content = '', columnsize = 0,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO folders (folder_id, path) VALUES (1, '');
"""
