"""Answer who, where, when and how many from a brief."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from summarise.model import Actor, ActorKind, Brief, Event, Figure, Precision, Span

MOST_ACTORS = 3
_MAIN_POINTS = 3
"""Key points that tell the story itself; more are its background as often as not."""
_FRESH = 7
"""Days before publication that a paper writes of as news."""
_T = TypeVar("_T")
_DATED = frozenset({Precision.TIME, Precision.DAY, Precision.WEEK, Precision.MONTH})
"""Precisions that say when news happened; a year or a decade is background."""


class Glance(Struct, frozen=True, kw_only=True):
    """What the first line of an article says of it.

    Attributes:
        who: the main people, organisations and groups, the most important first.
        where: the place of the story; None if the text names none.
        when: the day or month of the news itself; None if the text does not date it.
        how_many: the figure that the key points tell; None if they tell none.
    """

    who: tuple[Actor, ...] = ()
    where: Actor | None = None
    when: Event | None = None
    how_many: Figure | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.who or self.where or self.when or self.how_many)


def glance(brief: Brief) -> Glance:
    """Return a brief at a glance.

    The first key points are what the story is about: a place, date or figure inside one comes
    before any other, an earlier point's before a later one's; the last ones may tell of where
    somebody was born. A figure outside them is detail and left out, and so is one in words: papers
    spell out small numbers. A date outside them counts if it is of the days before publication.
    """
    points = [point.span for point in brief.key_points[:_MAIN_POINTS]]
    figures = [it for it in brief.figures if any(sign.isdecimal() for sign in it.text)]
    people = [actor for actor in brief.actors if actor.kind is not ActorKind.PLACE]
    places = [actor for actor in brief.actors if actor.kind is ActorKind.PLACE]
    events = [it for it in brief.timeline if it.date is not None and it.precision in _DATED]
    return Glance(
        who=tuple(people[:MOST_ACTORS]),
        where=_first_in(points, ((it, _names_of(it)) for it in places)) or next(iter(places), None),
        when=_first_in(points, ((it, [it.when_span]) for it in events)) or _news_of(brief, events),
        how_many=_first_in(points, ((it, [it.span]) for it in figures)),
    )


def _names_of(actor: Actor) -> list[Span]:
    return [mention.span for mention in actor.mentions if not mention.is_pronoun]


def _first_in(points: Sequence[Span], candidates: Iterable[tuple[_T, Sequence[Span]]]) -> _T | None:
    """Return the candidate that stands first in the earliest point that holds one."""
    found = [
        (number, span.start, order, candidate)
        for order, (candidate, spans) in enumerate(candidates)
        for number, point in enumerate(points)
        for span in spans
        if point.contains(span)
    ]
    return min(found, key=lambda it: it[:3])[3] if found else None


def _news_of(brief: Brief, events: Iterable[Event]) -> Event | None:
    """Return the event of the days before publication that the text tells first."""
    if brief.published is None:
        return None
    day = brief.published.date()
    fresh = [it for it in events if it.date is not None and 0 <= (day - it.date).days <= _FRESH]
    return min(fresh, key=lambda it: it.when_span.start, default=None)
