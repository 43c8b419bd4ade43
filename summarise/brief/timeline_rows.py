"""Arrange the timeline for reading: one row for each event, the news before its background."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from summarise.model import Brief, Event, Precision

_NEWS_DAYS = 60
"""What happened earlier before publication than this is background."""
_LEAST_ALIKE = 0.6
"""Share of their words that two tellings of one event on one day have in common."""
_DISTANT = frozenset({Precision.YEAR, Precision.DECADE, Precision.CENTURY})
_WORD = re.compile(r"\w{3,}")


class TimelineRow(Struct, frozen=True, kw_only=True):
    """One event.

    Attributes:
        event: as the text tells it first; its clause is the longest of those joined.
        others: the other dates that the same clause has, and later tellings of the event.
    """

    event: Event
    others: tuple[Event, ...] = ()
    is_background: bool = False


def timeline_rows(brief: Brief) -> tuple[TimelineRow, ...]:
    """Return a brief's events for reading.

    The news stands first: what has a day near publication, and what a paper dates by "on Tuesday"
    without saying which. The years before follow. Both are in order of date.
    """
    published = brief.published.date() if brief.published else None
    kept: list[list[Event]] = []
    for event in sorted(brief.timeline, key=lambda it: it.when_span.start):
        same = next((group for group in kept if _is_same(event, group)), None)
        if same is None:
            kept.append([event])
        else:
            same.append(event)
    rows = [_row(group, published) for group in kept]
    return tuple(sorted(rows, key=_order))


def _is_same(event: Event, group: Sequence[Event]) -> bool:
    """Whether an event is told already: in the same clause, or on the same day in like words."""
    return any(
        it.span.contains(event.span) or event.span.contains(it.span) or _is_retold(event, it)
        for it in group
    )


def _is_retold(event: Event, other: Event) -> bool:
    if event.date is None or event.date != other.date:
        return False
    words, others = _words_of(event), _words_of(other)
    shared, least = len(words & others), min(len(words), len(others))
    return least > 0 and shared / least >= _LEAST_ALIKE


def _words_of(event: Event) -> set[str]:
    return {it.casefold() for it in _WORD.findall(event.text)}


def _row(group: Sequence[Event], published: date | None) -> TimelineRow:
    longest = max(group, key=lambda it: (it.span.end - it.span.start, -it.when_span.start))
    # What holds another clause is told with its own date, which stands outside of that.
    first = next(it for it in group if it.span == longest.span)
    return TimelineRow(
        event=first,
        others=tuple(it for it in group if it is not first),
        is_background=all(_is_background(it, published) for it in group),
    )


def _is_background(event: Event, published: date | None) -> bool:
    if event.date is None:
        return False
    if published is None:
        return event.precision in _DISTANT
    if event.precision in _DISTANT:
        return event.date.year < published.year
    return (published - event.date).days > _NEWS_DAYS


def _order(row: TimelineRow) -> tuple[bool, bool, date, int]:
    event = row.event
    has_no_date = event.date is None
    return row.is_background, has_no_date, event.date or date.min, event.when_span.start
