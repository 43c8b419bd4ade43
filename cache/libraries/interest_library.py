"""Every read about what the reader follows and mutes, and about actors."""

from cache.db.connection import Connection
from cache.entries import actor_page
from cache.reader import follows, mutes
from cache.values.interest_rows import ActorPage, Follow, FollowId, KnownActor, Mute
from cache.values.list_rows import EntryId


class InterestLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def follows(self) -> tuple[Follow, ...]:
        """Return what is followed, without counts: actors by name, then searches."""
        return follows.list_follows(self._connection)

    def follow_counts(self) -> dict[FollowId, int]:
        """Return how many unread entries each has; milliseconds for each, so not for the loop."""
        with self._connection.snapshot():
            return follows.unread_counts(self._connection)

    def mutes(self) -> tuple[Mute, ...]:
        """Return the rules in force with how many entries each hides, newest first."""
        return mutes.list_mutes(self._connection)

    def mute_of(self, entry_id: EntryId) -> Mute | None:
        """Return the rule that hides an entry, None if none does."""
        return mutes.mute_of(self._connection, entry_id)

    def find_actors(self, words: str, limit: int) -> tuple[KnownActor, ...]:
        """Return actors whose name has all words, the last one perhaps cut; most frequent first."""
        return actor_page.find_actors(self._connection, words, limit)

    def actor(self, name: str) -> ActorPage | None:
        """Return what is known of an actor, None if no article in a list has one of that name."""
        with self._connection.snapshot():
            return actor_page.actor_page(self._connection, name)
