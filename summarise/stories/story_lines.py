"""Merge the quotes and events of a story's articles."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from summarise.model import Event, Quote
from summarise.stories.same_statement import Saying, first_of_each, gathered
from summarise.stories.story_actors import StoryCast, cite
from summarise.stories.story_model import (
    Citation,
    SourcedEvent,
    SourcedQuote,
    StoryArticle,
)

LEAST_QUOTED_WORDS = 3
"""Shorter quotations are the same only word for word."""

_WORDS = re.compile(r"\w+")


class _Quoted(Struct, frozen=True, kw_only=True):
    article: StoryArticle
    quote: Quote
    words: str
    word_count: int
    saying: Saying


class _Dated(Struct, frozen=True, kw_only=True):
    article: StoryArticle
    event: Event
    saying: Saying


def one_an_article(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the first citation of each article, by time after the first of all."""
    distinct = first_of_each(citations, key=lambda c: c.article_id)
    return tuple(distinct[:1] + sorted(distinct[1:], key=lambda c: (c.moment, c.article_id)))


# Quotes


def story_quotes(articles: Sequence[StoryArticle], cast: StoryCast) -> list[SourcedQuote]:
    """Return what was said, each thing once, those first that most articles have."""
    quoted = [_quoted(article, quote) for article in articles for quote in article.brief.quotes]
    quoted.sort(key=lambda q: -len(q.words))
    groups = gathered(quoted, _is_same_quote)
    quotes = [_quote(group, cast) for group in groups]
    return sorted(
        quotes, key=lambda q: (-len(q.citations), q.citations[0].moment, q.citations[0].span)
    )


def _quoted(article: StoryArticle, quote: Quote) -> _Quoted:
    words = _WORDS.findall(quote.text.casefold())
    return _Quoted(
        article=article,
        quote=quote,
        words=f" {' '.join(words)} ",
        word_count=len(words),
        saying=Saying(quote.text, article.brief.language),
    )


def _is_same_quote(long: _Quoted, short: _Quoted) -> bool:
    if long.quote.stance is not short.quote.stance:
        return False  # What one paper says was denied was not said.
    if long.article is short.article:
        return long.quote.span.overlaps(short.quote.span)
    if short.word_count < LEAST_QUOTED_WORDS:
        return long.words == short.words
    return short.words in long.words or long.saying.agrees(short.saying)


def _quote(group: Sequence[_Quoted], cast: StoryCast) -> SourcedQuote:
    longest = group[0].quote
    speaker = next((q.quote.speaker for q in group if q.quote.speaker), None)
    names = [cast.name(q.article.id, q.quote.speaker) for q in group if q.quote.speaker]
    named = next((name for name in names if any(a.name == name for a in cast.actors)), None)
    return SourcedQuote(
        kind=longest.kind,
        text=longest.text,
        speaker=named or speaker,
        cue=longest.cue,
        stance=longest.stance,
        frame=longest.frame,
        is_clause=longest.is_clause,
        citations=one_an_article([cite(q.article, q.quote.span) for q in group]),
    )


# Timeline


def story_timeline(articles: Sequence[StoryArticle]) -> list[SourcedEvent]:
    """Return the dated events, each once, in order of date; what has none comes last."""
    dated = [
        _Dated(article=article, event=event, saying=Saying(event.text, article.brief.language))
        for article in articles
        for event in article.brief.timeline
    ]
    events = [_event(group) for group in gathered(dated, _is_same_event)]
    return sorted(events, key=lambda e: (e.date is None, e.date or date.max))


def _is_same_event(left: _Dated, right: _Dated) -> bool:
    if (left.event.date, left.event.precision) != (right.event.date, right.event.precision):
        return False
    if left.event.date is None and left.event.when.casefold() != right.event.when.casefold():
        return False
    return left.saying.agrees(right.saying)


def _event(group: Sequence[_Dated]) -> SourcedEvent:
    first = group[0].event
    return SourcedEvent(
        when=first.when,
        date=first.date,
        precision=first.precision,
        text=first.text,
        citations=one_an_article([cite(one.article, one.event.span) for one in group]),
    )
