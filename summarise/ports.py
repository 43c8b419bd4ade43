"""What the package is asked for: briefs of articles, stories of articles, briefs of stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from summarise.features import ArticleFeatures
from summarise.stories import Membership, Seen, StoryArticle, StoryBrief, StoryId

DEFAULT_POINTS = 5
"""Key points of a brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRequest:
    """One article to summarise.

    Attributes:
        id: the caller's own name for the article, handed back in the brief.
        text: paragraphs joined by a blank line.
        language: what the feed or page claims, "" if it claims nothing; a prior, not an order.
        published: aware; what relative dates are resolved against.
    """

    id: str
    title: str = ""
    text: str
    language: str = ""
    published: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse naive times."""
        if self.published is not None and self.published.tzinfo is None:
            message = f"published: expected an aware datetime, got {self.published!r}"
            raise ValueError(message)


class Clusterer(Protocol):
    """Forms stories of articles as they come; knows those of the last days only."""

    def add(self, batch: Sequence[ArticleFeatures]) -> tuple[Membership, ...]:
        """Return where each article of a refresh belongs, in the batch's order.

        The order of the batch changes nothing else. Articles that were placed before stay where
        they are; each article is to be given once.
        """

    def dump(self) -> bytes:
        """Return all that is to be kept between refreshes."""


class StoryBriefer(Protocol):
    """Makes the brief of a story out of the briefs of its articles."""

    def __call__(
        self, story: StoryId, articles: Sequence[StoryArticle], *, seen: Seen | None = None
    ) -> StoryBrief:
        """Return the story's brief; with `seen`, what is new is marked and comes first."""
