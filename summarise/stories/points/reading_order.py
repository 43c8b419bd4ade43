"""Put the points of a story into an order in which they read as one text.

The news, who says what, where the papers differ, background. The first five points are what a
reader who stops there must know, so they are put in order among themselves, then the next two,
then the rest.
"""

from collections.abc import Sequence, Set
from datetime import timedelta
from enum import IntEnum

from summarise.model import Span, Stance
from summarise.stories.points.story_sentences import StorySentence
from summarise.stories.story_model import ArticleId, Disagreement

READ_TOGETHER = (0, 1, 5, 7)
"""Where the parts begin that are put in order by themselves."""
PAST = timedelta(days=14)


class Part(IntEnum):
    """The part of a news text that a point belongs to."""

    NEWS = 0
    SPEECH = 1
    DIFFERENCE = 2
    BACKGROUND = 3


def in_reading_order(
    chosen: Sequence[StorySentence], disagreements: Sequence[Disagreement]
) -> list[StorySentence]:
    """Return the points, the most telling first, in the order in which they are read."""
    disputed = {
        (citation.article_id, citation.span)
        for disagreement in disagreements
        for figure in disagreement.figures
        for citation in figure.citations
    }
    ends = (*READ_TOGETHER[1:], len(chosen))
    return [
        sentence
        for start, end in zip(READ_TOGETHER, ends, strict=True)
        for sentence in sorted(chosen[start:end], key=lambda s: _part(s, disputed))
    ]


def _part(sentence: StorySentence, disputed: Set[tuple[ArticleId, Span]]) -> Part:
    if _is_past(sentence):
        return Part.BACKGROUND
    if any(
        sentence.article.id == article and sentence.span.contains(span)
        for article, span in disputed
    ):
        return Part.DIFFERENCE
    if sentence.is_quotation or _is_statement(sentence):
        return Part.SPEECH
    return Part.NEWS


def _is_past(sentence: StorySentence) -> bool:
    """Whether all that the sentence dates was long before its article."""
    limit = sentence.article.moment.date() - PAST
    dates = [
        event.date
        for event in sentence.article.brief.timeline
        if event.date is not None and sentence.span.overlaps(event.when_span)
    ]
    return bool(dates) and all(date < limit for date in dates)


def _is_statement(sentence: StorySentence) -> bool:
    """Whether the sentence opens with who says it."""
    return any(
        quote.stance is Stance.SAID
        and quote.frame_span is not None
        and quote.frame_span.start - sentence.span.start <= 1
        and sentence.span.contains(quote.span)
        for quote in sentence.article.brief.quotes
    )
