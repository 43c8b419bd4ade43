"""Protocol of what makes the brief of a story."""

from collections.abc import Sequence
from typing import Protocol

from summarise.stories.story_model import Seen, StoryArticle, StoryBrief, StoryId


class StoryBriefer(Protocol):
    """Makes the brief of a story out of the briefs of its articles."""

    def __call__(
        self, story: StoryId, articles: Sequence[StoryArticle], *, seen: Seen | None = None
    ) -> StoryBrief:
        """Return the story's brief; with `seen`, what is new is marked and comes first."""
