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


@pytest.mark.parametrize(
    ("text", "shown", "ends", "unit"),
    [
        ("The mill lost 10-20 workers in May.", "10-20 workers", (10, 20), "workers"),
        ("The mill will pay 10 to 20 million euros.", "10 to 20 million euros", (1e7, 2e7), "EUR"),
        ("The mill will pay $5m-$7m for it.", "$5m-$7m", (5e6, 7e6), "USD"),
        ("The mill will pay €3–4 million a year.", "€3–4 million", (3e6, 4e6), "EUR"),
        (
            "Some 10-15 percent of the boats sank.",
            "Some 10-15 percent of the boats",
            (10, 15),
            "%",
        ),
        (
            "The flood drowned two to three dozen sheep.",
            "two to three dozen sheep",
            (24, 36),
            "sheep",
        ),
        (
            "The mill cut its staff from 155,000 to 110,000 workers.",
            "155,000 to 110,000 workers",
            (110_000, 155_000),
            "workers",
        ),
    ],
)
def test_a_range_has_two_ends(
    brief_of: BriefMaker, text: str, shown: str, ends: tuple[float, float], unit: str
) -> None:
    figure = only(brief_of, text)

    assert (figure.text, figure.value, figure.ends, figure.unit) == (shown, None, ends, unit)


def test_where_a_rise_began_and_where_it_ended_are_two_values(brief_of: BriefMaker) -> None:
    figures = brief_of("Prices in the town rose from 3% to 5% in the year to March.").figures

    assert [(f.text, f.value) for f in figures] == [("3%", 3), ("5%", 5)]


@pytest.mark.parametrize(
    ("text", "shown", "percent"),
    [
        ("One in five voters was undecided.", "One in five voters", 20),
        ("Nine out of 10 voters were undecided.", "Nine out of 10 voters", 90),
        ("Two-thirds of homes lost power.", "Two-thirds of homes", 66.67),
        ("A third of homes lost power.", "A third of homes", 33.33),
        ("Half of all homes lost power.", "Half of all homes", 50),
        ("Profits of the mill fell by a quarter, the owners said.", "a quarter", 25),
    ],
)
def test_shares_are_told_in_percent(
    brief_of: BriefMaker, text: str, shown: str, percent: float
) -> None:
    figure = only(brief_of, text)

    assert (figure.text, figure.value, figure.unit) == (shown, percent, "%")


@pytest.mark.parametrize(
    "text",
    [
        "City won 3-1 at home, and Holm took it 6-4, 7-5 in the evening.",
        "City took a 5-2 lead and sealed a 45-6 humiliation of the visitors.",
        "The 737 MAX fleet was grounded, and the A320 landed in the town.",
        "The 2022/23 season and the 2022-23 season went well for the club.",
        "Call the helpline on 0800 123 456 or 116 123 for help, the charity said.",
        "Reactor 4 and Unit 3 of the plant were shut down by the owners.",
        "The Six Nations and Euro 2024 were shown in the square of the town.",
        "One Direction and 50 Cent sang at the $100 Laptop show in the town.",
        "The 100m final and the 50m breaststroke title were won by the town.",
        "It was one of the last three quarters of the year, the owners said.",
    ],
)
def test_scores_names_and_telephone_numbers_are_no_figures(brief_of: BriefMaker, text: str) -> None:
    assert brief_of(text).figures == ()


def test_votes_are_shown_as_they_are_counted(brief_of: BriefMaker) -> None:
    figure = only(brief_of, "The vote in the House was 218-212, the clerk said.")

    assert (figure.text, figure.value, figure.ends) == ("218-212", None, None)


def test_a_figure_said_again_is_shown_once(brief_of: BriefMaker) -> None:
    text = "The mill was sold for £800m. Its owners get £800m in cash. The £800m sale ends in May."

    assert only(brief_of, text).value == 8e8


def test_a_sum_in_brackets_is_the_same_sum(brief_of: BriefMaker) -> None:
    figure = only(brief_of, "The mill was sold for $27bn (£14bn) in cash, the owners said.")

    assert (figure.text, figure.unit) == ("$27bn (£14bn)", "USD")


@pytest.mark.parametrize(
    ("text", "shown", "value", "unit"),
    [
        ("The flood drove off several thousand villagers.", "several thousand villagers",
         None, "villagers"),
        ("The mill in the town has 1.200 workers.", "1.200 workers", 1200, "workers"),
        ("The flood in the valley killed 40, police said.", "40", 40, ""),
        ("The quake had a magnitude of 7.8, it said.", "magnitude of 7.8", 7.8, ""),
        ("The wall of the mill is 30m high, it said.", "30m", 30, "m"),
        ("The app of the mill has 20m users by now.", "20m users", 2e7, "users"),
        ("The mill sold 20 Boeing 737 jets in May.", "20 Boeing 737 jets", 20, "jets"),
        ("It was minus 12 degrees Celsius in the mill.", "minus 12 degrees Celsius", -12, "°C"),
    ],
)  # fmt: skip
def test_what_a_number_counts_decides_how_it_is_read(
    brief_of: BriefMaker, text: str, shown: str, value: float | None, unit: str
) -> None:
    figure = only(brief_of, text)

    assert (figure.text, figure.value, figure.unit) == (shown, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The phones have 5G and the screens of the town are 4K screens now.",
        "I am 100 percent sure that the mill will open, the owner said.",
        "Two people told the paper that the mill will close, it said.",
    ],
)
def test_codes_emphasis_and_sources_are_no_figures(brief_of: BriefMaker, text: str) -> None:
    assert brief_of(text).figures == ()


def test_a_number_of_a_name_is_no_figure(brief_of: BriefMaker) -> None:
    assert brief_of("She left BBC Two's news desk in the spring.").figures == ()


def test_a_share_is_read_before_those_it_is_for(brief_of: BriefMaker) -> None:
    figure = only(brief_of, "Judges should cut terms by a third for thieves who confess.")

    assert (figure.text, figure.unit) == ("a third", "%")
    assert figure.value == pytest.approx(33.33)
