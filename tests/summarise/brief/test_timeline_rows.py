"""The timeline for reading; events built by hand, no model."""

from datetime import UTC, date, datetime

from summarise.brief.timeline_rows import timeline_rows
from summarise.model import Brief, Coverage, Event, Precision, Span

TEXT = (
    "The dam broke on Monday, two years after it was mended in 2024. "
    "It was built in 1951. On Monday the dam broke, the mayor said. The inquiry opens on Friday."
)


def event(when: str, clause: str, day: date | None, precision: Precision = Precision.DAY) -> Event:
    start = TEXT.index(clause)
    span = Span(start=start, end=start + len(clause))
    at = TEXT.index(when, start)
    return Event(
        when=when,
        date=day,
        precision=precision,
        text=clause,
        span=span,
        when_span=Span(start=at, end=at + len(when)),
    )


NEWS = "The dam broke on Monday, two years after it was mended in 2024."
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
EVENTS = (
    event("in 1951", "It was built in 1951.", date(1951, 1, 1), Precision.YEAR),
    event("in 2024", NEWS, date(2024, 1, 1), Precision.YEAR),
    event("on Monday", NEWS, MONDAY),
    event("On Monday", "On Monday the dam broke, the mayor said.", MONDAY),
    event("on Friday", "The inquiry opens on Friday.", FRIDAY),
)


def rows_of(published: datetime | None, *events: Event) -> list[tuple[str, bool]]:
    brief = Brief(
        id="1",
        pipeline="test",
        coverage=Coverage.FULL,
        published=published,
        text=TEXT,
        timeline=events,
    )
    return [(it.event.when, it.is_background) for it in timeline_rows(brief)]


def test_an_event_has_one_row_and_the_news_comes_first() -> None:
    published = datetime(2026, 11, 24, tzinfo=UTC)

    assert rows_of(published, *EVENTS) == [
        ("on Monday", False),
        ("on Friday", False),
        ("in 1951", True),
    ]


def test_without_a_day_of_publication_years_are_background() -> None:
    undated = event("on Friday", "The inquiry opens on Friday.", None)

    assert rows_of(None, EVENTS[0], undated) == [("on Friday", False), ("in 1951", True)]


def test_a_clause_inside_another_is_no_event_of_its_own() -> None:
    inner = event("in 2024", "it was mended in 2024", date(2024, 1, 1), Precision.YEAR)

    assert rows_of(None, inner, EVENTS[2]) == [("on Monday", False)]
