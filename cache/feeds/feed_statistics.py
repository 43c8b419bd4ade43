"""What each feed brought, and what the reader did with it."""

from datetime import datetime, timedelta

from msgspec import Struct

from cache.db.connection import Connection
from cache.db.rows import maybe_time, to_milliseconds
from cache.values.list_rows import FeedId

WINDOW = timedelta(weeks=12)
"""So far back entries count: what a feed was good for years ago says little of it now."""
_SHORTEST = timedelta(weeks=1)
"""A feed with a few entries of today has hardly so many each day."""
_WEEK = timedelta(weeks=1)

_USED = """
SELECT entry_id, 1 AS opened, 0 AS starred, 0 AS kept, opened_at AS used_at FROM openings
UNION ALL
SELECT entry_id, 0, 1, 0, star_changed_at FROM status INDEXED BY status_starred
    WHERE is_listed = 1 AND is_starred = 1
UNION ALL
SELECT entry_id, 0, 0, 1, NULL FROM status INDEXED BY status_later
    WHERE is_listed = 1 AND is_later = 1
UNION ALL
SELECT entry_id, 0, 0, 1, NULL FROM entry_tags
UNION ALL
SELECT entry_id, 0, 0, 1, changed_at FROM notes
"""

_USE = f"""
SELECT s.feed_id, sum(is_recent), sum(is_recent AND u.opened), sum(is_recent AND u.starred),
    sum(is_recent AND u.kept), max(u.used_at)
FROM (
    SELECT entry_id, max(opened) AS opened, max(starred) AS starred, max(kept) AS kept,
        max(used_at) AS used_at
    FROM ({_USED}) GROUP BY entry_id
) u
JOIN (
    SELECT entry_id, feed_id, is_listed = 1 AND sort_at BETWEEN ?1 AND ?2 AS is_recent FROM status
) s USING (entry_id)
GROUP BY s.feed_id
"""  # noqa: S608 - put together from constants

# `INDEXED BY` keeps it to the index: the table has no part in it, whatever the planner thinks.
_ENTRIES = """
SELECT f.feed_id,
    (SELECT count(*) FROM status s INDEXED BY status_feed WHERE s.feed_id = f.feed_id
        AND s.is_listed = 1 AND s.sort_at BETWEEN ?1 AND ?2),
    (SELECT min(s.sort_at) FROM status s INDEXED BY status_feed WHERE s.feed_id = f.feed_id
        AND s.is_listed = 1)
FROM feeds f WHERE f.is_subscribed = 1
"""

_MEASURED_ENTRIES = 25
"""So many of a feed's newest entries tell how large one is; all of half a million take seconds."""

# `length` of a blob reads only the row's header, not the text.
_SIZES = f"""
SELECT f.feed_id, n.entry_count * (
    SELECT avg(length(e.summary) + coalesce(length(c.html), 0) + coalesce(length(a.text), 0)
        + coalesce(length(b.body), 0) + coalesce(length(l.body), 0))
    FROM (
        SELECT entry_id FROM status s INDEXED BY status_feed
        WHERE s.feed_id = f.feed_id AND s.is_listed = 1 ORDER BY s.sort_at DESC
        LIMIT {_MEASURED_ENTRIES}
    )
    JOIN entries e USING (entry_id) LEFT JOIN entry_contents c USING (entry_id)
    LEFT JOIN articles a USING (article_id) LEFT JOIN briefs b USING (article_id)
    LEFT JOIN layouts l USING (article_id)
)
FROM feeds f JOIN feed_counts n USING (feed_id) WHERE f.is_subscribed = 1
"""  # noqa: S608 - put together from constants
_PICTURES = """
SELECT s.feed_id, sum(length(p.body)) FROM pictures p CROSS JOIN status s USING (entry_id)
GROUP BY s.feed_id
"""


class FeedStatistics(Struct, frozen=True, kw_only=True):
    """How much came from a feed within the window, and how much of it was of use.

    Attributes:
        entry_count: entries of the window, by their dates.
        weekly: entries a week.
        used_count: entries of the window that were opened, starred or kept.
        kept_count: those for later, with tags or with a note.
        last_used_at: when one of its entries was last opened, starred or noted, ever.
        byte_count: what its texts and pictures take in the cache, estimated; without indexes.
    """

    feed_id: FeedId
    entry_count: int = 0
    weekly: float = 0.0
    used_count: int = 0
    opened_count: int = 0
    starred_count: int = 0
    kept_count: int = 0
    last_used_at: datetime | None = None
    byte_count: int = 0

    def share(self, count: int) -> float | None:
        """Return the share of the window's entries, 0 to 1; None if there were none."""
        return count / self.entry_count if self.entry_count else None


def statistics(connection: Connection, now: datetime) -> tuple[FeedStatistics, ...]:
    """Return the statistics of all subscriptions."""
    window = (to_milliseconds(now - WINDOW), to_milliseconds(now))
    uses = {row[0]: row[1:] for row in connection.rows(_USE, window)}
    sizes = {row[0]: round(row[1] or 0) for row in connection.rows(_SIZES)}
    pictures: dict[int, int] = dict(connection.rows(_PICTURES))
    found = []
    for feed_id, count, oldest in connection.rows(_ENTRIES, window):
        used, opened, starred, kept, last = uses.get(feed_id, (0, 0, 0, 0, None))
        found.append(
            FeedStatistics(
                feed_id=FeedId(feed_id),
                entry_count=count,
                weekly=count / (_span(maybe_time(oldest), now) / _WEEK),
                used_count=used,
                opened_count=opened,
                starred_count=starred,
                kept_count=kept,
                last_used_at=maybe_time(last),
                byte_count=sizes.get(feed_id, 0) + pictures.get(feed_id, 0),
            )
        )
    return tuple(found)


def _span(oldest: datetime | None, now: datetime) -> timedelta:
    """Return the part of the window that a feed's entries reach back to."""
    return min(WINDOW, max(_SHORTEST, now - oldest)) if oldest is not None else WINDOW
