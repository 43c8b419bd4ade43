"""Amounts as news writes them: scale, sign, currency and unit."""

import pytest

from summarise.facts.amounts import amounts_in
from summarise.model import Span


def read(text: str) -> list[tuple[str, float, str]]:
    whole = Span(start=0, end=len(text))
    return [(a.span.of(text), a.value, a.unit) for a in amounts_in(text, whole)]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("£800m", 8e8, "GBP"),
        ("$1.2 bn", 1.2e9, "USD"),
        ("$4B", 4e9, "USD"),
        ("$3tn", 3e12, "USD"),
        ("5 mn euros", 5e6, "EUR"),
        ("₹40 crore", 4e8, "INR"),
        ("Rs 40 crore", 4e8, "INR"),
        ("12 lakh rupees", 1.2e6, "INR"),
        ("1 200 000 kronor", 1.2e6, "SEK"),
        ("1\u00a0200 kronor", 1200, "SEK"),
        ("€1.200.000,50", 1200000.5, "EUR"),
        ("NZ$3,000", 3000, "NZD"),
        ("A$3 million", 3e6, "AUD"),
        ("HK$20", 20, "HKD"),
        ("C$5m", 5e6, "CAD"),
        ("S$40 million", 4e7, "SGD"),
        ("US$3.5bn", 3.5e9, "USD"),
        ("R$5 million", 5e6, "BRL"),
        ("CHF 4.5bn", 4.5e9, "CHF"),
        ("CHF4.5 billion", 4.5e9, "CHF"),
        ("SEK 40m", 4e7, "SEK"),
        ("40m SEK", 4e7, "SEK"),
        ("500 DKK", 500, "DKK"),
        ("¥300 million", 3e8, "JPY"),
        ("₩5,000", 5000, "KRW"),
        ("500 kr", 500, "kr"),
        ("300 zł", 300, "PLN"),
        ("DM100", 100, "DEM"),
        ("TRY 40m", 4e7, "TRY"),
        ("3 million Canadian dollars", 3e6, "CAD"),
        ("20 million Norwegian kroner", 2e7, "NOK"),
        ("five million won", 5e6, "KRW"),
        ("50 pence", 0.5, "GBP"),
        ("50p", 0.5, "GBP"),
        ("minus 12", -12, ""),
        ("\u221212", -12, ""),
        ("-3.5%", -3.5, "%"),
        ("-12C", -12, "°C"),
        ("minus 12 degrees Celsius", -12, "°C"),
        ("-$5m", -5e6, "USD"),
        ("4¾ percent", 4.75, "%"),
        ("20pc", 20, "%"),
        ("0.5 percentage points", 0.5, "percentage points"),
        ("two and a half million", 2.5e6, ""),
        ("1,200,000", 1.2e6, ""),
    ],
)
def test_an_amount_keeps_its_scale_sign_and_unit(written: str, value: float, unit: str) -> None:
    [(text, number, code)] = read(f"It was {written}.")

    assert (text, code) == (written, unit)
    assert number == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["The A380 and the COVID-19 ward", "2022/23", "at 10:30", "on 11/12/2026", "the 1970s", "20th"],
)
def test_codes_dates_and_ordinals_are_no_amounts(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("50 Cent sang.", ""),
        ("Of the ten, 5 won medals.", ""),
        ("It weighs 20 pounds.", ""),
        ("They found 5 pounds of explosives.", ""),
        ("A clip in 720p.", ""),
    ],
)
def test_words_of_money_may_mean_other_things(text: str, unit: str) -> None:
    assert read(text)[-1][2] == unit
