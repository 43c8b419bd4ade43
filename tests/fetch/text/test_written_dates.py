# ruff: noqa: RUF001 - letters of several languages
"""Days as pages write them for readers, each found in its line."""

from datetime import UTC, datetime

import pytest

from fetch.text.written_dates import days_in

DAY = datetime(2026, 11, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        *(("19 November 2026", "en"), ("Nov. 19th, 2026", "en"), ("19th of November, 2026", "en")),
        *(("11/19/2026", "en-US"), ("19/11/2026", "en-GB"), ("19.11.2026 klo 17.00", "fi")),
        *(("19 de noviembre de 2026", "es"), ("19. studenoga 2026.", "hr"), ("19 lis 2026", "pl")),
        *(("19 listopada 2026", "pl"), ("19. listopadu 2026", "cs"), ("19 noiembrie 2026", "ro")),
        *(("2026. november 19.", "hu"), ("2026 m. lapkričio 19 d.", "lt"), ("19 Kasım 2026", "tr")),
        *(("19 Νοεμβρίου 2026", "el"), ("19 ноември 2026", "bg"), ("19 ноября 2026 г.", "ru")),
        *(("19 نوفمبر 2026", "ar"), ("١٩ نوفمبر ٢٠٢٦", "ar"), ("19 בנובמבר 2026", "he")),
        *(("19 नवंबर 2026", "hi"), ("19 พฤศจิกายน 2569", "th"), ("19 tháng 11, 2026", "vi")),
        *(("2026年11月19日", "ja"), ("令和8年11月19日", "ja"), ("民國115年11月19日", "zh")),
        ("2026년 11월 19일", "ko"),
    ],
)
def test_a_day_is_found_in_the_words_of_its_language(line: str, language: str) -> None:
    assert list(days_in(f"Mia Vale | {line}", language)) == [(11, DAY)]


def test_the_language_decides_which_month_a_word_is() -> None:
    (_, day), *_ = days_in("19. listopada 2026.", "hr")

    assert day.month == 10


@pytest.mark.parametrize(
    "line", ["Marching 5 2026", "No. 5, 2026", "31 February 2026", "Route 12 2026", "19 Nov"]
)
def test_what_names_no_day_gives_none(line: str) -> None:
    assert not list(days_in(line, "en"))
