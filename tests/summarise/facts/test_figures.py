"""Figures with value, unit and what they count, with the real model."""

import pytest

from summarise.model import Figure
from tests.summarise.conftest import BriefMaker


def only(brief_of: BriefMaker, text: str) -> Figure:
    figures = brief_of(text).figures
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("text", "shown", "value", "unit"),
    [
        ("At least 15 people died in the flood.", "At least 15 people", 15, "people"),
        ("The firm lost £4.5bn in the flood.", "£4.5bn", 4_500_000_000, "GBP"),
        ("The firm lost £450m in the flood.", "£450m", 450_000_000, "GBP"),
        ("The firm lost $10 billion in the flood.", "$10 billion", 10_000_000_000, "USD"),
        ("The flood left half a million people homeless.", "half a million people", 5e5, "people"),
        (
            "The flood lasted about two and a half weeks.",
            "about two and a half weeks",
            2.5,
            "weeks",
        ),
        (
            "The flood drowned one and a half million sheep.",
            "one and a half million sheep",
            1.5e6,
            "sheep",
        ),
        ("The flood cut off one million people.", "one million people", 1e6, "people"),
        ("The flood drowned about a dozen sheep.", "about a dozen sheep", 12, "sheep"),
        (
            "The flood drowned between 355 and 1,400 sheep.",
            "between 355 and 1,400 sheep",
            None,
            "sheep",
        ),
        (
            "Nearly 40 percent of the fields lie under water.",
            "Nearly 40 percent of the fields",
            40,
            "%",
        ),
        ("The flood destroyed twenty-five houses.", "twenty-five houses", 25, "houses"),
        (
            "The flood drove off tens of thousands of villagers.",
            "tens of thousands of villagers",
            None,
            "villagers",
        ),
    ],
)
def test_values_and_units_are_read(
    brief_of: BriefMaker, text: str, shown: str, value: float | None, unit: str
) -> None:
    figure = only(brief_of, text)

    assert (figure.text, figure.value, figure.unit) == (shown, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The flood came on 3 May 2021, as in 1953.",
        "The mill closed two years ago, its owners say.",
        "Karl Vogel, 31, saw the flood at 10:30 that morning.",
        "The 48-year-old saw how the flood came into town.",
        "The flood was shown on Channel 4 and told on Radio 4.",
        "It was one of the worst, and the two men left.",
    ],
)
def test_dates_ages_and_narrative_numbers_are_no_figures(brief_of: BriefMaker, text: str) -> None:
    assert brief_of(text).figures == ()
