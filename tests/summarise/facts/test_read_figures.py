"""Numbers that count, and numbers that rank, place, time or name, in articles drawn by lot."""

import pytest

from tests.summarise.conftest import BriefMaker


def figures_of(brief_of: BriefMaker, text: str) -> list[str]:
    return [figure.text for figure in brief_of(text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "The pressure is on to seal a top four place in the league.",
        "They will meet in a last four clash at the old ground in May.",
        "Nobody knows whether a 14 seed can win the tournament this year.",
        "The police said that the two 17-year-olds were missing on Friday.",
        "They were between 13 and 15 when the crimes happened, she testified.",
        "The girl was only 10 when the pastor met her, the witness testified.",
        "Ann Marsh won the 5-Hour Energy 400 at Holm on Saturday night.",
        "The streets have been searched by officers on more than one occasion.",
        "The ban on coverage ends before it is 18.00 local time on Sunday.",
    ],
)
def test_a_number_that_counts_no_news_is_no_figure(brief_of: BriefMaker, text: str) -> None:
    assert not figures_of(brief_of, text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Ann Marsh was placed on two years' probation by the court.", "two years' probation"),
        ("The index fell. A reading below 50 indicates falling output.", "below 50"),
        ("The base is less than 300 miles from the border.", "less than 300 miles"),
        ("The four-year study found 12 species in the caves of Holm.", "12 species"),
    ],
)
def test_a_number_that_counts_news_is_a_figure(
    brief_of: BriefMaker, text: str, figure: str
) -> None:
    assert figure in figures_of(brief_of, text)
