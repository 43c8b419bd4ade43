"""A revision number that grows when the top stories may have changed. Runs in transactions.

The ranking of stories compares it with the number of its last run: most writes of a refresh change
no story.
"""

from cache.db.connection import Connection

_STORIES = "story_revision"


def story_revision(connection: Connection) -> int:
    """Return how often stories, what was seen of them, or what is followed have changed."""
    return int(connection.value("SELECT value FROM meta WHERE name = ?", (_STORIES,)) or 0)


def stories_changed(connection: Connection) -> None:
    """Count a change, in the transaction that makes it."""
    connection.run(
        "INSERT INTO meta (name, value) VALUES (?, '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
        (_STORIES,),
    )
