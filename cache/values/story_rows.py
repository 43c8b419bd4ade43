"""Stories as reads return them; only logic about a single value."""

from datetime import datetime

from msgspec import Struct

from cache.values.list_rows import EntryId, EntryRow
from summarise.stories.story_model import Membership, Seen, StoryArticle, StoryBrief, StoryId


class StoryReport(Struct, frozen=True, kw_only=True):
    """Who told a story and when, as far as its place on the front page depends on it."""

    source: str
    moment: datetime
    is_copy: bool


class StoryRow(Struct, frozen=True, kw_only=True):
    """What one line of the top stories shows.

    Attributes:
        lead: the nut graf, else the first point.
        reports: one for each article, by time, when the story was told last.
        opened_at: published time of the first article.
        updated_at: published time of the latest.
        grown_at: when the latest came in.
        article_count: articles in lists; one page under two entries counts once.
        seen_count: how many of these the reader has seen as they are now.
        news_count: how many came or changed after the reader had last seen one.
        followed: names of its actors that the reader follows.
    """

    story_id: StoryId
    title: str
    lead: str
    reports: tuple[StoryReport, ...]
    opened_at: datetime
    updated_at: datetime
    grown_at: datetime
    article_count: int
    seen_count: int
    news_count: int
    followed: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The papers, by time, each once."""
        return tuple(dict.fromkeys(report.source for report in self.reports))

    @property
    def is_unread(self) -> bool:
        """Whether there is something that the reader has not seen."""
        return self.seen_count < self.article_count

    @property
    def is_updated(self) -> bool:
        """Whether something came in or changed since the reader looked."""
        return self.news_count > 0


class StoryDetail(Struct, frozen=True, kw_only=True):
    """Everything that the page of a story shows.

    Attributes:
        brief: with what is new marked; its articles are called by their entry's number.
        entries: the lines of its articles, by time.
    """

    row: StoryRow
    brief: StoryBrief
    entries: tuple[EntryRow, ...]


class SeenBefore(Struct, frozen=True, kw_only=True):
    """What the reader had seen of an article before a story was read: for taking it back."""

    entry_id: EntryId
    was_read: bool
    version: str | None


class PendingPlacement(Struct, frozen=True, kw_only=True):
    """An article that is still to find its story.

    Attributes:
        entry_id: its first entry: what it is called among the members of stories.
        language: ISO 639-1, "" if unknown.
        published: or when it was first seen.
        features: what was kept of it when stories were formed before; None the first time.
    """

    article_id: int
    entry_id: EntryId
    title: str
    text: str
    language: str
    published: datetime
    features: bytes | None = None


class Placement(Struct, frozen=True, kw_only=True):
    """Where an article belongs, and what clustering keeps of it."""

    article_id: int
    membership: Membership
    features: bytes


class StoryMaterial(Struct, frozen=True, kw_only=True):
    """What the brief of a story is made of.

    Attributes:
        revision: what the story was when this was read.
    """

    story_id: StoryId
    revision: int
    articles: tuple[StoryArticle, ...]
    seen: Seen
