"""Every read about stories."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.revisions import story_revision
from cache.lists import found_lists
from cache.stories import membership, pending_stories, stored_stories
from cache.values.list_rows import EntryId, Scope, View
from cache.values.query_tree import Query
from cache.values.story_rows import PendingPlacement, StoryDetail, StoryMaterial, StoryRow
from summarise.stories.story_model import StoryBrief, StoryId

CANDIDATES = 200
"""Of the stories that grew last so many are ranked: several times what a front page shows."""


class StoryLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # The front page

    def candidates(
        self, *, now: datetime, days: int, limit: int = CANDIDATES
    ) -> tuple[StoryRow, ...]:
        """Return the stories that grew in the last days, the latest to grow first."""
        with self._connection.snapshot():
            return stored_stories.candidates(self._connection, now=now, days=days, limit=limit)

    def revision(self) -> int:
        """Return a number that grows when stories, or who is followed, change."""
        with self._connection.snapshot():
            return story_revision(self._connection)

    def matching(self, story_ids: Sequence[StoryId], query: Query) -> frozenset[StoryId]:
        """Return those of the stories that have an article which a query finds."""
        with self._connection.snapshot():
            found = found_lists.found_ids(self._connection, View(scope=Scope.ALL, query=query))
            return stored_stories.telling_of(self._connection, story_ids, found)

    def told_since(self, since: datetime, limit: int = CANDIDATES) -> tuple[StoryRow, ...]:
        """Return the stories of several articles with one from `since` on, the latest first."""
        with self._connection.snapshot():
            return stored_stories.told_since(self._connection, since, limit)

    def new_since(self, since: datetime) -> frozenset[StoryId]:
        """Return the stories that got their second article after a time."""
        return stored_stories.new_since(self._connection, since)

    def singles(self, since: datetime, limit: int) -> tuple[StoryId, ...]:
        """Return the stories of one article from `since` on, the latest first."""
        return stored_stories.singles(self._connection, since, limit)

    def single_detail(self, story_id: StoryId, brief: StoryBrief) -> StoryDetail | None:
        """Return a story that is told outside the cache, None if it is gone."""
        with self._connection.snapshot():
            return stored_stories.single_detail(self._connection, story_id, brief)

    def row(self, story_id: StoryId) -> StoryRow | None:
        """Return the line of a story, None if there is no such one to show."""
        return stored_stories.story_row(self._connection, story_id)

    def detail(self, story_id: StoryId) -> StoryDetail | None:
        """Return everything about a story, None if there is no such one to show."""
        with self._connection.snapshot():
            return stored_stories.story_detail(self._connection, story_id)

    def of_entry(self, entry_id: EntryId) -> StoryId | None:
        """Return the story of several articles that an entry is in, None if it is in none."""
        return stored_stories.story_of(self._connection, entry_id)

    # What is still to be done

    def unplaced(self, limit: int) -> tuple[PendingPlacement, ...]:
        """Return articles that are in no story yet, the latest stored first."""
        with self._connection.snapshot():
            return membership.unplaced(self._connection, limit)

    def count_unplaced(self) -> int:
        """Return how many articles are in no story yet, or have changed in theirs."""
        return membership.count_unplaced(self._connection)

    def clusterer_state(self, version: str) -> bytes | None:
        """Return what the clusterer goes on with: b"" at the beginning, None if it is another's."""
        return membership.clusterer_state(self._connection, version)

    def to_tell(self, pipeline: str, limit: int) -> tuple[StoryId, ...]:
        """Return stories to be rebuilt, newest first, then those of another pipeline."""
        return pending_stories.stories_to_tell(self._connection, pipeline, limit)

    def count_to_tell(self, pipeline: str) -> int:
        """Return how many stories are to be rebuilt."""
        return pending_stories.count_to_tell(self._connection, pipeline)

    def material(self, story_id: StoryId) -> StoryMaterial | None:
        """Return the material of a story; None if nothing of it is in a list any more."""
        with self._connection.snapshot():
            return pending_stories.material(self._connection, story_id)
