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


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The hearth at the ford was used from 4336 BC by hunters.", "from 4336 BC"),
        ("The telescope looked again just days later and saw nothing.", "just days later"),
    ],
)
def test_times_that_no_calendar_has_stay_without_a_day(
    brief_of: BriefMaker, text: str, when: str
) -> None:
    (event,) = brief_of(text).timeline

    assert (event.when, event.date) == (when, None)


def test_undated_events_come_last(brief_of: BriefMaker) -> None:
    brief = brief_of("A week later the mill closed. It had opened in 1987 to great joy.")

    assert [event.date for event in brief.timeline] == [date(1987, 1, 1), None]


def test_one_day_is_told_once_a_clause(brief_of: BriefMaker) -> None:
    brief = brief_of("On 4 May 1979 the mill closed, and on 4 May 1979 the inn closed too.")

    assert [event.date for event in brief.timeline] == [date(1979, 5, 4)]


@pytest.mark.parametrize(
    ("text", "when", "day"),
    [
        ("The owners met in Berlin Monday to sell it.", "Monday", date(2024, 6, 10)),
        ("The owners will begin last week's work again.", "last week's", date(2024, 6, 3)),
        ("The owners announced Thursday that it will close.", "Thursday", date(2024, 6, 6)),
        ("The owners will announce it on Thursday, they said.", "on Thursday", date(2024, 6, 13)),
        ("The mill was due to open in February, they said.", "in February", date(2024, 2, 1)),
        ("The owners agreed to open the mill in February.", "in February", date(2025, 2, 1)),
        ("The owners said on Thursday they would sell it.", "on Thursday", date(2024, 6, 6)),
        ("The owners said they would sell it on Thursday.", "on Thursday", date(2024, 6, 13)),
        ("The owners are to sell the mill on Thursday.", "on Thursday", date(2024, 6, 13)),
        ("The law on mills takes effect on Jan. 1, they say.", "on Jan. 1", date(2025, 1, 1)),
        ("The mill shut on 3 December last year.", "on 3 December last year", date(2023, 12, 3)),
        ("The sale of the mill is a week from Friday.", "a week from Friday", date(2024, 6, 21)),
        ("The sale of the mill is Saturday week.", "Saturday week", date(2024, 6, 22)),
        ("The mill was shown on 2023-10-05 to the town.", "on 2023-10-05", date(2023, 10, 5)),
        ("The mill was shown on 5.11.2023 to the town.", "on 5.11.2023", date(2023, 11, 5)),
        ("The mill was shown from 3 to 7 May to all.", "from 3 to 7 May", date(2024, 5, 3)),
    ],
)
def test_the_verb_and_the_form_tell_the_day(
    brief_of: BriefMaker, text: str, when: str, day: date
) -> None:
    (event,) = brief_of(text).timeline

    assert (event.when, event.date) == (when, day)


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("It was shut on 04/12/2023 and on 12/13/2023.", "en", ["2023-04-12", "2023-12-13"]),
        ("It was shut on 04/12/2023 and on 13/12/2023.", "en", ["2023-12-04", "2023-12-13"]),
        ("The mill in the town was shut on 04/12/2023.", "en-GB", ["2023-12-04"]),
        ("The mill in the town was shut on 04/12/2023.", "en-US", ["2023-04-12"]),
        ("The mill in the town was shut on 04/12/2023.", "en", ["None"]),
        ("It opened on 3 May 2021 and shut on 04/12/2023.", "en", ["2021-05-03", "2023-12-04"]),
    ],
)
def test_text_or_feed_tells_the_order_of_day_and_month(
    brief_of: BriefMaker, text: str, language: str, days: list[str]
) -> None:
    assert [str(e.date) for e in brief_of(text, language=language).timeline] == days


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1701 and Section 2008 were cited by the owners of the mill.",
        "The 14 March coalition and the March 8 alliance met in the old mill.",
        "The 2022/23 season and the 2022-23 season went well for the club.",
        "Euro 2024 and Rio 2016 were shown to the workers of the mill.",
        "He told BBC Radio 4's Today programme that the mill is closed.",
    ],
)
def test_names_with_numbers_and_days_are_no_dates(brief_of: BriefMaker, text: str) -> None:
    assert brief_of(text).timeline == ()


@pytest.mark.parametrize(
    "text",
    [
        "What are the odds of this second repair of the dam?",
        "The dam held during the second storm.",
    ],
)
def test_an_ordinal_is_no_time(brief_of: BriefMaker, text: str) -> None:
    assert brief_of(text).timeline == ()
