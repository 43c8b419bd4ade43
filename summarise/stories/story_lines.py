"""Merge the quotes, figures and events of a story's articles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Event, Figure, Quote
from summarise.points.centrality import stems
from summarise.stories.same_statement import Saying, first_of_each, gathered
from summarise.stories.story_actors import StoryCast, cite
from summarise.stories.story_model import (
    Citation,
    Disagreement,
    SourcedEvent,
    SourcedFigure,
    SourcedQuote,
    StoryArticle,
)

LEAST_QUOTED_WORDS = 3
"""Shorter quotations are the same only word for word."""
CONTEXT_CHARS = 120
MOST_CHANCE_VALUE = 12
"""Two papers may well count five of different things."""
SAME_SUBJECT = 0.6
MOST_ROUNDING = 0.5
LEAST_CROWD = 100
"""A number as large as that, counted in people and in workers, is one."""

_WORDS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)]*\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    article: StoryArticle
    quote: Quote
    words: str
    saying: Saying


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    article: StoryArticle
    figure: Figure
    subject: frozenset[str]
    context: Saying


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
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
    quoted = [
        _Quoted(
            article=article,
            quote=quote,
            words=" ".join(_WORDS.findall(quote.text.casefold())),
            saying=Saying(quote.text, article.brief.language),
        )
        for article in articles
        for quote in article.brief.quotes
    ]
    quoted.sort(key=lambda q: -len(q.words))
    groups = gathered(quoted, _is_same_quote)
    quotes = [_quote(group, cast) for group in groups]
    return sorted(
        quotes, key=lambda q: (-len(q.citations), q.citations[0].moment, q.citations[0].span)
    )


def _is_same_quote(long: _Quoted, short: _Quoted) -> bool:
    if long.quote.stance is not short.quote.stance:
        return False  # What one paper says was denied was not said.
    if long.article is short.article:
        return long.quote.span.overlaps(short.quote.span)
    if len(short.words.split()) < LEAST_QUOTED_WORDS:
        return long.words == short.words
    return f" {short.words} " in f" {long.words} " or long.saying.agrees(short.saying)


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


# Figures


def story_figures(
    articles: Sequence[StoryArticle],
) -> tuple[list[SourcedFigure], list[Disagreement]]:
    """Return the figures, each value once, and those that contradict each other."""
    counted = [
        _Counted(
            article=article,
            figure=figure,
            subject=stems(f"{_noun(figure)} {figure.what}", article.brief.language),
            context=Saying(_context(article, figure), article.brief.language),
        )
        for article in articles
        for figure in article.brief.figures
    ]
    groups = gathered(counted, _is_same_value)
    figures = [_figure(group) for group in groups]
    disagreements: list[Disagreement] = []
    for subject in gathered(groups, lambda a, b: _same_thing(a[0], b[0])):
        parted = _contradicting(subject)
        if len(parted) > 1:
            first = parted[0][0].figure
            disagreements.append(
                Disagreement(
                    subject=first.what or first.unit,
                    figures=tuple(sorted(map(_figure, parted), key=_first_given)),
                )
            )
    return sorted(figures, key=lambda f: -len(f.citations)), disagreements


def _is_same_value(left: _Counted, right: _Counted) -> bool:
    """Whether two figures say the same: a sum of money, or a number too odd to be chance."""
    if _measure(left.figure) != _measure(right.figure) or not _is_equal(left.figure, right.figure):
        return False
    if left.figure.value is None and left.figure.ends is None:
        return left.figure.text.casefold() == right.figure.text.casefold()
    largest = left.figure.ends[1] if left.figure.ends else abs(left.figure.value or 0)
    is_odd = largest > MOST_CHANCE_VALUE and bool(left.subject & right.subject)
    is_money = _measure(left.figure).isalpha()
    # "1,200 people" of one paper are the "1,200 workers" of another.
    is_crowd = largest >= LEAST_CROWD and (_counts_people(left) or _counts_people(right))
    return is_money or is_odd or is_crowd or _same_thing(left, right)


def _is_equal(left: Figure, right: Figure) -> bool:
    """Whether two figures have one value, or both ends; shares may be rounded: "a third", 33 %."""
    if left.ends != right.ends:
        return False
    if left.value is None or right.value is None:
        return left.value == right.value
    rounding = MOST_ROUNDING if left.unit == right.unit == "%" else 0.0
    return abs(left.value - right.value) <= rounding


def _counts_people(counted: _Counted) -> bool:
    return counted.figure.unit.casefold() == "people"


def _noun(figure: Figure) -> str:
    """Return a counted noun; a currency and "%" name no thing."""
    return "" if figure.unit.isupper() or figure.unit == "%" else figure.unit


def _context(article: StoryArticle, figure: Figure) -> str:
    """Return the words around a figure inside its sentence."""
    text = article.brief.text
    before = text[max(0, figure.span.start - CONTEXT_CHARS) : figure.span.start]
    after = text[figure.span.end : figure.span.end + CONTEXT_CHARS]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    end = _SENTENCE_END.search(after)
    return before[ends[-1] if ends else 0 :] + after[: end.start() if end else len(after)]


def _same_thing(left: _Counted, right: _Counted) -> bool:
    """Whether two figures count or measure one thing.

    "Knots" or "people" alone tell no thing: then the sentences must be of one thing. The dead and
    the injured of a story are one count each.
    """
    if _measure(left.figure) != _measure(right.figure):
        return False
    if not (_tells(left) and _tells(right)):
        return left.subject == right.subject and left.context.agrees(right.context)
    shared = len(left.subject & right.subject)
    return shared >= SAME_SUBJECT * min(len(left.subject), len(right.subject))


def _tells(counted: _Counted) -> bool:
    """Whether a figure says what it counts, beyond its unit."""
    words = {word.casefold() for word in _WORDS.findall(counted.figure.what)}
    unit = {word.casefold() for word in _WORDS.findall(counted.figure.unit)}
    return bool(counted.subject) and bool(words - unit or words & vocabulary().figures.casualties)


def _measure(figure: Figure) -> str:
    return figure.unit if figure.unit.isupper() or figure.unit == "%" else ""


def _contradicting(groups: Sequence[list[_Counted]]) -> list[list[_Counted]]:
    """Return the values of a thing that different articles give.

    An article that gives two values tells of a change, or of two things: it contradicts nobody.
    """
    given: dict[str, set[float | None]] = {}
    for group in groups:
        for one in group:
            given.setdefault(one.article.id, set()).add(one.figure.value)
    parted = []
    for group in groups:
        clear = [one for one in group if len(given[one.article.id]) == 1]
        if clear and clear[0].figure.value is not None:
            parted.append(clear)
    return parted


def _figure(group: Sequence[_Counted]) -> SourcedFigure:
    first = group[0].figure
    return SourcedFigure(
        text=first.text,
        value=first.value,
        ends=first.ends,
        unit=first.unit,
        what=next((one.figure.what for one in group if one.figure.what), ""),
        citations=one_an_article([cite(one.article, one.figure.span) for one in group]),
    )


def _first_given(figure: SourcedFigure) -> tuple[object, ...]:
    return min(c.moment for c in figure.citations), figure.value


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
