"""Every write about stories: each method is one short transaction, or a few."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.reader import marks, seen_versions
from cache.stories import membership, pending_stories
from cache.values.story_rows import Placement, SeenBefore
from summarise.stories.story_model import StoryBrief, StoryId

_CHANGES_AT_ONCE = 200


class StoryStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # What the program concludes

    def take_in_changes(self) -> int:
        """Note articles that changed with their stories; return how many, 0 when all are noted."""
        with self._connection.transaction(is_durable=False):
            return membership.take_in_changes(self._connection, _CHANGES_AT_ONCE)

    def place(self, placements: Sequence[Placement], *, version: str, state: bytes) -> None:
        """Store where articles belong together with what the clusterer goes on with."""
        with self._connection.transaction(is_durable=False):
            membership.place(self._connection, placements, version, state)

    def save_told(self, brief: StoryBrief, *, revision: int, pipeline: str) -> bool:
        """Store the brief of a story; False if the story is gone meanwhile."""
        with self._connection.transaction(is_durable=False):
            return pending_stories.save_told(
                self._connection, brief, revision=revision, pipeline=pipeline
            )

    def forget_stories(self) -> None:
        """Assign every article to a story again; what the reader has seen is kept."""
        with self._connection.transaction(is_durable=False):
            membership.forget_stories(self._connection)

    def retell_all(self) -> int:
        """Mark every story for a rebuild; return how many."""
        with self._connection.transaction(is_durable=False):
            return pending_stories.retell_all(self._connection)

    # What the reader did

    def set_read(self, story_ids: Sequence[StoryId], *, now: datetime) -> tuple[SeenBefore, ...]:
        """Mark all articles of stories read and seen; return what was so before."""
        return self._mark(story_ids, is_read=True, now=now)

    def set_unread(self, story_ids: Sequence[StoryId], *, now: datetime) -> tuple[SeenBefore, ...]:
        """Mark all articles of stories unread; return what was so before."""
        return self._mark(story_ids, is_read=False, now=now)

    def _mark(
        self, story_ids: Sequence[StoryId], *, is_read: bool, now: datetime
    ) -> tuple[SeenBefore, ...]:
        with self._connection.transaction(is_durable=True):
            before = tuple(
                one
                for story_id in story_ids
                for one in seen_versions.seen_before(self._connection, int(story_id))
            )
            ids = [one.entry_id for one in before]
            marks.mark_read(self._connection, ids, is_read=is_read, now=to_milliseconds(now))
            if is_read:
                # Those that were read already, in another version, too.
                seen_versions.note_marks(self._connection, ids, is_read=True)
            return before

    def restore_seen(self, before: Sequence[SeenBefore], *, now: datetime) -> None:
        """Put back what the reader had read and seen."""
        with self._connection.transaction(is_durable=True):
            for was_read in (True, False):
                ids = [one.entry_id for one in before if one.was_read is was_read]
                marks.mark_read(self._connection, ids, is_read=was_read, now=to_milliseconds(now))
            seen_versions.set_seen(self._connection, before)
