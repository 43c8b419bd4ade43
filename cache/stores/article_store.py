"""Every write of what pages said and of their briefs, in one short transaction each.

Both can be had again, so a write only survives the end of the process and need not wait for the
disk.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cache.db.connection import Connection
from cache.db.rows import id_list, to_milliseconds
from cache.entries import actor_index, article_writes, page_revisits
from cache.feeds import subscriptions
from cache.values.list_rows import EntryId
from fetch.feeds.made.saved_pages import SAVED_ADDRESS
from fetch.model import Article, Failure, Validators
from summarise.model import Brief

_BRIEFS_AT_ONCE = 50


class ArticleStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(
        self,
        entry_id: EntryId,
        article: Article | None,
        failure: Failure | None,
        *,
        now: datetime,
        validators: Validators | None = None,
    ) -> None:
        """Store what became of an entry's page: its text, why it could not be fetched, or both.

        Arguments:
            validators: what the page came with, None if it did not answer; it is looked at again.
        """
        at = to_milliseconds(now)
        with self._connection.transaction(is_durable=False):
            article_writes.save_page(self._connection, entry_id, article, failure, at)
            page_revisits.plan(self._connection, entry_id, validators, at)

    def look_again(self, now: datetime, *, fresh: timedelta) -> int:
        """Want the pages of fresh entries again that are due; return how many."""
        with self._connection.transaction(is_durable=False):
            milliseconds = fresh // timedelta(milliseconds=1)
            return page_revisits.want(self._connection, to_milliseconds(now), milliseconds)

    def want_pages(self, entry_ids: Sequence[EntryId]) -> None:
        """Want pages now, whatever became of them before."""
        with self._connection.transaction(is_durable=False):
            self._connection.run(
                "UPDATE status SET wants_article = 1 "
                "WHERE entry_id IN (SELECT value FROM json_each(?)) AND is_listed = 1",
                (id_list(entry_ids),),
            )

    def want_saved_pages(self, now: datetime) -> None:
        """Want pages that the reader saved and that could not be fetched, after their pause.

        Pages of other feeds are wanted again when their feed is asked; this one never is.
        """
        with self._connection.transaction(is_durable=False):
            feed_id = subscriptions.find_feed(self._connection, SAVED_ADDRESS)
            if feed_id is not None:
                at = to_milliseconds(now)
                article_writes.ask_failed_pages_again(self._connection, feed_id, at)

    def save_brief(self, entry_id: EntryId, brief: Brief, *, now: datetime | None = None) -> bool:
        """Store the brief of an entry's article; False if the article is another one by now.

        Args:
            now: the time at which rules act on what has its first brief; None to spare it them.
        """
        at = None if now is None else to_milliseconds(now)
        with self._connection.transaction(is_durable=False):
            return article_writes.save_brief(self._connection, entry_id, brief, at)

    def want_briefs_anew(self) -> None:
        """Let every brief count as an earlier pipeline's: the old one serves until it is made."""
        with self._connection.transaction(is_durable=False):
            self._connection.run("UPDATE briefs SET pipeline = ''")

    def index_actors(self) -> int:
        """Take in who is in some briefs that an earlier version stored; 0 when all are in."""
        with self._connection.transaction(is_durable=False):
            return actor_index.take_in_briefs(self._connection, _BRIEFS_AT_ONCE)
