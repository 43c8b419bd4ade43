"""Group the tables by content, for partial copies; a test checks that none is missing."""

READERS = (
    "folders",
    "accounts",
    "feeds",
    "feed_options",
    "feed_sources",
    "follows",
    "mutes",
    "status",
    "tags",
    "entry_tags",
    "notes",
    "reading_places",
    "openings",
    "rules",
    "rule_hits",
    "remote_feeds",
    "sync_queue",
    "settings",
    "meta",
)
"""What the reader did: nobody can tell it again. In the order in which rows point to each other."""

TEXTS = (
    *("articles", "briefs", "layouts", "entries", "entry_contents", "enclosures"),
    "remote_entries",
)
"""What was fetched, and what was made of it: can be fetched again while it is on the web."""

COLUMNS = "SELECT name FROM pragma_table_info(?)"
"""The columns of a table; none if there is no such table."""
