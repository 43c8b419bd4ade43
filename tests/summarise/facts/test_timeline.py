"""Dates, resolved against Wednesday, 12 June 2024, with the real model."""

from datetime import date

import pytest

from summarise.model import BriefRequest, Precision
from summarise.pipeline import Pipeline
from tests.summarise.conftest import BriefMaker


@pytest.mark.parametrize(
    ("text", "when", "day", "precision"),
    [
        (
            "The mill closed on Sunday after a long dispute.",
            "on Sunday",
            date(2024, 6, 9),
            Precision.DAY,
        ),
        (
            "The mill will open on Friday after a long dispute.",
            "on Friday",
            date(2024, 6, 14),
            Precision.DAY,
        ),
        (
            "The mill closed yesterday after a long dispute.",
            "yesterday",
            date(2024, 6, 11),
            Precision.DAY,
        ),
        (
            "The mill closed on 3 May 2021 after a dispute.",
            "on 3 May 2021",
            date(2021, 5, 3),
            Precision.DAY,
        ),
        (
            "The mill closed on May 3 after a long dispute.",
            "on May 3",
            date(2024, 5, 3),
            Precision.DAY,
        ),
        (
            "The mill closed on December 3 after a dispute.",
            "on December 3",
            date(2023, 12, 3),
            Precision.DAY,
        ),
        (
            "The mill closed in March 2020 after a dispute.",
            "in March 2020",
            date(2020, 3, 1),
            Precision.MONTH,
        ),
        (
            "The mill closed in 1987 after a long dispute.",
            "in 1987",
            date(1987, 1, 1),
            Precision.YEAR,
        ),
        (
            "The mill closed last month after a long dispute.",
            "last month",
            date(2024, 5, 1),
            Precision.MONTH,
        ),
        (
            "The mill closed last August after a long dispute.",
            "last August",
            date(2023, 8, 1),
            Precision.MONTH,
        ),
        (
            "The council will ask why the mill has been closed since February.",
            "since February",
            date(2024, 2, 1),
            Precision.MONTH,
        ),
        (
            "The mill closed two years ago after a dispute.",
            "two years ago",
            date(2022, 6, 12),
            Precision.YEAR,
        ),
        (
            "The mill closed in the 1990s after a dispute.",
            "in the 1990s",
            date(1990, 1, 1),
            Precision.DECADE,
        ),
    ],
)
def test_times_are_resolved(
    brief_of: BriefMaker, text: str, when: str, day: date, precision: Precision
) -> None:
    (event,) = brief_of(text).timeline

    assert (event.when, event.date, event.precision) == (when, day, precision)
    assert event.when_span.of(text) == when


def test_without_a_day_of_publication_relative_times_have_no_date(pipeline: Pipeline) -> None:
    brief = pipeline.brief(
        BriefRequest(id="a", text="The old mill by the river closed on Sunday.", language="en")
    )

    assert [(e.when, e.date) for e in brief.timeline] == [("on Sunday", None)]


def test_a_modal_verb_is_no_month(brief_of: BriefMaker) -> None:
    assert brief_of("The mill may close and the workers may march to town.").timeline == ()


def test_undated_events_come_last(brief_of: BriefMaker) -> None:
    brief = brief_of("A week later the mill closed. It had opened in 1987 to great joy.")

    assert [event.date for event in brief.timeline] == [date(1987, 1, 1), None]


def test_one_day_is_told_once_a_clause(brief_of: BriefMaker) -> None:
    brief = brief_of("On 4 May 1979 the mill closed, and on 4 May 1979 the inn closed too.")

    assert [event.date for event in brief.timeline] == [date(1979, 5, 4)]
