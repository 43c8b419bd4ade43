"""Every write to the cache: its parts by what they are about, and what concerns the whole.

Each method is one short transaction, or a few that can be interrupted. The reader's changes
survive a power cut. What can be fetched again only survives the end of the process, and so need
not wait for the disk.
"""

from datetime import datetime, timedelta

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.entries import actor_index
from cache.entries.pictures import PictureStore
from cache.errors import CacheError
from cache.reader import rules
from cache.reader.interest_writes import InterestStore
from cache.reader.kept_writes import KeepingStore
from cache.reader.reading_places import MemoryStore
from cache.reader.rule_writes import RuleStore
from cache.reader.seen_versions import forget_former
from cache.stores.article_store import ArticleStore
from cache.stores.entry_store import EntryStore
from cache.stores.feed_store import FeedStore
from cache.stores.mark_store import MarkStore
from cache.stores.moving_store import MovingStore
from cache.stores.saved_store import SavedStore
from cache.stories.story_writes import StoryStore
from cache.sync.sync_store import SyncStore
from cache.text.search_index import rebuild
from cache.upkeep.server_clock import clock_ahead, note_server_time
from cache.upkeep.size_limits import Upkeep


class Store:
    """Writes through one connection, in the thread that opened it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.feeds = FeedStore(connection)
        self.entries = EntryStore(connection)
        self.articles = ArticleStore(connection)
        self.pictures = PictureStore(connection)
        self.stories = StoryStore(connection)
        self.marks = MarkStore(connection)
        self.moving = MovingStore(connection)
        self.saved = SavedStore(connection)
        self.kept = KeepingStore(connection)
        self.interests = InterestStore(connection)
        self.memory = MemoryStore(connection)
        self.sync = SyncStore(connection)
        self.upkeep = Upkeep(connection)
        self.rules = RuleStore(connection)

    def begin_refresh(self, now: datetime) -> None:
        """Do what is due before feeds are asked: mutes end, saved pages are tried again."""
        self.interests.expire_mutes(now)
        self.articles.want_saved_pages(now)

    def record_refresh(self, now: datetime, server_time: datetime | None = None) -> timedelta:
        """Remember when the feeds were last asked; return how far the clock is ahead of theirs.

        Args:
            server_time: the newest that a server said, None if none did.
        """
        moment = to_milliseconds(now)
        with self._connection.transaction(is_durable=False):
            if server_time is not None:
                note_server_time(self._connection, to_milliseconds(server_time), moment)
            self._connection.run(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('last_refresh_at', ?)",
                (str(moment),),
            )
            return clock_ahead(self._connection, moment)

    def optimise(self) -> None:
        """Renew the planner's statistics and merge the search index a little; for quiet moments."""
        with self._connection.transaction(is_durable=False):
            self._connection.run("PRAGMA analysis_limit = 400")
            self._connection.run("ANALYZE")
            self._connection.run("INSERT INTO search (search, rank) VALUES ('merge', 200)")

    def tidy(self) -> None:
        """Finish what was left half done and optimise; on closing, so a failure is passed over."""
        try:
            self.feeds.clear_unsubscribed()
            self.interests.settle_mutes()
            with self._connection.transaction(is_durable=False):
                actor_index.forget_unused_names(self._connection)
                forget_former(self._connection)
                rules.forget_ended(self._connection)
            self.optimise()
        except CacheError:
            # Nothing is lost: it is done again next time.
            return

    def rebuild_search(self) -> None:
        """Rebuild the search index."""
        with self._connection.transaction(is_durable=False):
            rebuild(self._connection)
