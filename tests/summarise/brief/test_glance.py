"""The story at a glance: what of a brief its first line says."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from summarise.brief.glance import MOST_ACTORS, glance
from summarise.model import (
    Actor,
    ActorKind,
    Brief,
    Coverage,
    Event,
    Figure,
    KeyPoint,
    Mention,
    Precision,
    Span,
)

TEXT = (
    "Oslo heard the news late. In Bergen 12 ships sank on Monday, Jane Poe said. "
    "The yard had built 300 ships since 1950. On Friday the port of Tromsø will close."
)
POINT = "In Bergen 12 ships sank on Monday, Jane Poe said."


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def actor(name: str, kind: ActorKind) -> Actor:
    return Actor(name=name, kind=kind, mentions=(Mention(span=place(name)),))


def event(when: str, day: date, precision: Precision = Precision.DAY) -> Event:
    span = place(when)
    return Event(when=when, date=day, precision=precision, text=when, span=span, when_span=span)


def figure(text: str) -> Figure:
    return Figure(text=text, span=place(text), value=1.0)


BRIEF = Brief(
    id="1",
    pipeline="test",
    coverage=Coverage.FULL,
    published=datetime(2026, 11, 24, tzinfo=UTC),
    text=TEXT,
    key_points=(KeyPoint(text=POINT, span=place(POINT)),),
    actors=(
        actor("Oslo", ActorKind.PLACE),
        actor("Jane Poe", ActorKind.PERSON),
        actor("Bergen", ActorKind.PLACE),
    ),
    figures=(figure("300 ships"), figure("12 ships")),
    timeline=(
        event("since 1950", date(1950, 1, 1), Precision.YEAR),
        event("on Monday", date(2026, 11, 23)),
        event("On Friday", date(2026, 11, 27)),
    ),
)


def test_what_the_key_points_say_comes_first() -> None:
    seen = glance(BRIEF)

    assert [it.name for it in seen.who] == ["Jane Poe"]
    assert seen.where is not None
    assert seen.where.name == "Bergen"
    assert seen.when is not None
    assert seen.when.when == "on Monday"
    assert seen.how_many is not None
    assert seen.how_many.text == "12 ships"


def test_an_earlier_point_goes_before_a_later_one() -> None:
    last = "On Friday the port of Tromsø will close."
    points = (KeyPoint(text=last, span=place(last)), *BRIEF.key_points)

    seen = glance(replace(BRIEF, key_points=points))

    assert seen.when is not None
    assert seen.when.when == "On Friday"
    assert seen.where is not None
    assert seen.where.name == "Bergen"


def test_outside_the_points_a_place_and_a_fresh_date_serve_but_no_figure() -> None:
    seen = glance(replace(BRIEF, key_points=()))

    assert seen.where is not None
    assert seen.where.name == "Oslo"
    assert seen.when is not None
    assert seen.when.when == "on Monday"
    assert seen.how_many is None


@pytest.mark.parametrize("published", [None, datetime(2026, 12, 24, tzinfo=UTC)])
def test_background_dates_are_not_the_news(published: datetime | None) -> None:
    seen = glance(replace(BRIEF, key_points=(), published=published))

    assert seen.when is None


def test_the_last_points_are_background() -> None:
    others = tuple(KeyPoint(text="Oslo heard", span=place("Oslo heard")) for _ in range(3))

    seen = glance(replace(BRIEF, key_points=(*others, *BRIEF.key_points)))

    assert seen.where is not None
    assert seen.where.name == "Oslo"
    assert seen.how_many is None


def test_a_small_number_in_words_is_not_how_many() -> None:
    spelled = replace(figure("12 ships"), text="twelve ships")

    assert glance(replace(BRIEF, figures=(spelled,))).how_many is None


def test_only_the_first_few_actors_are_named() -> None:
    people = tuple(replace(BRIEF.actors[1], name=f"Person {n}") for n in range(9))

    seen = glance(replace(BRIEF, actors=people))

    assert [it.name for it in seen.who] == [f"Person {n}" for n in range(MOST_ACTORS)]


def test_an_empty_brief_says_nothing() -> None:
    bare = replace(BRIEF, key_points=(), actors=(), figures=(), timeline=())

    assert glance(bare).is_empty
    assert not glance(BRIEF).is_empty
