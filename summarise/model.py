"""Types of a brief: each statement with the span of text it comes from."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

DEFAULT_POINTS = 5
"""Key points of a brief."""


class Span(Struct, frozen=True, kw_only=True, order=True):
    """Half-open range of code points [start, end) in a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse empty and reversed ranges."""
        if not 0 <= self.start < self.end:
            message = f"span [{self.start}, {self.end}) is empty or reversed"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Return the slice of `text`.

        Raises:
            IndexError: the span reaches beyond the text.
        """
        if self.end > len(text):
            message = f"span [{self.start}, {self.end}) leaves a text of {len(text)}"
            raise IndexError(message)
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence and the number of its paragraph, counted from 0."""

    span: Span
    paragraph: int


class ActorKind(StrEnum):
    """What an actor is. NAME is a name of unknown kind, for languages without a model."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    NAME = "name"


class Mention(Struct, frozen=True, kw_only=True):
    """One place where an actor stands in the text.

    Attributes:
        is_pronoun: no name, but a resolved he or she, or a description ("the president").
    """

    span: Span
    is_pronoun: bool = False


class Act(Struct, frozen=True, kw_only=True):
    """What an actor did: a readable clause and where it stands."""

    text: str
    span: Span


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody or something in the story, under one name.

    Attributes:
        name: the fullest form found, without titles.
        aliases: the other forms found in the text.
        role: in the article's own words, "" when it gives none.
        role_span: where the role stands; None without a role.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    role: str = ""
    role_span: Span | None = None
    mentions: tuple[Mention, ...] = ()
    acts: tuple[Act, ...] = ()


class QuoteKind(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    PARTIAL = "partial"
    REPORTED = "reported"


class Stance(StrEnum):
    """What the text says of a speaker and a statement: its factuality."""

    SAID = "said"
    """The speaker said it."""
    ASKED = "asked"
    """The speaker asked whether it is so."""
    DENIED = "denied"
    """The speaker said that it is not so, or refused it."""
    NOT_SAID = "not_said"
    """The speaker did not say it."""
    UNCERTAIN = "uncertain"
    """The speaker may have said it, or may say it one day: hearsay, a plan, a possibility."""


class Quote(Struct, frozen=True, kw_only=True):
    """Words that somebody said, or, by its stance, did not.

    Attributes:
        text: without the marks; what stands at `span`.
        speaker: an actor's name, or the words the text uses for somebody unnamed; None if unknown.
        cue: the verb or phrase of the attribution in the text's words, with what negates or
            weakens it and with the listener ("did not say", "told the BBC"); "" if there is none.
        stance: whether the speaker states this; only what has SAID is anybody's statement.
        frame: the words of the text from the speaker to the end of the statement.
        is_clause: whether the words can be read without the frame; "to support her" can't.
    """

    kind: QuoteKind
    text: str
    span: Span
    speaker: str | None = None
    cue: str = ""
    cue_span: Span | None = None
    stance: Stance = Stance.SAID
    frame: str = ""
    frame_span: Span | None = None
    is_clause: bool = True


class Figure(Struct, frozen=True, kw_only=True):
    """A quantity that the story tells.

    Attributes:
        text: the phrase with its approximator and unit; what stands at `span`.
        value: the number, scale resolved ("£827m" is 827000000); None for a range, or "dozens".
        ends: the two ends of a range ("3-4 million"), the lower first.
        unit: an ISO 4217 code, "%", or the counted noun.
        what: what is counted or measured, in the text's words.
    """

    text: str
    span: Span
    value: float | None
    ends: tuple[float, float] | None = None
    unit: str = ""
    what: str = ""


class Precision(StrEnum):
    """How exactly an event is dated."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class Event(Struct, frozen=True, kw_only=True):
    """Something that the text dates.

    Attributes:
        when: the time expression in the text's words.
        date: its first day, resolved against the publication date; None if it can't be.
        text: the clause; its white space may differ from what stands at `span`.
    """

    when: str
    date: date | None
    precision: Precision
    text: str
    span: Span
    when_span: Span


class KeyPoint(Struct, frozen=True, kw_only=True):
    """A sentence that a reader needs, with the names of the actors in it.

    Attributes:
        text: the whole sentence.
        shown: what of it makes its short form; empty if it has none and is shown whole.
    """

    text: str
    span: Span
    actors: tuple[str, ...] = ()
    shown: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what does not stand in the sentence, in its order."""
        ends = (self.span.start, *(it.end for it in self.shown))
        starts = (*(it.start for it in self.shown), self.span.end)
        if any(start < end for end, start in zip(ends, starts, strict=True)):
            message = f"shown {self.shown} does not lie in order within {self.span}"
            raise ValueError(message)


class ShortSentence(Struct, frozen=True, kw_only=True):
    """What is shown of a long sentence that is no key point, where a story has it as a point."""

    span: Span
    shown: tuple[Span, ...]


class NutGraf(Struct, frozen=True, kw_only=True):
    """What an article is about, in one or two of its sentences.

    Attributes:
        text: the words of the spans, with names in brackets where the sentences have none.
        spans: where the words stand, in the order that they are shown.
    """

    text: str
    spans: tuple[Span, ...]


class Coverage(StrEnum):
    """How much of the brief could be made for the text's language."""

    FULL = "full"
    """Everything."""
    POINTS = "points"
    """Key points and unclassified names: there is no model for the language."""
    EMPTY = "empty"
    """Nothing: there is no prose to summarise."""


class Brief(Struct, frozen=True, kw_only=True):
    """The structured summary of one article.

    Attributes:
        language: ISO 639-1 code of the text, "" if unknown.
        pipeline: version of the program's conclusions and of the model they rest on.
        text: what all spans refer to: the article's text, byte for byte.
        nut_graf: what the text is about; None if no sentence tells it.
        actors: most important first.
        timeline: in order of date; undated events last, in the text's order.
        note: one sentence for the reader when something could not be made, "" otherwise.
        short_sentences: the other long sentences that have a short form, in the text's order.
    """

    id: str
    title: str = ""
    language: str = ""
    published: datetime | None = None
    pipeline: str
    coverage: Coverage
    text: str
    key_points: tuple[KeyPoint, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    timeline: tuple[Event, ...] = ()
    note: str = ""
    nut_graf: NutGraf | None = None
    short_sentences: tuple[ShortSentence, ...] = ()


class BriefRequest(Struct, frozen=True, kw_only=True):
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


def empty_brief(
    request: BriefRequest, *, language: str, pipeline: str, coverage: Coverage, note: str = ""
) -> Brief:
    """Return the brief of a request, to be filled with what is found."""
    return Brief(
        id=request.id,
        title=request.title,
        language=language,
        published=request.published,
        pipeline=pipeline,
        coverage=coverage,
        text=request.text,
        note=note,
    )
