"""Which noun a number counts, and small kinds of figures, with the real model."""

import pytest

from tests.summarise.conftest import BriefMaker


def figures(brief_of: BriefMaker, text: str) -> list[str]:
    return [figure.text for figure in brief_of(text).figures]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Homes in the valley will receive 14 free-to-air channels.", "14 free-to-air channels"),
        (
            "The minister looked at 125 existing marine protected areas.",
            "125 existing marine protected areas",
        ),
        (
            "Ola runs the site, which attracts 600,000 page views a day from eager fans.",
            "600,000 page views",
        ),
    ],
)
def test_the_counted_noun_is_the_one_that_the_number_depends_on(
    brief_of: BriefMaker, text: str, figure: str
) -> None:
    assert figure in figures(brief_of, text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The town is paying Â£450 to fill the pool again.", "Â£450"),
        ("The trust was offering schools more than Â£11,000 for it.", "more than Â£11,000"),
        ("The guard was held hostage for five days in the mill.", "five days"),
        ("The union now reports 72 chapters in the valley.", "72 chapters"),
        ("The number of mills reached a high of 221 in the valley.", "221"),
        ("He spoke on Monday at the four-day trial of the miller.", "four-day trial"),
    ],
)
def test_figures_are_found(brief_of: BriefMaker, text: str, figure: str) -> None:
    assert figure in figures(brief_of, text)
