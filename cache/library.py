"""Every read of the cache: lists in pages without bodies, one entry with everything."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from cache.db.connection import open_reader
from cache.db.rows import to_milliseconds
from cache.entries import actor_page, entry_detail, work_queue
from cache.entries.pictures import PictureLibrary
from cache.feeds import feed_options, robots_cache
from cache.feeds.feed_options import FeedOptions, ManagedFeed
from cache.reader import follows, kept, mutes
from cache.reader.reading_places import MemoryLibrary
from cache.search import best_first, found_lists, list_pages, query_sql
from cache.stories.story_reads import StoryLibrary
from cache.upkeep.retention import Sizes, sizes
from cache.upkeep.server_clock import clock_ahead
from cache.values.interest_rows import ActorPage, Follow, FollowId, KnownActor, Mute
from cache.values.list_rows import (
    Counts,
    EntryDetail,
    EntryId,
    EntryRow,
    FeedId,
    FeedRow,
    FeedTiming,
    PendingArticle,
    PendingEntry,
    Scope,
    TagRow,
    View,
)
from cache.values.query_tree import Query
from fetch.model import FeedTarget

__all__ = ["Library", "PendingArticle", "PendingEntry"]


class Library:
    """Reads through one read-only connection, in the thread that made it."""

    def __init__(self, path: Path) -> None:
        """Open the database, which exists and is up to date once a `Writer` has opened it.

        Raises:
            CacheError: the database can't be used.
        """
        self._connection = open_reader(path)
        self.stories = StoryLibrary(self._connection)
        self.memory = MemoryLibrary(self._connection)
        self.pictures = PictureLibrary(self._connection)
        self._found: tuple[View, int, tuple[EntryId, ...]] | None = None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # The whole

    def counts(self) -> Counts:
        """Return the numbers over the whole cache; nothing is counted for them."""
        return entry_detail.counts(self._connection)

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return int(self._connection.value("PRAGMA data_version"))

    def last_refresh_at(self) -> datetime | None:
        """Return when the feeds were last asked."""
        return entry_detail.last_refresh_at(self._connection)

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the database; every page of it is read, so it takes a while."""
        return entry_detail.problems(self._connection)

    def clock_ahead(self, now: datetime) -> timedelta:
        """Return how far the clock is ahead of what servers said, zero for less than two days."""
        return clock_ahead(self._connection, to_milliseconds(now))

    def sizes(self) -> Sizes:
        """Return how large the database is."""
        return sizes(self._connection)

    # Feeds

    def feeds(self) -> tuple[FeedRow, ...]:
        """Return the subscriptions, by folder and title."""
        return entry_detail.feeds(self._connection)

    def managed_feeds(self) -> tuple[ManagedFeed, ...]:
        """Return the subscriptions with all that a reader can say of them, by folder and title."""
        return feed_options.managed_feeds(self._connection)

    def feed_options(self) -> dict[FeedId, FeedOptions]:
        """Return how feeds differ from the configuration; those that do not are left out."""
        return feed_options.options_of_all(self._connection)

    def targets(
        self, feed_ids: Sequence[FeedId] | None = None, *, is_forced: bool = False
    ) -> tuple[FeedTarget, ...]:
        """Return what is needed to ask feeds (None: all), the longest not asked first."""
        return entry_detail.targets(self._connection, feed_ids, is_forced=is_forced)

    def robots_rules(self, origin: str, now: datetime) -> str | None:
        """Return a server's robots.txt, None if it was not asked for within a day."""
        return robots_cache.rules_of(
            self._connection, origin, to_milliseconds(now - robots_cache.KEPT)
        )

    def timings(self) -> tuple[FeedTiming, ...]:
        """Return what decides when each feed is asked next."""
        return entry_detail.timings(self._connection)

    # Lists

    def parse_query(self, text: str) -> Query:
        """Return a search query that a reader typed; the feeds that it names are there.

        Raises:
            QueryError: it can't be understood, or they aren't; the error says where.
        """
        return query_sql.parse_query(self._connection, text)

    def count(self, view: View) -> int:
        """Return how many entries a view has; a search finds SEARCH_LIMIT at most."""
        view = view.simplest
        with self._connection.snapshot():
            if view.is_found:
                return len(self._search(view))
            return list_pages.count_entries(self._connection, view)

    def page(self, view: View, offset: int, limit: int) -> tuple[EntryRow, ...]:
        """Return `limit` lines of a view from `offset` on."""
        view = view.simplest
        with self._connection.snapshot():
            if view.is_found:
                ids: Sequence[EntryId] = self._search(view)[max(0, offset) :][:limit]
            else:
                ids = list_pages.page_ids(self._connection, view, offset, limit)
            return list_pages.lines(self._connection, ids)

    def row(self, entry_id: EntryId) -> EntryRow | None:
        """Return the line of one entry, None if it is gone."""
        return next(iter(list_pages.lines(self._connection, [entry_id])), None)

    def rows(self, entry_ids: Sequence[EntryId]) -> tuple[EntryRow, ...]:
        """Return the lines of entries in the order given; those that are gone are left out."""
        return list_pages.lines(self._connection, entry_ids)

    def position(self, view: View, entry_id: EntryId) -> int | None:
        """Return the place of an entry in a view, counted from 0; None if it is not in it."""
        view = view.simplest
        with self._connection.snapshot():
            if view.is_found:
                found = self._search(view)
                return found.index(entry_id) if entry_id in found else None
            return list_pages.position_of(self._connection, view, entry_id)

    def neighbour_unread(
        self, view: View, entry_id: EntryId | None, *, forward: bool
    ) -> EntryId | None:
        """Return the next unread entry below (forward) or above one; None if there is none.

        From the view's first or last entry on if `entry_id` is None.
        """
        view = view.simplest
        with self._connection.snapshot():
            if not view.is_found:
                return list_pages.next_unread(self._connection, view, entry_id, forward=forward)
            found = self._search(view) if forward else self._search(view)[::-1]
            start = found.index(entry_id) + 1 if entry_id in found else 0
            return entry_detail.first_unread(self._connection, found[start:])

    def find(self, query: Query, *, by_rank: bool) -> tuple[EntryId, ...]:
        """Return what a query finds over the whole cache: the best first, or the newest.

        Raises:
            Interrupted: another thread did not want to wait.
        """
        with self._connection.snapshot():
            if by_rank:
                return best_first.ranked_ids(self._connection, query)
            return found_lists.found_ids(self._connection, View(scope=Scope.ALL, query=query))

    def found(
        self, query: Query, entry_ids: Sequence[EntryId]
    ) -> tuple[best_first.FoundEntry, ...]:
        """Return entries that a query found, with the words around its hits."""
        with self._connection.snapshot():
            return best_first.found_entries(self._connection, query, entry_ids)

    def hits_in_text(
        self, query: Query, entry_id: EntryId, text: str
    ) -> tuple[tuple[int, int], ...]:
        """Return where the words of a query stand in the text of an entry: [start, end) each."""
        return best_first.hits_in_text(self._connection, query, entry_id, text)

    def authors_of_late(self) -> tuple[str, ...]:
        """Return who wrote the entries that came last, for completing a name."""
        return entry_detail.authors_of_late(self._connection)

    def interrupt(self) -> None:
        """End what another thread is waiting for; it gets Interrupted."""
        self._connection.interrupt()

    def _search(self, view: View) -> tuple[EntryId, ...]:
        """Return what a search finds; asked again only when something was written since."""
        version = self.data_version()
        if self._found is None or self._found[:2] != (view, version):
            self._found = (view, version, found_lists.found_ids(self._connection, view))
        return self._found[2]

    # One entry

    def detail(self, entry_id: EntryId) -> EntryDetail | None:
        """Return everything about an entry, None if it is gone."""
        with self._connection.snapshot():
            return entry_detail.detail(self._connection, entry_id)

    # What the reader keeps

    def tags(self) -> tuple[TagRow, ...]:
        """Return the tags by name, with counts."""
        return kept.list_tags(self._connection)

    # What the reader follows and mutes

    def follows(self) -> tuple[Follow, ...]:
        """Return what is followed, without counts: actors by name, then searches."""
        return follows.list_follows(self._connection)

    def follow_counts(self) -> dict[FollowId, int]:
        """Return how many unread entries each has; milliseconds for each, so not for the loop."""
        with self._connection.snapshot():
            return follows.unread_counts(self._connection)

    def count_unread(self, view: View) -> int:
        """Return how many unread entries a view has that has to be found; takes as long."""
        view = view.simplest
        return found_lists.count_unread(self._connection, view)

    def mutes(self) -> tuple[Mute, ...]:
        """Return the rules in force with how many entries each hides, newest first."""
        return mutes.list_mutes(self._connection)

    def mute_of(self, entry_id: EntryId) -> Mute | None:
        """Return the rule that hides an entry, None if none does."""
        return mutes.mute_of(self._connection, entry_id)

    # Actors

    def find_actors(self, words: str, limit: int) -> tuple[KnownActor, ...]:
        """Return actors whose name has all words, the last one perhaps cut; most frequent first."""
        return actor_page.find_actors(self._connection, words, limit)

    def actor(self, name: str) -> ActorPage | None:
        """Return what is known of an actor, None if no article in a list has one of that name."""
        with self._connection.snapshot():
            return actor_page.actor_page(self._connection, name)

    # What is still to be done

    def entries_without_article(self, limit: int) -> tuple[PendingEntry, ...]:
        """Return entries whose pages are to be fetched, newest first."""
        return work_queue.entries_without_article(self._connection, limit)

    def count_without_article(self) -> int:
        """Return how many entries wait for their page."""
        return work_queue.count_without_article(self._connection)

    def articles_without_brief(self, pipeline: str, limit: int) -> tuple[PendingArticle, ...]:
        """Return articles to be summarised, newest first, then those of another pipeline."""
        with self._connection.snapshot():
            return work_queue.articles_without_brief(self._connection, pipeline, limit)

    def count_without_brief(self, pipeline: str) -> int:
        """Return how many articles wait for a brief by this pipeline."""
        return work_queue.count_without_brief(self._connection, pipeline)
