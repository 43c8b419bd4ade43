"""Keep the ranked top stories, and rank them anew when the cache changed or time passed."""

from datetime import timedelta

from cache.values.query_tree import NO_QUERY, Query
from tui.headless.services.app_services import Newsroom
from tui.headless.services.ranked_stories import TopStory, top_stories

_RANKED_FOR = timedelta(minutes=1)
"""The order depends on the time of day, a little."""


class StoryRanking:
    """The top stories, most important first; asked for those that a query finds."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self.stories: tuple[TopStory, ...] = ()
        self._found: tuple[tuple[TopStory, ...], Query, tuple[TopStory, ...]] = ((), NO_QUERY, ())
        self._revision = -1
        self._ranked_at = newsroom.clock()

    def look(self) -> None:
        """Rank the stories of the cache if they changed, or if time has passed."""
        # A refresh writes all the time, mostly what is no story yet: ranking takes milliseconds.
        now = self._newsroom.clock()
        revision = self._newsroom.library.stories.revision()
        if revision == self._revision and now - self._ranked_at < _RANKED_FOR:
            return
        self._revision, self._ranked_at = revision, now
        self.stories = top_stories(self._newsroom.library, self._newsroom.stories, now)

    @property
    def unread_count(self) -> int | None:
        """How many top stories are unread; None if there is none at all."""
        is_there = bool(self.stories or self._newsroom.edition)
        return sum(story.row.is_unread for story in self.stories) if is_there else None

    def matching(self, query: Query) -> tuple[TopStory, ...]:
        """Return the stories with an article that a query finds; all without a query."""
        if not query:
            return self.stories
        ranked, last, found = self._found
        if ranked is not self.stories or last != query:
            ids = [story.row.story_id for story in self.stories]
            matching = self._newsroom.library.stories.matching(ids, query)
            found = tuple(story for story in self.stories if story.row.story_id in matching)
            self._found = self.stories, query, found
        return found
