"""Dates as feeds spell them, each with the one moment that it names."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.text.date_spellings import DateStyle, date_style, spelled_date

MORNING = datetime(2025, 3, 4, 9, 5, tzinfo=UTC)
DAY = datetime(2025, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        *(("Z", 0), ("GMT", 0), ("UT", 0), ("WET", 0), ("BST", 1), ("CET", 1), ("MEZ", 1)),
        *(("CEST", 2), ("MESZ", 2), ("EET", 2), ("SAST", 2), ("EEST", 3), ("MSK", 3), ("МСК", 3)),
        *(("PKT", 5), ("IST", 5.5), ("NPT", 5.75), ("WIB", 7), ("HKT", 8), ("JST", 9), ("KST", 9)),
        *(("ACST", 9.5), ("AEST", 10), ("AEDT", 11), ("NZDT", 13), ("BRT", -3), ("NST", -3.5)),
        *(("AST", -4), ("EDT", -4), ("EST", -5), ("CST", -6), ("MDT", -6), ("PDT", -7)),
        *(("PST", -8), ("AKST", -9), ("HST", -10), ("ET", -5), ("PT", -8)),
        *(("+0100", 1), ("+01:00", 1), ("-0330", -3.5), ("+02", 2), ("GMT+2", 2), ("UTC-3", -3)),
        *(("UTC+05:30", 5.5), ("GMT-0500", -5), ("(CET)", 1), ("-0500 (EST)", -5), ("CET+0100", 1)),
        *(
            ("Europe/Vienna", 1),
            ("America/New_York", -5),
            ("XYZ", 0),
            ("", 0),
            ("+9959", 0),
            ("+1:00", 1),
            ("-330", -3.5),
            ("[Europe/Vienna]", 1),
        ),
    ],
)
def test_a_zone_is_read_by_its_offset(zone: str, hours: float) -> None:
    expected = MORNING - timedelta(hours=hours)

    assert spelled_date(f"Tue, 4 Mar 2025 09:05:00 {zone}") == expected
    assert spelled_date(f"2025-03-04 09:05 {zone}") == expected


@pytest.mark.parametrize(
    "text",
    [
        *("20250304T090500Z", "20250304090500", "202503040905", "2025-03-04T0905Z"),
        *("2025-03-04T09:05:00.250Z", "2025-03-04 09.05", "2025/3/4 9:05", "2025.03.04 09:05"),
        *("4.3.2025 9.05", "04. 03. 2025 09:05", "04.03.2025, 9.05 Uhr", "4/3/2025 09:05"),
        *("4-3-2025 9:05", "4.3.25 09:05", "09:05, 4.3.2025", "09:05 - 4 Mar 2025"),
        *("1741079100", "1741079100000", "1741079100.0", "/Date(1741079100000)/"),
        *("Tue, 04 Mar 2025 09:05:00 AM", "Mar 4, 2025 9:05 a.m.", "March 4th, 2025 at 9:05am"),
        *("Tue,4 Mar 2025 09:05", "Tue, 4-Mar-2025 09:05:00", "Tue 4Mar2025 09:05"),
        *("Tue Mar 4 09:05:00 2025", "Tue Mar 4 09:05:00 UTC 2025", "4/Mar/2025:09:05:00 +0000"),
        *("Tuesday, 4th of March 2025 09:05", "2025 March 4, 09:05", "2025:03:04 09:05:00"),
        *("Di, 4 Mär 2025 09:05:00", "Dienstag, 4. März 2025 um 09.05 Uhr", "4 mrz 2025 9h05"),
        *("mar., 4 mars 2025 09:05:00", "mardi 4 mars 2025 à 9 h 05", "mar 4 mar 2025 09:05"),
        *(
            "martes, 4 de marzo de 2025, 09:05",
            "mar 04/03/2025 - 09:05",
            "martedì 4 marzo 2025 09:05",
        ),
        *(
            "ter, 4 mar 2025 09:05",
            "terça-feira, 4 de março de 2025 às 9h05",
            "di 4 mrt 2025 09:05",
        ),
        *("tis, 4 mars 2025 kl. 09.05", "tirsdag den 4. marts 2025 kl. 9.05", "4. mars 2025 09.05"),
        *("ti 4. maaliskuuta 2025 klo 9.05", "wt., 4 mar 2025 09:05", "4 marca 2025, 09:05"),
        *(
            "út, 4 bře 2025 09:05",
            "4. března 2025 9:05",
            "Вт, 4 мар 2025 09:05:00",
            "4 марта 2025 г., 09:05",
        ),
        *("Salı, 4 Mart 2025 09:05", "2025. március 4. 9:05", "Τρί, 4 Μαρ 2025 09:05"),
        *("marți, 4 martie 2025 09:05", "2025年3月4日 9时5分", "2025年3月4日(火) 午前9時05分"),
        *("令和7年3月4日 9時05分", "民國114年3月4日 9:05"),
        *(
            "2025년 3월 4일 오전 9:05",
            "2025. 3. 4. 09:05",
            "ngày 4 tháng 3 năm 2025 09:05",
            "Tue, 4 Mar 2025 9:5:0",
        ),
        *("٤ مارس ٢٠٢٥ 09:05", "4 במרץ 2025 09:05", "4 มีนาคม 2568 09:05"),
        *("４ Mar ２０２５ 09:05", "Posted on March 4, 2025 09:05 by Ola", "4 fevr 2025 09:05"),
    ],
)
def test_a_spelling_is_read_as_its_moment(text: str) -> None:
    month = 2 if "fevr" in text else 3

    assert spelled_date(text) == MORNING.replace(month=month)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        *(
            ("12:30 AM", 0),
            ("12:30 PM", 12),
            ("1:30 pm", 13),
            ("11:30 p. m.", 23),
            ("17:30 PM", 17),
        ),
        *(("오후 1:30", 13), ("下午1时30分", 13), ("午後1時30分", 13)),
    ],
)
def test_a_twelve_hour_clock_is_read(text: str, hour: int) -> None:
    assert spelled_date(f"4 Mar 2025 {text}") == DAY + timedelta(hours=hour, minutes=30)


def test_an_hour_alone_is_a_time() -> None:
    assert spelled_date("March 4, 2025 5pm") == DAY + timedelta(hours=17)
    assert spelled_date("Tue, 4 Mar 2025 24:00:00 GMT") == DAY + timedelta(days=1)


def test_a_day_may_have_a_zone_and_no_time() -> None:
    assert spelled_date("2025-03-04+02:00") == DAY - timedelta(hours=2)
    assert spelled_date("2025-03-04Z") == DAY


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "yesterday at 5",
            "3 days ago",
            "4 Mar",
            "Tuesday 09:05",
            "2025",
            "99",
            "1.2.3",
        ),
        *("00 Mar 2025", "31 Feb 2025", "4 Mar 2025 25:00", "4 Mar 2025 09:75", "2025-00-10"),
        *(
            "45/45/2025",
            "4 Foo 2025",
            "June July 2025 4",
            "1" * 19 + "0" * 19,
            "4 Mar 2025 " + "x " * 40,
        ),
        "We met in the hall on 4 Mar 2025 and then all of us went home to have dinner and to sleep",
    ],
)
def test_what_names_no_day_gives_no_date(text: str) -> None:
    assert spelled_date(text) is None


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], DAY.replace(month=4, day=3)),
        (["25/12/2024", "01/02/2025"], DAY.replace(month=4, day=3)),
        (["12/25/2024", "01/02/2025"], DAY),
        (["12/25/2024", "25/12/2024"], DAY.replace(month=4, day=3)),
        (["Tue, 4 Mar 2025 09:05:00 GMT"], DAY.replace(month=4, day=3)),
    ],
)
def test_the_other_dates_decide_whether_the_month_is_first(
    others: list[str], expected: datetime
) -> None:
    style = date_style([*others, "03/04/2025"])

    assert spelled_date("03/04/2025", style) == expected


def test_what_cannot_be_the_day_first_is_the_month_first() -> None:
    assert spelled_date("03/14/2025") == DAY.replace(day=14)
    assert spelled_date("14/03/2025", DateStyle(is_month_first=True)) == DAY.replace(day=14)


def test_a_month_that_two_languages_share_is_that_of_the_feed() -> None:
    assert spelled_date("4 listopada 2025", DateStyle(language="hr-HR")) == DAY.replace(month=10)
    assert spelled_date("4 listopada 2025", DateStyle(language="pl")) == DAY.replace(month=11)


@given(st.text(max_size=140))
def test_no_text_is_too_odd_to_be_refused(text: str) -> None:
    moment = spelled_date(text)

    assert moment is None or moment.tzinfo is not None
