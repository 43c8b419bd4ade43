"""Types of a story: lines from several articles on one event, each with its sources."""

from datetime import date, datetime
from typing import NewType

from msgspec import Struct

from summarise.model import ActorKind, Brief, Precision, QuoteKind, Span, Stance

ArticleId = NewType("ArticleId", str)
"""The caller's own name for an article: what its brief is called, too."""

StoryId = NewType("StoryId", str)
"""The id of the article that opened the story; it stays while the story grows."""


class Membership(Struct, frozen=True, kw_only=True):
    """Which story an article belongs to.

    Attributes:
        copy_of: the earlier article whose words it repeats (wire copy), "" for words of its own.
    """

    article_id: ArticleId
    story_id: StoryId
    copy_of: ArticleId = ArticleId("")


class Story(Struct, frozen=True, kw_only=True):
    """One event and the articles that tell it, in order of time.

    Attributes:
        opened_at: time of its first article.
        updated_at: time of its latest.
    """

    id: StoryId
    members: tuple[Membership, ...]
    opened_at: datetime
    updated_at: datetime


class StoryArticle(Struct, frozen=True, kw_only=True):
    """One article of a story with all that its brief tells.

    Attributes:
        brief: its `id` is the article's.
        source: name of the paper; articles of one name count as one source.
        moment: the published time, or when it was first seen; aware.
        version: what the article was when it was read (its fingerprint).
        copy_of: the earlier article whose words it repeats, "" for words of its own.
    """

    brief: Brief
    source: str
    moment: datetime
    version: str = ""
    copy_of: ArticleId = ArticleId("")

    def __post_init__(self) -> None:
        """Refuse naive times."""
        if self.moment.tzinfo is None:
            message = f"moment: expected an aware datetime, got {self.moment!r}"
            raise ValueError(message)

    @property
    def id(self) -> ArticleId:
        """The article's name."""
        return ArticleId(self.brief.id)

    @property
    def word_count(self) -> int:
        """Number of words, by white space."""
        return len(self.brief.text.split())


class Seen(Struct, frozen=True, kw_only=True):
    """What the reader has seen of a story.

    Attributes:
        versions: the articles as they were when they were read: (article, its version).
        earlier: briefs of versions that were seen and have been replaced since; without them,
            all that a changed article says counts as new.
    """

    versions: frozenset[tuple[ArticleId, str]] = frozenset()
    earlier: tuple[Brief, ...] = ()


class Citation(Struct, frozen=True, kw_only=True):
    """Where a line of a story stands.

    Attributes:
        span: in the text of that article's brief.
        text: the words there, white space apart.
    """

    article_id: ArticleId
    source: str
    moment: datetime
    span: Span
    text: str


class SourcedPoint(Struct, frozen=True, kw_only=True):
    """A sentence that a reader needs, with every source that says so.

    Attributes:
        text: the words of the first citation.
        short: its short form, "" if it has none.
        shown: what of the first citation's article makes the short form.
        citations: the sentence shown first, then those that agree, one an article, by time.
        actors: names as the story's actors have them.
        is_new: none of its citations was there when the reader last looked, or the sentence shown
            was not and has a number that nothing read had.
    """

    text: str
    citations: tuple[Citation, ...]
    actors: tuple[str, ...] = ()
    is_new: bool = False
    short: str = ""
    shown: tuple[Span, ...] = ()


class SourcedNutGraf(Struct, frozen=True, kw_only=True):
    """What a story is about, in the words of one article.

    Attributes:
        spans: in the text of that article's brief.
    """

    text: str
    spans: tuple[Span, ...]
    article_id: ArticleId
    source: str


class SourcedRole(Struct, frozen=True, kw_only=True):
    """What an article says that an actor is."""

    text: str
    citation: Citation


class SourcedActor(Struct, frozen=True, kw_only=True):
    """Somebody or something in the story, under one name across its articles.

    Attributes:
        name: the fullest form that most articles know.
        aliases: the other forms.
        roles: each said differently, the one that most articles give first.
        citations: the first mention in each article, by time.
        mention_count: over all articles but copies.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[SourcedRole, ...] = ()
    citations: tuple[Citation, ...]
    mention_count: int
    is_new: bool = False


class SourcedQuote(Struct, frozen=True, kw_only=True):
    """Words that somebody said, with every source that has them.

    Attributes:
        text: the longest form given.
        speaker: a name as the story's actors have it, or the article's words for somebody unnamed.
        cue, stance, frame, is_clause: as in the article that gives the longest form.
    """

    kind: QuoteKind
    text: str
    speaker: str | None
    cue: str
    citations: tuple[Citation, ...]
    stance: Stance = Stance.SAID
    frame: str = ""
    is_clause: bool = True
    is_new: bool = False


class SourcedFigure(Struct, frozen=True, kw_only=True):
    """A quantity, with every source that gives this value."""

    text: str
    value: float | None
    ends: tuple[float, float] | None = None
    unit: str
    what: str
    citations: tuple[Citation, ...]
    is_new: bool = False


class Disagreement(Struct, frozen=True, kw_only=True):
    """Different values for one thing counted, side by side.

    Attributes:
        subject: what is counted, in the words of the first figure.
        figures: two or more, by the time they were first given.
    """

    subject: str
    figures: tuple[SourcedFigure, ...]


class SourcedEvent(Struct, frozen=True, kw_only=True):
    """Something that an article dates.

    Attributes:
        date: its first day; None if no article lets it be resolved.
        text: the clause of the first citation.
    """

    when: str
    date: date | None
    precision: Precision
    text: str
    citations: tuple[Citation, ...]
    is_new: bool = False


class Exclusive(Struct, frozen=True, kw_only=True):
    """What only one source has.

    Attributes:
        points: every one of its citations is that source's; the same for the other lists.
        actors: names as the story's actors have them.
    """

    points: tuple[SourcedPoint, ...] = ()
    quotes: tuple[SourcedQuote, ...] = ()
    figures: tuple[SourcedFigure, ...] = ()
    actors: tuple[str, ...] = ()


class ArticleCoverage(Struct, frozen=True, kw_only=True):
    """Who reported: one article of the story.

    Attributes:
        copy_of: the article whose words it repeats, "" for words of its own.
        exclusive: what no other source has; empty for copies and stories of one source.
        is_new: the reader has not seen this version of the article.
    """

    article_id: ArticleId
    source: str
    title: str
    moment: datetime
    word_count: int
    copy_of: ArticleId = ArticleId("")
    exclusive: Exclusive = Exclusive()
    is_new: bool = False


class StoryBrief(Struct, frozen=True, kw_only=True):
    """The structured summary of a story; every line cites the articles that it stands in.

    Attributes:
        title: headline of the article that tells the most of what the others tell.
        pipeline: version of the conclusions, the articles' own among them.
        points: new ones first, then by weight.
        nut_graf: that of the article whose point weighs most; None if no article has one.
        actors: new ones first, then most important first.
        timeline: in order of date; undated events last.
        coverage: by time.
        has_been_read: whether the reader saw any article of it before.
    """

    id: StoryId
    title: str
    pipeline: str
    points: tuple[SourcedPoint, ...] = ()
    actors: tuple[SourcedActor, ...] = ()
    quotes: tuple[SourcedQuote, ...] = ()
    figures: tuple[SourcedFigure, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    timeline: tuple[SourcedEvent, ...] = ()
    coverage: tuple[ArticleCoverage, ...] = ()
    has_been_read: bool = False
    nut_graf: SourcedNutGraf | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The papers that tell it, by time, each once."""
        return tuple(dict.fromkeys(part.source for part in self.coverage))
