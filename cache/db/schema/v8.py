"""Step 8: accounts at reader servers, and the queue of what they are still to be told."""

SCHEMA_8 = """
-- An account at a reader server. Where its secret lies, never the secret. Of the last sync: what
-- the server can do, when it was reached, and why it was not.
CREATE TABLE accounts (
    account_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    api TEXT NOT NULL,
    url TEXT NOT NULL,
    user TEXT NOT NULL,
    secret_place TEXT NOT NULL,
    secret_name TEXT NOT NULL,
    app_id TEXT NOT NULL DEFAULT '',
    certificate_file TEXT NOT NULL DEFAULT '',
    allows_plain_http INTEGER NOT NULL DEFAULT 0 CHECK (allows_plain_http IN (0, 1)),
    product TEXT NOT NULL DEFAULT '',
    has_labels INTEGER NOT NULL DEFAULT 0 CHECK (has_labels IN (0, 1)),
    edits_feeds INTEGER NOT NULL DEFAULT 0 CHECK (edits_feeds IN (0, 1)),
    is_explained INTEGER NOT NULL DEFAULT 0 CHECK (is_explained IN (0, 1)),
    added_at INTEGER NOT NULL,
    last_sync_at INTEGER,
    missing_count INTEGER NOT NULL DEFAULT 0,
    failure_kind TEXT,
    failure_detail TEXT NOT NULL DEFAULT '',
    failure_status INTEGER,
    failed_at INTEGER,
    retry_at INTEGER,
    UNIQUE (api, url, user)
) STRICT;

-- NULL for a local feed. One address may be a local feed, and one of each account.
ALTER TABLE feeds ADD COLUMN account_id INTEGER REFERENCES accounts;
DROP INDEX feeds_by_url;
CREATE UNIQUE INDEX feeds_by_url ON feeds (url, coalesce(account_id, 0)) WHERE is_subscribed = 1;
CREATE INDEX feeds_by_account ON feeds (account_id) WHERE account_id IS NOT NULL;

-- Which subscription of the server is which feed; title and folder as it last had them.
CREATE TABLE remote_feeds (
    link_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    feed_id INTEGER NOT NULL REFERENCES feeds,
    title TEXT NOT NULL,
    folder TEXT NOT NULL,
    UNIQUE (account_id, remote_id)
) STRICT;

CREATE INDEX remote_feeds_by_feed ON remote_feeds (feed_id);

-- Which entry of the server is which. One without an entry was asked for in vain at that time.
CREATE TABLE remote_entries (
    link_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    remote_feed_id TEXT NOT NULL,
    entry_id INTEGER REFERENCES status,
    asked_at INTEGER NOT NULL,
    UNIQUE (account_id, remote_id)
) STRICT;

CREATE INDEX remote_entries_by_entry ON remote_entries (entry_id) WHERE entry_id IS NOT NULL;

-- What the reader did and the server does not know yet: the last value of each entry and mark
-- ('0' or '1'), or what became of a feed. `version` goes up with each change, so that the answer
-- to what was sent before says nothing about it; `is_tried` says that it may have arrived.
CREATE TABLE sync_queue (
    queue_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    kind TEXT NOT NULL,
    entry_id INTEGER REFERENCES status,
    feed_id INTEGER REFERENCES feeds,
    label TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    is_tried INTEGER NOT NULL DEFAULT 0 CHECK (is_tried IN (0, 1)),
    refusal_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX sync_queue_of_entries ON sync_queue (entry_id, kind, label)
    WHERE entry_id IS NOT NULL;
CREATE UNIQUE INDEX sync_queue_of_feeds ON sync_queue (feed_id) WHERE feed_id IS NOT NULL;
CREATE INDEX sync_queue_by_account ON sync_queue (account_id, queue_id);
"""
